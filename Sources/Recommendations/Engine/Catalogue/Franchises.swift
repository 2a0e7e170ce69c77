/// Which titles belong to one series of films, and in which order.
struct Franchises: Sendable {
    /// Of each title; -1 for none.
    let numbers: [Int32]
    /// The rows of each one by year.
    let members: [[Int32]]
    /// Whether a source named it.
    let isNamed: [Bool]
    private let years: [Int?]

    init(_ items: [CatalogueItem]) {
        var groups: [String: [Int]] = [:]
        for (row, item) in items.enumerated() {
            guard let key = item.collection?.lowercased() ?? FranchiseKey.key(of: item.title) else { continue }
            groups[key, default: []].append(row)
        }
        var numbers = [Int32](repeating: -1, count: items.count)
        var members: [[Int32]] = []
        var isNamed: [Bool] = []
        for (_, rows) in groups.sorted(by: { $0.key < $1.key })
        where rows.count > 1 && rows.count <= EngineLimits.franchiseMax {
            for row in rows { numbers[row] = Int32(members.count) }
            let ordered = rows.sorted { (items[$0].year ?? .max, $0) < (items[$1].year ?? .max, $1) }
            members.append(ordered.map(Int32.init))
            isNamed.append(rows.contains { items[$0].collection != nil })
        }
        (self.numbers, self.members, self.isNamed) = (numbers, members, isNamed)
        years = items.map(\.year)
    }

    /// For each title of the franchises of `titles`: how much of it was liked, 0...1, more for the one that comes
    /// next.
    func strengths(of titles: [WeightedRow], known: (Int) -> Bool) -> [Int: Float] {
        var weights: [Int: Float] = [:]
        for title in titles where numbers[title.row] >= 0 {
            weights[Int(numbers[title.row]), default: 0] += title.weight
        }
        var strengths: [Int: Float] = [:]
        for (franchise, weight) in weights {
            let next = next(in: franchise, known: known)
            let strength = weight / (weight + 1)
            for row in members[franchise].map(Int.init) {
                strengths[row] = row == next ? strength : Self.otherShare * strength
            }
        }
        return strengths
    }

    /// The title of a later year right after the last known one; nil when there is none, or none is known.
    func next(in franchise: Int, known: (Int) -> Bool) -> Int? {
        let rows = members[franchise].map(Int.init)
        guard let last = rows.lastIndex(where: known), last + 1 < rows.count, let before = years[rows[last]],
            let year = years[rows[last + 1]], year > before
        else { return nil }
        return rows[last + 1]
    }

    /// What a part counts that is not the next one.
    private static let otherShare: Float = 0.7
}
