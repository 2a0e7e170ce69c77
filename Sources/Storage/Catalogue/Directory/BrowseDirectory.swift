import Domain
import SQL

/// All known films and series in the order of lists, kept in memory, so that no page has to count or skip what comes
/// before it.
///
/// It is the catalogue at one version of the area 'titles': every change of a title has a revision, by which it is
/// followed. What lists hide does not belong to it.
struct BrowseDirectory: Sendable {
    let version: Int64
    private var shelves: [TitleKind: DirectoryShelf] = [:]
    private(set) var genreNames: [Int32: String] = [:]

    /// The whole catalogue. `version` is the one that the script sees.
    init(at version: Int64, _ connection: any SQLConnection) throws {
        self.version = version
        let source = DirectorySource(connection: connection)
        genreNames = try source.genreNames()
        let genres = try source.genres()
        for kind in Self.kinds {
            let entries = try source.entries("kind = \(kind) AND state = 'known'", genres)
            shelves[kind] = DirectoryShelf().replacing(TitleBits(), by: entries[kind] ?? [])
        }
    }

    /// The catalogue at a later version.
    func followed(to version: Int64, _ connection: any SQLConnection) throws -> BrowseDirectory {
        guard version - self.version <= Int64(StorageLimits.directoryChangesMax) else {
            return try BrowseDirectory(at: version, connection)
        }
        let source = DirectorySource(connection: connection)
        let changed = try source.changed(since: self.version)
        var next = BrowseDirectory(version: version, shelves: shelves, genreNames: genreNames)
        guard !changed.isEmpty else { return next }
        let genres = try source.genres(of: changed)
        let unknown = Set(genres.values.joined()).subtracting(genreNames.keys)
        if !unknown.isEmpty { next.genreNames.merge(try source.genreNames(of: unknown)) { $1 } }
        let entries = try source.entries("id IN \(list: changed) AND state = 'known'", genres)
        let bits = TitleBits(changed)
        for kind in Self.kinds { next.shelves[kind] = shelf(of: kind).replacing(bits, by: entries[kind] ?? []) }
        return next
    }

    private init(version: Int64, shelves: [TitleKind: DirectoryShelf], genreNames: [Int32: String]) {
        self.version = version
        self.shelves = shelves
        self.genreNames = genreNames
    }

    func shelf(of kind: TitleKind) -> DirectoryShelf { shelves[kind] ?? DirectoryShelf() }

    private static let kinds: [TitleKind] = [.movie, .series]
}

/// Reads what the directory is made from.
struct DirectorySource {
    let connection: any SQLConnection

    func entries(
        _ condition: SQL, _ genres: [TitleNumber: [Int32]]
    ) throws -> [TitleKind: [DirectoryEntry]] {
        var entries: [TitleKind: [DirectoryEntry]] = [:]
        try connection.forEach(
            "SELECT id, kind, COALESCE(year, 0), match_key, title FROM title WHERE \(sql: condition)"
        ) { row in
            let id = try row.get(0, as: TitleID.self)
            entries[try row.get(1), default: []].append(
                DirectoryEntry(
                    id: id, year: try row.int(2), key: try row.text(3), title: try row.text(4),
                    genres: genres[id.rawValue] ?? []))
        }
        return entries
    }

    /// The titles that changed or went away.
    func changed(since version: Int64) throws -> [TitleNumber] {
        try connection.query(
            """
            SELECT id FROM title WHERE revision > \(version)
            UNION ALL SELECT title_id FROM title_removed WHERE revision > \(version)
            """
        ).map { try $0.get(0) }
    }

    func genreNames() throws -> [Int32: String] { try genreNames("kind = 'genre'") }

    func genreNames(of terms: Set<Int32>) throws -> [Int32: String] { try genreNames("id IN \(list: terms)") }

    private func genreNames(_ condition: SQL) throws -> [Int32: String] {
        var names: [Int32: String] = [:]
        try connection.forEach("SELECT id, name FROM term WHERE \(sql: condition)") { row in
            names[try row.get(0)] = try row.text(1)
        }
        return names
    }

    func genres() throws -> [TitleNumber: [Int32]] { try genres("") }

    func genres(of titles: [TitleNumber]) throws -> [TitleNumber: [Int32]] {
        try genres("AND l.title_id IN \(list: titles)")
    }

    private func genres(_ condition: SQL) throws -> [TitleNumber: [Int32]] {
        var genres: [TitleNumber: [Int32]] = [:]
        try connection.forEach(
            """
            SELECT l.title_id, l.term_id FROM title_term l JOIN term k ON k.id = l.term_id
            WHERE k.kind = 'genre' \(sql: condition) ORDER BY l.title_id, l.position
            """
        ) { row in
            genres[try row.get(0), default: []].append(try row.get(1))
        }
        return genres
    }
}
