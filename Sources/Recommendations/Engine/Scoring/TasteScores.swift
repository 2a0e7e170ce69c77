import Foundation

/// The terms of the taste score of every title of a catalogue for one person.
struct TasteScores {
    /// For each term that has anything to say, its contribution to each title.
    let terms: [ScoreTerm: [Float]]
    /// For each title the sum of its contributions through a logistic curve, 0...1.
    let similarities: [Double]
    /// For each title the cosine to the nearest disliked one; nil where nothing is disliked.
    let dislikedCosines: [Float]?

    init(_ taste: Taste, catalogue: ItemCatalogue, likes: ItemLikes?, weights: TermWeights) {
        var maker = TermMaker(taste: taste, catalogue: catalogue, weights: weights)
        maker.addContent()
        maker.addLinks()
        maker.addOthers(likes)
        maker.addDislikes()
        terms = maker.terms
        dislikedCosines = maker.dislikedCosines
        similarities = Self.calibrated(maker.terms, count: catalogue.count)
    }

    /// What likeness to something disliked takes from a title's base score.
    func penalty(of row: Int) -> Double {
        dislikedCosines.map { Components.dislikePenalty(nearest: $0[row]) } ?? 0
    }

    /// The terms of one title, without those that are silent.
    func terms(of row: Int) -> [ScoreTerm: Float] {
        terms.mapValues { $0[row] }.filter { $0.value != 0 }
    }

    private static func calibrated(_ terms: [ScoreTerm: [Float]], count: Int) -> [Double] {
        var sums = [Float](repeating: 0, count: count)
        for term in ScoreTerm.allCases {
            guard let values = terms[term] else { continue }
            for row in sums.indices { sums[row] += values[row] }
        }
        let middle = middle(of: sums)
        return sums.map { 1 / (1 + exp(-Self.steepness * (Double($0) - middle))) }
    }

    /// The sum that is a match of one half: far above the catalogue's mean, which is about 0, but not above what the
    /// best `goodShare` of the titles reach where little is known of titles. So the curve keeps the best ones apart,
    /// and novelty and diversity choose among these.
    private static func middle(of sums: [Float]) -> Double {
        let place = max(goodMin, Int(Double(sums.count) * goodShare))
        let best = sums.sorted(by: >)
        return best.isEmpty ? highest : Swift.min(highest, Double(best[Swift.min(place, best.count) - 1]))
    }

    private static let highest = 2.5
    private static let goodShare = 0.02
    private static let goodMin = 10
    private static let steepness = 1.2
}

/// Works out one term after the other.
private struct TermMaker {
    let taste: Taste
    let catalogue: ItemCatalogue
    let weights: TermWeights
    var terms: [ScoreTerm: [Float]] = [:]
    private(set) var dislikedCosines: [Float]?
    /// How much the model of titles takes over from mere popularity.
    private var modelEvidence: Float = 0

    init(taste: Taste, catalogue: ItemCatalogue, weights: TermWeights) {
        (self.taste, self.catalogue, self.weights) = (taste, catalogue, weights)
    }

    /// What titles are about, from when and by whom they were made.
    mutating func addContent() {
        guard !taste.liked.isEmpty else { return }
        let (liked, trust) = (taste.liked, taste.evidence)
        let vectors = catalogue.vectors
        if liked.contains(where: { vectors.has[$0.row] }) {
            add(.vector, masked(vectors.likeness(to: liked)).standardised, trust * weights.vectorMean)
            let nearest = vectors.nearness(to: Array(liked.prefix(EngineLimits.neighboursMax)))
            add(.vector, masked(nearest.soft).standardised, trust * weights.vectorNearest)
        }
        let genres = TagTaste.ratios(of: catalogue.genres, in: liked)
        let genreScores = TagTaste.scores(of: catalogue.genres, ratios: genres, power: 1)
        add(.genres, genreScores.standardised, trust * weights.genres)
        add(.keywords, TagTaste.cosines(of: catalogue.keywords, to: liked).standardised, trust * weights.keywords)
        let studios = TagTaste.ratios(of: catalogue.studios, in: liked)
        let studioScores = TagTaste.scores(of: catalogue.studios, ratios: studios, power: 0.5)
        add(.studios, studioScores.standardised, trust * weights.studios)
        let years = liked.compactMap { title in catalogue.years[title.row].map { (year: $0, weight: title.weight) } }
        if !years.isEmpty {
            let ratios = catalogue.eras.ratios(of: years, years: catalogue.years)
            add(.era, ratios.standardised, trust * weights.era)
        }
    }

    /// People and franchises: what links few titles, but those closely.
    mutating func addLinks() {
        let liking = catalogue.people.liking(
            in: taste.liked + taste.disliked.map { WeightedRow(row: $0, weight: -1) })
        let strengths = catalogue.people.strengths(of: liking)
        add(.people, strengths.map { $0 < 0 ? exp($0) - 1 : 1 - exp(-$0) }, weights.people)
        guard !taste.liked.isEmpty else { return }
        var franchise = [Float](repeating: 0, count: catalogue.count)
        for (row, strength) in catalogue.franchises.strengths(of: taste.liked, known: { taste.known[$0] }) {
            franchise[row] = strength
        }
        add(.franchise, franchise, weights.franchise)
    }

    /// What many think, and what those think who like the same titles.
    mutating func addOthers(_ likes: ItemLikes?) {
        if let likes, let scores = likes.scores(for: taste) {
            modelEvidence = likes.model.evidence * scores.evidence
            add(.others, scores.values, modelEvidence * weights.others)
        }
        let alone = 1 - modelEvidence
        add(.quality, catalogue.quality, modelEvidence * weights.quality + alone * weights.qualityAlone)
        add(.popularity, catalogue.popularity, alone * weights.popularityAlone)
    }

    mutating func addDislikes() {
        let disliked = taste.disliked.map { WeightedRow(row: $0, weight: 1) }
        guard disliked.contains(where: { catalogue.vectors.has[$0.row] }) else { return }
        let nearness = catalogue.vectors.nearness(to: disliked)
        dislikedCosines = nearness.cosines
        add(.dislikes, masked(nearness.soft).standardised.map { min(-$0, 0) }, weights.dislikes)
    }

    private mutating func add(_ term: ScoreTerm, _ values: [Float], _ weight: Float) {
        guard weight != 0, values.contains(where: { $0 != 0 }) else { return }
        guard var sums = terms.removeValue(forKey: term) else {
            terms[term] = values.map { $0 * weight }
            return
        }
        for row in sums.indices { sums[row] += weight * values[row] }
        terms[term] = sums
    }

    /// Titles without a vector are neither near nor far.
    private func masked(_ values: [Float]) -> [Float] {
        zip(values, catalogue.vectors.has).map { $1 ? $0 : .nan }
    }
}
