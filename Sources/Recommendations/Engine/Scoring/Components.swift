/// The components of a score that the taste has no part in, after their published formulas.
enum Components {
    /// Community rating as 0...1: good ratings lie closer together than their meaning does.
    static func rating(_ rating: Double?) -> Double {
        guard let rating else { return 0.4 }
        return switch rating {
        case 8...: 0.8 + 0.1 * (rating - 8)
        case 7...: 0.6 + 0.2 * (rating - 7)
        case 6...: 0.4 + 0.2 * (rating - 6)
        case 5...: 0.2 + 0.2 * (rating - 5)
        default: rating / 25
        }
    }

    /// What being like something disliked takes from the base score.
    static func dislikePenalty(nearest similarity: Float) -> Double {
        0.3 * max(0, Double(similarity) - 0.5) / 0.5
    }
}

/// How new the genres of titles are to a person: best is a mix of known and new ones.
struct Novelty {
    /// The share of each genre among the genres of the history.
    private let shares: [Double]

    init(_ taste: Taste, genres: TagTable) {
        var counts = [Int](repeating: 0, count: genres.names.count)
        for (row, entry) in taste.history.lazy.filter({ $0.entry.isWatched || $0.entry.tellsOfTaste })
            .prefix(EngineLimits.noveltyHistoryMax)
        {
            _ = entry
            for genre in genres[row] { counts[Int(genre)] += 1 }
        }
        let total = counts.reduce(0, +)
        shares = counts.map { total > 0 ? Double($0) / Double(total) : 0 }
    }

    func of(_ genres: ArraySlice<Int32>) -> Double {
        guard !genres.isEmpty else { return 0.5 }
        var (sum, new) = (0.0, 0)
        for genre in genres {
            sum += 1 - shares[Int(genre)]
            new += shares[Int(genre)] == 0 ? 1 : 0
        }
        let average = sum / Double(genres.count)
        return switch Double(new) / Double(genres.count) {
        case 0: 0.4 + 0.2 * average
        case ..<0.7: 0.5 + 0.4 * average
        default: 0.3 + 0.2 * average
        }
    }
}
