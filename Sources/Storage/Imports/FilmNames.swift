import Domain
import SQL

/// The folded names of all known films with an id elsewhere, at one version of the area 'titles', so that hundreds of
/// names are looked up without reading the catalogue for each.
///
/// Films are found by the first letters of a word of their names, and then compared.
struct FilmNames: Sendable {
    private(set) var version: Int64
    private var films: [Film] = []
    /// Title and original title, one behind the other with a line break between them.
    private var names = PackedLists<UInt8>()
    /// The places of films by the first bytes of each word of their names.
    private var places: [UInt32: [Int32]] = [:]
    private var placeOf: [TitleNumber: Int] = [:]
    private var goneCount = 0

    private struct Film: Sendable {
        let id: TitleNumber
        let year: Int32
        let votes: Int32
        var isGone = false
    }

    /// The whole catalogue. `version` is the one that the script sees.
    init(at version: Int64, _ connection: any SQLConnection) throws {
        self.version = version
        try read("", connection)
    }

    /// Brings the names to a later version; nil where so much changed that they are read anew.
    func followed(to version: Int64, _ connection: any SQLConnection) throws -> FilmNames? {
        guard version - self.version <= Int64(StorageLimits.namesChangedMax) else { return nil }
        let changed = try DirectorySource(connection: connection).changed(since: self.version)
        var next = self
        next.version = version
        guard !changed.isEmpty else { return next }
        for title in changed { next.drop(title) }
        guard next.goneCount <= StorageLimits.namesChangedMax else { return nil }
        try next.read("AND id IN \(list: changed)", connection)
        return next
    }

    /// The films that may be meant by a folded name, exact names first, then by votes.
    func films(named name: String, year: Int?, limit: Int) -> [TitleID] {
        let text = Array(name.utf8)
        let words = text.split(separator: Self.space)
        guard !words.isEmpty, limit > 0 else { return [] }
        var found: [Match] = []
        for place in candidates(words) {
            let film = films[Int(place)]
            guard !film.isGone, year.map({ Int(film.year) == $0 }) ?? true else { continue }
            let names = names[Int(place)]
            guard words.allSatisfy({ Self.hasWord($0, names) }) else { continue }
            let isExact = names.split(separator: Self.lineEnd).contains { $0.elementsEqual(text) }
            found.append(Match(isExact: isExact, votes: film.votes, id: film.id))
        }
        return found.sorted().prefix(limit).map { TitleID($0.id) }
    }

    private struct Match: Comparable {
        let isExact: Bool
        let votes: Int32
        let id: TitleNumber

        static func < (left: Match, right: Match) -> Bool {
            if left.isExact != right.isExact { return left.isExact }
            return (right.votes, left.id) < (left.votes, right.id)
        }
    }

    /// The films with a word that begins like the rarest of these.
    private func candidates(_ words: [ArraySlice<UInt8>]) -> [Int32] {
        let long = words.filter { $0.count >= StorageLimits.nameKeyBytes }
        let lists = long.map { places[Self.key($0)] ?? [] }
        if let rarest = lists.min(by: { $0.count < $1.count }) { return rarest }
        // Every word is shorter than what films are kept under.
        guard let word = words.max(by: { $0.count < $1.count }) else { return [] }
        let keys = places.keys.filter { Self.key($0, beginsWith: word) }
        return Set(keys.flatMap { places[$0] ?? [] }).sorted()
    }

    private mutating func read(_ condition: SQL, _ connection: any SQLConnection) throws {
        try connection.forEach(
            """
            SELECT id, COALESCE(year, 0), COALESCE(vote_count, 0), match_key,
                CASE WHEN original_title <> title THEN original_title END
            FROM title
            WHERE kind = 'movie' AND state = 'known' AND (tmdb_id IS NOT NULL OR imdb_id IS NOT NULL) \(sql: condition)
            """
        ) { row in
            let film = Film(
                id: try row.get(0), year: Int32(clamping: try row.int(1)), votes: Int32(clamping: try row.int(2)))
            var name = Array(try row.text(3).utf8)
            if let original = try row.optionalText(4) {
                name.append(Self.lineEnd)
                name.append(contentsOf: Folding.matchKey(original).utf8)
            }
            add(film, name)
        }
    }

    private mutating func add(_ film: Film, _ name: [UInt8]) {
        let place = Int32(films.count)
        films.append(film)
        names.append(name)
        placeOf[film.id] = Int(place)
        for word in name.split(whereSeparator: { $0 == Self.space || $0 == Self.lineEnd }) {
            let key = Self.key(word)
            if places[key]?.last != place { places[key, default: []].append(place) }
        }
    }

    private mutating func drop(_ title: TitleNumber) {
        guard let place = placeOf.removeValue(forKey: title) else { return }
        films[place].isGone = true
        goneCount += 1
    }
}

extension FilmNames {
    private static let space = UInt8(ascii: " ")
    private static let lineEnd = UInt8(ascii: "\n")

    /// The first bytes of a word, the first one highest; zeros where it is shorter.
    private static func key(_ word: some Collection<UInt8>) -> UInt32 {
        var key: UInt32 = 0
        var rest = word.makeIterator()
        for _ in 0..<StorageLimits.nameKeyBytes { key = key << 8 | UInt32(rest.next() ?? 0) }
        return key
    }

    /// For a word that is shorter than a key.
    private static func key(_ key: UInt32, beginsWith word: ArraySlice<UInt8>) -> Bool {
        let rest = UInt32(8 * (StorageLimits.nameKeyBytes - word.count))
        return key >> rest == Self.key(word) >> rest
    }

    /// Whether a word of the names begins like this.
    private static func hasWord(_ word: ArraySlice<UInt8>, _ names: ArraySlice<UInt8>) -> Bool {
        var place = names.startIndex
        while names.endIndex - place >= word.count {
            if names[place..<place + word.count].elementsEqual(word) { return true }
            guard let end = names[place...].firstIndex(where: { $0 == space || $0 == lineEnd }) else { return false }
            place = end + 1
        }
        return false
    }
}
