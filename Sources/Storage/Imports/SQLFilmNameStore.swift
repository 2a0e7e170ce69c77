package import Domain
package import SQL
import Synchronization

/// Finds films by their names, which it keeps in memory, and by their ids.
package struct SQLFilmNameStore: FilmNameStore {
    private let database: any SQLDatabase
    private let memory = FilmNameMemory()

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func films(named names: [FilmName], limit: Int) async throws -> [[ImportMatch]] {
        guard !names.isEmpty else { return [] }
        return try await database.read { [memory] connection in
            let known = try memory.names(connection)
            let found = names.map { name in
                known.films(named: Folding.matchKey(name.text), year: name.year, limit: limit)
            }
            let matches = try FilmMatchRows.matches(of: Set(found.joined()).sorted(), connection)
            return found.map { $0.compactMap { matches[$0] } }
        }
    }

    package func films(imdbIDs: [IMDbID], tmdbIDs: [Int]) async throws -> [ImportMatch] {
        guard !imdbIDs.isEmpty || !tmdbIDs.isEmpty else { return [] }
        return try await database.read { connection in
            let ids: [TitleID] = try connection.query(
                """
                SELECT \(sql: MergedTitles.meantID) FROM title t
                WHERE t.imdb_id IN \(list: imdbIDs) AND t.kind = 'movie' AND \(sql: MergedTitles.isMeant)
                UNION
                SELECT \(sql: MergedTitles.meantID) FROM title t
                WHERE t.tmdb_id IN \(list: tmdbIDs) AND t.kind = 'movie' AND \(sql: MergedTitles.isMeant)
                ORDER BY 1
                """
            ).map { try $0.get(0) }
            let matches = try FilmMatchRows.matches(of: ids, connection)
            return ids.compactMap { matches[$0] }
        }
    }
}

/// Keeps the names of a database from one look to the next.
private final class FilmNameMemory: Sendable {
    private let known = Mutex<FilmNames?>(nil)

    /// The names as a script sees them, or as a later script has seen them. Whoever comes while they are read waits.
    func names(_ connection: any SQLConnection) throws -> FilmNames {
        let version = try connection.version(of: .titles)
        return try known.withLock { known in
            if let known, known.version >= version { return known }
            let fresh =
                try known?.followed(to: version, connection) ?? FilmNames(at: version, connection)
            known = fresh
            return fresh
        }
    }
}

/// Reads films as an import compares them, in two statements.
private enum FilmMatchRows {
    static func matches(
        of ids: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: ImportMatch] {
        guard !ids.isEmpty else { return [:] }
        let genres = try GenreRows.genres(of: ids, connection)
        var matches: [TitleID: ImportMatch] = [:]
        try connection.forEach(
            """
            SELECT id, tmdb_id, imdb_id, title, original_title, year, overview, poster_path, vote_average, vote_count,
                release_date, popularity, runtime_minutes
            FROM title WHERE id IN \(list: ids)
            """
        ) { row in
            let id = try row.get(0, as: TitleID.self)
            matches[id] = try match(row, genres: genres[id] ?? [])
        }
        return matches
    }

    private static func match(_ row: SQLRow, genres: [String]) throws -> ImportMatch {
        var match = ImportMatch(
            tmdbID: try row.optionalInt(1), imdbID: try row.get(2, as: IMDbID?.self), title: try row.text(3))
        match.originalTitle = try row.optionalText(4)
        match.year = try row.optionalInt(5)
        match.overview = try row.optionalText(6)
        match.posterPath = try row.optionalText(7)
        match.genreIDs = FilmGenre.ids(named: genres)
        match.voteAverage = try row.optionalDouble(8)
        match.voteCount = try row.optionalInt(9)
        match.releaseDate = try row.optionalText(10)
        match.popularity = try row.optionalDouble(11)
        match.runtimeMinutes = try row.optionalInt(12)
        return match
    }
}

/// Reads the genres of titles in their stored order.
enum GenreRows {
    static func genres(
        of titles: some Collection<TitleID>, _ connection: any SQLConnection
    ) throws -> [TitleID: [String]] {
        guard !titles.isEmpty else { return [:] }
        var genres: [TitleID: [String]] = [:]
        try connection.forEach(
            """
            SELECT l.title_id, k.name FROM title_term l JOIN term k ON k.id = l.term_id
            WHERE l.title_id IN \(list: titles) AND k.kind = 'genre' ORDER BY l.title_id, l.position
            """
        ) { genres[try $0.get(0), default: []].append(try $0.text(1)) }
        return genres
    }
}
