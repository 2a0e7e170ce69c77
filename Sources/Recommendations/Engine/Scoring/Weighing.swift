import Domain

/// Weighs candidates for one person and chooses among them.
struct Weighing {
    private let taste: Taste
    private let scores: TasteScores
    private let catalogue: ItemCatalogue
    private let model: ItemModel?
    private let weights: PickWeights
    private let novelty: Novelty

    init(
        _ taste: Taste, scores: TasteScores, catalogue: ItemCatalogue, model: ItemModel?, weights: PickWeights
    ) {
        self.model = model
        self.taste = taste
        self.scores = scores
        self.catalogue = catalogue
        self.weights = weights
        novelty = Novelty(taste, genres: catalogue.genres)
    }

    func picks(among rows: [Int], count: Int) -> Picks {
        let ranked = ranked(rows)
        var selection = Selection(ranked, catalogue: catalogue, diversityWeight: weights.diversity)
        selection.choose(count)
        var picks = Picks()
        picks.candidateCount = ranked.count
        let selectedRanks = Dictionary(
            uniqueKeysWithValues: selection.choices.enumerated().map { ($0.element.place, $0.offset + 1) })
        let finder = EvidenceFinder(taste, catalogue: catalogue, model: model)
        let stored = Set(ranked.indices.prefix(EngineLimits.storedCandidatesMax)).union(selectedRanks.keys).sorted()
        picks.candidates = stored.map { place in
            var title = scored(ranked[place], rank: place + 1)
            if let selectedRank = selectedRanks[place] {
                let choice = selection.choices[selectedRank - 1]
                (title.components.diversity, title.final) = (choice.diversity, choice.final)
                title.selectedRank = selectedRank
                title.evidence = finder.nearest(to: ranked[place].row, count: EngineLimits.evidenceMax)
                title.links = finder.links(of: ranked[place].row, count: EngineLimits.linksMax)
            } else {
                title.components.diversity = selection.diversity(of: place)
                title.final = selection.final(title.base, title.components.diversity)
            }
            return title
        }
        return picks
    }

    private func ranked(_ rows: [Int]) -> [RankedCandidate] {
        let (votes, ids) = (catalogue.votes, catalogue.ids)
        return rows.map { RankedCandidate(row: $0, base: base(of: $0)) }.sorted { a, b in
            if a.base != b.base { return a.base > b.base }
            return votes[a.row] != votes[b.row] ? votes[a.row] > votes[b.row] : ids[a.row] < ids[b.row]
        }
    }

    private func base(of row: Int) -> Double {
        let base =
            weights.similarity * scores.similarities[row]
            + weights.novelty * novelty.of(catalogue.genres[row])
            + weights.rating * Components.rating(catalogue.ratings[row])
        return base - scores.penalty(of: row)
    }

    private func scored(_ candidate: RankedCandidate, rank: Int) -> ScoredTitle {
        var components = ScoreComponents()
        components.similarity = scores.similarities[candidate.row]
        components.novelty = novelty.of(catalogue.genres[candidate.row])
        components.rating = Components.rating(catalogue.ratings[candidate.row])
        return ScoredTitle(
            title: catalogue.ids[candidate.row], rank: rank, components: components, base: candidate.base,
            final: candidate.base, terms: scores.terms(of: candidate.row))
    }
}
