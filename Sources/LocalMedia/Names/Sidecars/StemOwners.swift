/// Which title of a folder the names of its videos belong to.
struct StemOwners {
    struct Owner {
        /// The place of the title among those of the folder.
        let title: Int
        /// The video of that name; nil for names that stand for all versions of a title.
        let video: Int?
    }

    private var owners: [NameKey: Owner] = [:]

    /// The first who claims a name keeps it.
    mutating func add(_ key: NameKey, title: Int, video: Int?) {
        guard !key.bytes.isEmpty, owners[key] == nil else { return }
        owners[key] = Owner(title: title, video: video)
    }

    /// The title that all names belong to; nil for none or several.
    var only: Int? {
        guard let first = owners.first?.value.title, owners.values.allSatisfy({ $0.title == first }) else { return nil }
        return first
    }

    func exact(_ key: NameKey) -> Owner? { owners[key] }

    /// The owner of the longest name that `key` starts with, and where that name ends. A separator has to follow it.
    func longest(startOf key: NameKey) -> (owner: Owner, end: Int)? {
        guard !owners.isEmpty else { return nil }
        var end = key.bytes.count
        while end > 0 {
            let isCut = end == key.bytes.count || StemOwners.isCut(key.bytes[key.bytes.startIndex + end])
            if isCut, let owner = owners[key.prefix(end)] { return (owner, end) }
            end -= 1
        }
        return nil
    }

    private static func isCut(_ byte: UInt8) -> Bool {
        byte == NameBytes.dot || byte == 0x5F || byte == NameBytes.dash || byte == NameBytes.space
    }
}
