import Foundation

/// How tags of one kind are liked, and what follows for titles.
struct TagTaste {
    /// As many tags of the catalogue's own mix stand behind each taste.
    private static let prior: Float = 5

    /// For each tag the logarithm of how much more of it there is in `titles` than in the catalogue.
    static func ratios(of table: TagTable, in titles: [WeightedRow]) -> [Float] {
        let totals = table.totals(titles)
        let liked = totals.reduce(0, +)
        let all = Float(table.titleCounts.reduce(0) { $0 + Int($1) })
        return zip(totals, table.titleCounts).map { total, count in
            let usual = Float(max(count, 1)) / max(all, 1)
            return log((total + prior * usual) / ((liked + prior) * usual))
        }
    }

    /// For each title the sum of its tags' ratios over a power of their number: 1 for their mean, less for tags that
    /// speak for themselves. Not a number without tags.
    static func scores(of table: TagTable, ratios: [Float], power: Float) -> [Float] {
        let sums = table.sums(of: ratios)
        return sums.indices.map { row in
            let count = table.count(of: row)
            return count == 0 ? .nan : sums[row] / pow(Float(count), power)
        }
    }

    /// For each title the cosine of its tags to those of `titles`, rare tags counting more. Not a number without
    /// tags.
    static func cosines(of table: TagTable, to titles: [WeightedRow]) -> [Float] {
        let rarity = table.titleCounts.map { log(Float(max(table.rowCount, 2)) / Float(max($0, 1))) }
        let lengths = table.sums(of: rarity.map { $0 * $0 }).map { $0.squareRoot() }
        var taste = [Float](repeating: 0, count: table.names.count)
        for title in titles where lengths[title.row] > 0 {
            let share = title.weight / lengths[title.row]
            for tag in table[title.row] { taste[Int(tag)] += share * rarity[Int(tag)] }
        }
        let length = taste.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { return lengths.map { _ in .nan } }
        let sums = table.sums(of: zip(taste, rarity).map { $0 * $1 / length })
        return sums.indices.map { lengths[$0] > 0 ? sums[$0] / lengths[$0] : .nan }
    }
}
