/// The names of the statements that a link has prepared, the least recently used first to go.
struct PostgresStatementCache {
    private struct Key: Hashable {
        let text: String
        let types: [UInt32]
    }

    private struct Entry {
        let name: String
        var lastUse: Int
    }

    private let countMax: Int
    private var entries: [Key: Entry] = [:]
    private var uses = 0
    private var namesEver = 0

    init(countMax: Int) {
        self.countMax = countMax
    }

    mutating func name(_ text: String, _ types: [UInt32]) -> String? {
        uses += 1
        let key = Key(text: text, types: types)
        guard let name = entries[key]?.name else { return nil }
        entries[key]?.lastUse = uses
        return name
    }

    /// A name that the link never had, so that a failed preparation leaves nothing to clean.
    mutating func nextName() -> String {
        namesEver += 1
        return "kinothek_\(namesEver)"
    }

    mutating func add(_ name: String, _ text: String, _ types: [UInt32]) {
        entries[Key(text: text, types: types)] = Entry(name: name, lastUse: uses)
    }

    /// Makes room for one more and returns the name to deallocate.
    mutating func removeOldestWhenFull() -> String? {
        guard entries.count >= countMax, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
            return nil
        }
        entries[oldest.key] = nil
        return oldest.value.name
    }
}
