import CRecommendationKernels

/// Which tags of one kind (genres, keywords, people) each title has, in compressed rows.
struct TagTable: Sendable {
    let names: [String]
    /// How many titles have each tag.
    let titleCounts: [Int32]
    private let starts: [Int32]
    private let tags: [Int32]

    /// Tags of fewer than `titlesMin` titles are left out: they link nothing.
    init(_ lists: [[String]], titlesMin: Int32 = 1) {
        var numbers: [String: Int32] = [:]
        var names: [String] = []
        var counts: [Int32] = []
        let rows = lists.map { list in
            var row: [Int32] = []
            for name in list {
                let number = numbers[name] ?? Int32(names.count)
                if number == names.count {
                    numbers[name] = number
                    names.append(name)
                    counts.append(0)
                }
                guard !row.contains(number) else { continue }
                row.append(number)
                counts[Int(number)] += 1
            }
            return row
        }
        self.names = names
        titleCounts = counts
        var starts: [Int32] = [0]
        var tags: [Int32] = []
        for row in rows {
            tags += row.filter { counts[Int($0)] >= titlesMin }
            starts.append(Int32(tags.count))
        }
        (self.starts, self.tags) = (starts, tags)
    }

    var rowCount: Int { starts.count - 1 }

    subscript(row: Int) -> ArraySlice<Int32> {
        tags[Int(starts[row])..<Int(starts[row + 1])]
    }

    func count(of row: Int) -> Int {
        Int(starts[row + 1] - starts[row])
    }

    func names(of row: Int) -> [String] {
        self[row].map { names[Int($0)] }
    }

    /// For each title the sum of its tags' values.
    func sums(of values: [Float]) -> [Float] {
        [Float](unsafeUninitializedCapacity: rowCount) { out, count in
            guard let first = out.baseAddress else { return }
            crk_sum_tags(starts, tags, rowCount, values, first)
            count = rowCount
        }
    }

    /// How much of each tag the given titles have, by their weights.
    func totals(_ titles: [WeightedRow]) -> [Float] {
        var totals = [Float](repeating: 0, count: names.count)
        for title in titles {
            for tag in self[title.row] { totals[Int(tag)] += title.weight }
        }
        return totals
    }
}

/// A title of the catalogue and how much it counts.
struct WeightedRow: Sendable, Hashable {
    let row: Int
    let weight: Float
}
