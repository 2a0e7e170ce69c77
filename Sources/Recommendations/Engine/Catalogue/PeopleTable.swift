/// Directors and cast of titles under one numbering of people.
struct PeopleTable: Sendable {
    /// All people of a title, each once: directors first.
    let everybody: TagTable
    private let directorCounts: [UInt8]
    /// How much of a person's weight a part in the cast has, beside directing.
    static let castShare: Float = 0.4

    init(_ items: [CatalogueItem]) {
        everybody = TagTable(items.map { $0.directors + $0.cast.prefix(EngineLimits.castMax) })
        directorCounts = items.map { UInt8(clamping: Set($0.directors).count) }
    }

    var names: [String] { everybody.names }

    func directors(of row: Int) -> ArraySlice<Int32> { everybody[row].prefix(Int(directorCounts[row])) }

    func cast(of row: Int) -> ArraySlice<Int32> { everybody[row].dropFirst(Int(directorCounts[row])) }

    /// How much each person is liked: their parts in titles by the weights of those, which are negative where a title
    /// is disliked; less for people who are in everything.
    func liking(in titles: [WeightedRow]) -> [Float] {
        var liking = [Float](repeating: 0, count: names.count)
        for title in titles {
            for person in directors(of: title.row) { liking[Int(person)] += title.weight }
            for person in cast(of: title.row) { liking[Int(person)] += Self.castShare * title.weight }
        }
        return zip(liking, everybody.titleCounts).map { $0 / Float(max($1, 1)).squareRoot() }
    }

    /// How much of what is liked of people a title has, directors counting more than the cast.
    func strengths(of liking: [Float]) -> [Float] {
        let all = everybody.sums(of: liking)
        return all.indices.map { row in
            guard all[row] != 0 else { return 0 }
            let directed = directors(of: row).reduce(Float(0)) { $0 + liking[Int($1)] }
            return Self.castShare * all[row] + (1 - Self.castShare) * directed
        }
    }
}
