/// Which pieces have to go when there is too much of them.
enum HLSCache {
    struct Name: Hashable, Sendable {
        let run: Int
        let number: Int
    }

    /// A piece on the disk.
    struct Entry: Hashable, Sendable {
        let name: Name
        let byteCount: Int64
        /// Whether a player has had it.
        let isServed: Bool
    }

    /// What is to be removed so that at most `bytesMax` are left, of entries in the order in which they came: the
    /// oldest first, those that somebody still waits for last, and the newest of each run and `kept` never.
    static func surplus(of entries: [Entry], bytesMax: Int64, keeping kept: Name? = nil) -> [Entry] {
        var total = entries.reduce(0) { $0 + $1.byteCount }
        guard total > bytesMax else { return [] }
        let newest = Dictionary(entries.map { ($0.name.run, $0.name.number) }) { max($0, $1) }
        let removable = entries.filter { newest[$0.name.run] != $0.name.number && $0.name != kept }
        var surplus: [Entry] = []
        for entry in removable.filter(\.isServed) + removable.filter({ !$0.isServed }) {
            guard total > bytesMax else { break }
            total -= entry.byteCount
            surplus.append(entry)
        }
        return surplus
    }
}
