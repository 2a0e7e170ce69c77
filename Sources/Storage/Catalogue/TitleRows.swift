import Domain
import SQL

/// Reads titles with everything that belongs to them in four statements, however many there are.
enum TitleRows {
    /// The columns that a change of a title writes.
    static let writtenNames = [
        "uuid", "kind", "state", "imdb_id", "tmdb_id", "title", "original_title", "year", "release_date", "overview",
        "tagline", "runtime_minutes", "content_rating", "vote_average", "vote_count", "popularity", "poster_path",
        "countries", "languages", "provenance", "match_key", "revision",
    ]
    static let written = SQL(trusted: writtenNames.joined(separator: ", "))

    /// The titles of these ids in the order of the ids, each once; missing ones are left out.
    static func titles(_ ids: [TitleID], _ connection: any SQLConnection) throws -> [Title] {
        guard !ids.isEmpty else { return [] }
        let rows = try connection.query("SELECT id, \(sql: written) FROM title WHERE id IN \(list: ids)")
        let lists = try TitleLists(of: ids, connection)
        var titles: [TitleID: Title] = [:]
        for row in rows {
            let title = try title(row, lists)
            titles[title.id] = title
        }
        return ids.compactMap { titles.removeValue(forKey: $0) }
    }

    private static func title(_ row: SQLRow, _ lists: TitleLists) throws -> Title {
        let id = try row.get(0, as: TitleID.self)
        let identity = TitleIdentity(
            id: id, uuid: try row.text(1), kind: try row.get(2), imdbID: try row.get(4), tmdbID: try row.optionalInt(5))
        return Title(
            identity: identity, state: try row.get(3), metadata: try metadata(row, id, lists),
            provenance: try JSONText.decode(row.text(20)), revision: Int64(try row.int(22)))
    }

    private static func metadata(_ row: SQLRow, _ id: TitleID, _ lists: TitleLists) throws -> TitleMetadata {
        var metadata = TitleMetadata(title: try row.text(6))
        metadata.originalTitle = try row.optionalText(7)
        metadata.year = try row.optionalInt(8)
        metadata.releaseDate = try row.optionalText(9)
        metadata.overview = try row.optionalText(10)
        metadata.tagline = try row.optionalText(11)
        metadata.runtimeMinutes = try row.optionalInt(12)
        metadata.contentRating = try row.optionalText(13)
        metadata.voteAverage = try row.optionalDouble(14)
        metadata.voteCount = try row.optionalInt(15)
        metadata.popularity = try row.optionalDouble(16)
        metadata.posterPath = try row.optionalText(17)
        metadata.countries = try JSONText.decodeCodes(row.text(18))
        metadata.languages = try JSONText.decodeCodes(row.text(19))
        metadata.genres = lists.genres[id] ?? []
        metadata.keywords = lists.keywords[id] ?? []
        metadata.studios = lists.studios[id] ?? []
        metadata.credits = lists.credits[id] ?? []
        return metadata
    }
}

/// The lists of several titles.
struct TitleLists {
    private(set) var genres: [TitleID: [String]] = [:]
    private(set) var keywords: [TitleID: [String]] = [:]
    private(set) var studios: [TitleID: [String]] = [:]
    private(set) var credits: [TitleID: [Credit]] = [:]

    init(of ids: [TitleID], _ connection: any SQLConnection) throws {
        try connection.forEach(
            """
            SELECT l.title_id, t.kind, t.name FROM title_term l JOIN term t ON t.id = l.term_id
            WHERE l.title_id IN \(list: ids) ORDER BY l.title_id, l.position
            """
        ) { row in
            let list = try row.text(1) == "genre" ? \Self.genres : \Self.keywords
            self[keyPath: list][try row.get(0), default: []].append(try row.text(2))
        }
        try connection.forEach(
            """
            SELECT l.title_id, p.name, l.role FROM title_person l JOIN person p ON p.id = l.person_id
            WHERE l.title_id IN \(list: ids) ORDER BY l.title_id, l.position
            """
        ) { row in
            credits[try row.get(0), default: []].append(Credit(name: try row.text(1), role: try row.get(2)))
        }
        try connection.forEach(
            """
            SELECT l.title_id, s.name FROM title_studio l JOIN studio s ON s.id = l.studio_id
            WHERE l.title_id IN \(list: ids) ORDER BY l.title_id, l.position
            """
        ) { row in
            studios[try row.get(0), default: []].append(try row.text(1))
        }
    }
}
