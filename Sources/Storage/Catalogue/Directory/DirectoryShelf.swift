import Domain
import Foundation

/// A film or series as it is put into the directory.
struct DirectoryEntry: Sendable {
    let id: TitleNumber
    /// 0 where nobody knows it.
    let year: Int32
    /// What lists are ordered by, as bytes on both drivers.
    let key: [UInt8]
    /// What searches look in.
    let name: String
    /// In the order of the title.
    let genres: [Int32]

    /// `key` is the folded title as it is stored.
    init(id: TitleID, year: Int, key: String, title: String, genres: [Int32]) {
        self.id = id.rawValue
        self.year = Int32(clamping: year)
        self.key = Array(key.utf8)
        name = Folding.searchText(title)
        self.genres = genres
    }
}

/// All known films, or all known series, in the order of lists. Places are from 0.
struct DirectoryShelf: Sendable {
    private(set) var ids: [TitleNumber] = []
    private var years: [Int32] = []
    private var keys = PackedLists<UInt8>()
    private var names = NameText()
    private var genres = PackedLists<Int32>()

    init() {}

    /// Without some titles, and with others at their places. A title that changed is one of both.
    func replacing(_ gone: TitleBits, by added: [DirectoryEntry]) -> DirectoryShelf {
        let removals = ids.indices.lazy.filter { gone.contains(ids[$0]) }.map {
            (place: $0, entry: DirectoryEntry?.none)
        }
        let additions = added.sorted { Self.precedes($0, $1) }.map { (place: place(of: $0), entry: Optional($0)) }
        var result = DirectoryShelf()
        var copied = 0
        // What is put in at a place comes before what is there.
        for (place, entry) in Self.merged(additions, Array(removals)) {
            result.append(self, copied..<place)
            copied = place
            if let entry { result.append(entry) } else { copied += 1 }
        }
        result.append(self, copied..<ids.count)
        result.names.close()
        return result
    }

    func genres(at place: Int) -> ArraySlice<Int32> { genres[place] }

    /// The genres of all titles but some, each once.
    func genres(except titles: TitleBits) -> Set<Int32> {
        var found: Set<Int32> = []
        for place in ids.indices where !titles.contains(ids[place]) {
            for genre in genres[place] where !found.contains(genre) { found.insert(genre) }
        }
        return found
    }

    func forEachPlace(containing text: String, _ body: (Int) -> Void) {
        names.forEachPlace(containing: text, body)
    }
}

extension DirectoryShelf {
    private typealias Step = (place: Int, entry: DirectoryEntry?)

    private static func merged(_ additions: [Step], _ removals: [Step]) -> [Step] {
        var steps: [Step] = []
        steps.reserveCapacity(additions.count + removals.count)
        var next = 0
        for addition in additions {
            while next < removals.count, removals[next].place < addition.place {
                steps.append(removals[next])
                next += 1
            }
            steps.append(addition)
        }
        return steps + removals[next...]
    }

    private mutating func append(_ entry: DirectoryEntry) {
        ids.append(entry.id)
        years.append(entry.year)
        keys.append(entry.key)
        names.append(entry.name)
        genres.append(entry.genres)
    }

    private mutating func append(_ other: DirectoryShelf, _ places: Range<Int>) {
        ids.append(contentsOf: other.ids[places])
        years.append(contentsOf: other.years[places])
        keys.append(other.keys, places)
        names.append(other.names, places)
        genres.append(other.genres, places)
    }

    /// The first place whose title comes behind an entry.
    private func place(of entry: DirectoryEntry) -> Int {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle, entry) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func isBefore(_ place: Int, _ entry: DirectoryEntry) -> Bool {
        let order = Self.order(keys[place], entry.key)
        return order == 0 ? (years[place], ids[place]) < (entry.year, entry.id) : order < 0
    }

    private static func precedes(_ one: DirectoryEntry, _ other: DirectoryEntry) -> Bool {
        let order = order(one.key[...], other.key)
        return order == 0 ? (one.year, one.id) < (other.year, other.id) : order < 0
    }

    /// Negative where the first is smaller byte by byte, 0 where both are equal.
    private static func order(_ one: ArraySlice<UInt8>, _ other: [UInt8]) -> Int {
        one.withUnsafeBytes { left in
            other.withUnsafeBytes { right in
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else {
                    return left.count - right.count
                }
                let order = Int(memcmp(leftStart, rightStart, min(left.count, right.count)))
                return order == 0 ? left.count - right.count : order
            }
        }
    }
}
