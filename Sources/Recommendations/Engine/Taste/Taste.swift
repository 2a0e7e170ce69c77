import Basics
import Domain

/// What one person likes and dislikes among the titles of a catalogue.
struct Taste: Sendable {
    /// The liked titles of the history and how much each counts; the mean is 1.
    let liked: [WeightedRow]
    /// The latest first.
    let disliked: [Int]
    /// The whole history that the catalogue holds, the latest first.
    let history: [(row: Int, entry: HistoryEntry)]
    /// Whether each title of the catalogue was watched or rated.
    let known: [Bool]

    init(_ history: [HistoryEntry], of catalogue: ItemCatalogue, limit: Int) {
        let entries = Self.merged(history).filter { catalogue.contains($0.title) }
        let latest = entries.sorted(by: HistoryWeights.laterFirst).prefix(EngineLimits.historyMax)
        let placed = latest.compactMap { entry in catalogue.rows[entry.title].map { (row: $0, entry: entry) } }
        var known = [Bool](repeating: false, count: catalogue.count)
        for (row, entry) in placed where entry.isWatched || entry.rating != nil { known[row] = true }
        self.history = placed
        self.known = known
        disliked = placed.filter(\.entry.isDisliked).prefix(EngineLimits.dislikesMax).map(\.row)
        liked = Self.liked(placed.map(\.entry).filter(\.tellsOfTaste), of: catalogue, limit: limit)
    }

    private static func liked(_ entries: [HistoryEntry], of catalogue: ItemCatalogue, limit: Int) -> [WeightedRow] {
        let weighed =
            catalogue.kind == .series
            ? HistoryWeights.series(entries, limit: limit)
            : HistoryWeights.films(entries, limit: limit) { entry in
                catalogue.rows[entry.title].flatMap { catalogue.ratings[$0] }
            }
        let mean = weighed.weights.reduce(0, +) / Double(max(weighed.weights.count, 1))
        return zip(weighed.entries, weighed.weights).compactMap { entry, weight in
            catalogue.rows[entry.title].map { WeightedRow(row: $0, weight: Float(weight / mean)) }
        }
    }

    /// One entry a title: plays of several copies add up.
    private static func merged(_ history: [HistoryEntry]) -> [HistoryEntry] {
        var merged: [TitleID: HistoryEntry] = [:]
        for entry in history {
            guard let other = merged[entry.title] else {
                merged[entry.title] = entry
                continue
            }
            merged[entry.title] = entry.joined(with: other)
        }
        return Array(merged.values)
    }

    /// Whether there is anything to go by: no liked title and nothing played, and nothing is recommended.
    var isEmpty: Bool { liked.isEmpty && !history.contains { $0.entry.isWatched } }

    /// How far the history can be trusted, 0...1: one title tells half as much as many.
    var evidence: Float { Float(liked.count) / Float(liked.count + 1) }
}

extension HistoryEntry {
    fileprivate func joined(with other: HistoryEntry) -> HistoryEntry {
        var joined = self
        joined.plays += other.plays
        joined.isFavourite = isFavourite || other.isFavourite
        joined.lastPlayed = [lastPlayed, other.lastPlayed].compactMap(\.self).max()
        joined.completion = max(completion, other.completion)
        let moments = (ratedAt?.milliseconds ?? .min, other.ratedAt?.milliseconds ?? .min)
        let isLater = (moments.0, rating ?? 0) >= (moments.1, other.rating ?? 0)
        let opinion = rating != nil && (other.rating == nil || isLater) ? self : other
        (joined.rating, joined.ratedAt) = (opinion.rating, opinion.ratedAt)
        return joined
    }
}
