import Domain

// What the stores give, in the engine's words, and what the engine gives, in those of the stores.

extension CatalogueItem {
    init(_ traits: TitleTraits, vector: [Float]?) {
        self.init(id: traits.id, title: traits.title)
        year = traits.year
        genres = traits.genres
        keywords = traits.keywords
        directors = traits.directors
        cast = traits.cast
        network = traits.network
        studios = traits.network.map { [$0] } ?? []
        communityRating = traits.communityRating
        voteCount = traits.voteCount
        runtimeMinutes = traits.runtimeMinutes
        self.vector = vector
    }
}

extension HistoryEntry {
    init(_ entry: TasteEntry) {
        self.init(title: entry.titleID)
        plays = entry.episodesWatched > 0 ? entry.episodesWatched : entry.plays
        isFavourite = entry.isFavourite
        lastPlayed = entry.lastPlayedAt
        rating = entry.rating
        ratedAt = entry.ratedAt
        completion = entry.completion
    }
}

extension NewCandidate {
    init(_ scored: ScoredTitle, explanation: String?) {
        self.init(
            titleID: scored.title, rank: scored.rank, selectedRank: scored.selectedRank,
            scores: CandidateScores(
                final: scored.final, similarity: scored.components.similarity, novelty: scored.components.novelty,
                rating: scored.components.rating, diversity: scored.components.diversity,
                terms: Dictionary(scored.terms.map { ($0.key.rawValue, Double($0.value)) }) { first, _ in first }),
            evidence: scored.evidence.prefix(DomainLimits.evidenceStored).map { Evidence($0) },
            explanation: explanation)
    }
}

extension Evidence {
    init(_ near: NearTitle) {
        self.init(titleID: near.title, similarity: near.similarity, kind: near.kind)
    }
}

extension Interaction {
    /// Whether the person liked the title: said so, or watched it to its end without a word.
    var isLiking: Bool { rating.map { $0 >= Opinion.firmLikeMin } ?? true }
}

extension Liking {
    init(_ interaction: Interaction) {
        self.init(user: interaction.userID, title: interaction.titleID)
    }
}
