import Domain

/// Which items a media server listed: a number of eight bytes for each, so that large libraries take little.
///
/// Two items with one number are one in 10^19 pairs; the second then stays although it may be gone.
struct SeenItems {
    private var numbers: Set<Int> = []

    mutating func insert(_ item: MediaServerID, in library: ServerLibraryID) {
        numbers.insert(Self.number(item, library))
    }

    func contains(_ item: MediaServerID, in library: ServerLibraryID) -> Bool {
        numbers.contains(Self.number(item, library))
    }

    private static func number(_ item: MediaServerID, _ library: ServerLibraryID) -> Int {
        var hasher = Hasher()
        hasher.combine(library)
        hasher.combine(item)
        return hasher.finalize()
    }
}
