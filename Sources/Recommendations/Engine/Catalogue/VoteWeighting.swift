/// Community ratings that count by the number of their votes: `v/(v+m) r + m/(v+m) c`, where c is the mean of all
/// ratings and m the 75th percentile of votes. It is the formula of IMDb's list of the best films.
struct VoteWeighting {
    /// In 0...10; not a number where there is no rating.
    let weighted: [Float]

    init(ratings: [Double?], votes: [Int]) {
        let known = ratings.compactMap(\.self)
        let mean = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
        let sorted = zip(ratings, votes).filter { $0.0 != nil }.map(\.1).sorted()
        let usual = Self.percentile(0.75, of: sorted)
        weighted = zip(ratings, votes).map { rating, votes in
            guard let rating else { return .nan }
            let share = Double(votes) + usual > 0 ? Double(votes) / (Double(votes) + usual) : 0
            return Float(share * rating + (1 - share) * mean)
        }
    }

    /// In standard deviations around the mean, which count as three tenths of a point at least: in a small catalogue
    /// of equals a tenth of a point says nothing. 0 where there is no rating.
    var scores: [Float] { weighted.standardised(spreadMin: 0.3) }

    /// Between the two nearest ranks in proportion.
    private static func percentile(_ share: Double, of sorted: [Int]) -> Double {
        guard let last = sorted.last else { return 0 }
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        guard below + 1 < sorted.count else { return Double(last) }
        return Double(sorted[below]) + (place - Double(below)) * Double(sorted[below + 1] - sorted[below])
    }
}
