import Foundation

/// How much each title of a history counts in the taste of its person.
struct HistoryWeights {
    /// The titles that count, first those that count most by their order, and the weight of each.
    let entries: [HistoryEntry]
    let weights: [Double]

    /// Films: by favourite, plays and last play, at most `limit`.
    static func films(
        _ history: [HistoryEntry], limit: Int, communityRating: (HistoryEntry) -> Double?
    ) -> HistoryWeights {
        let entries = Array(history.sorted(by: Self.filmPrecedes).prefix(limit))
        let favourites = entries.count(where: \.isFavourite)
        let playsMost = entries.map(\.plays).max() ?? 0
        let weights = entries.enumerated().map { place, entry in
            (1 - 0.3 * Double(place) / Double(entries.count))
                * playFactor(entry.plays, most: playsMost)
                * (entry.isFavourite ? favouriteFactor(of: favourites) : 1)
                * opinionFactor(entry.rating)
                * communityFactor(communityRating(entry))
        }
        return HistoryWeights(entries: entries, weights: capped(weights))
    }

    /// Series: by last play, at most `limit`.
    static func series(_ history: [HistoryEntry], limit: Int) -> HistoryWeights {
        let entries = Array(history.sorted(by: Self.laterFirst).prefix(limit))
        let weights = entries.map { entry in
            (0.5 + 1.5 * min(max(entry.completion, 0), 1)) * (entry.isFavourite ? 1.5 : 1)
                * opinionFactor(entry.rating)
        }
        return HistoryWeights(entries: entries, weights: weights)
    }

    /// What a person's own rating makes of a weight. What is disliked has none: it is no part of what is liked, and has
    /// a term of its own.
    static func opinionFactor(_ rating: Int?) -> Double {
        guard let rating, rating >= Opinion.likeMin else { return 1 }
        return 1 + 0.2 * Double(rating - 6)
    }

    static func laterFirst(_ a: HistoryEntry, _ b: HistoryEntry) -> Bool {
        a.moment != b.moment ? a.moment > b.moment : a.title < b.title
    }

    private static func filmPrecedes(_ a: HistoryEntry, _ b: HistoryEntry) -> Bool {
        if a.isFavourite != b.isFavourite { return a.isFavourite }
        return a.plays != b.plays ? a.plays > b.plays : laterFirst(a, b)
    }

    private static func playFactor(_ plays: Int, most: Int) -> Double {
        guard plays > 1 else { return 1 }
        return 1 + 0.4 * log2(Double(min(plays, playsCounted) + 1)) / log2(Double(min(most, playsCounted) + 1))
    }

    private static func favouriteFactor(of count: Int) -> Double {
        switch count {
        case ...10: 1.8
        case ...20: 1.5
        default: 1.3
        }
    }

    private static func communityFactor(_ rating: Double?) -> Double {
        guard let rating, rating >= 7.5 else { return 1 }
        return 1 + 0.05 * (rating - 7)
    }

    /// No title may count more than three times the mean.
    private static func capped(_ weights: [Double]) -> [Double] {
        let mean = weights.reduce(0, +) / Double(max(weights.count, 1))
        return weights.map { min($0, 3 * mean) }
    }

    private static let playsCounted = 5
}
