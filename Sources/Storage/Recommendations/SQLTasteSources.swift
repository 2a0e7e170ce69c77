package import Domain
package import SQL

/// What recommendations are made from: titles, what profiles did with them, and what accounts think of them.
package struct SQLTasteSources: TasteSources {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func traits(_ kind: TitleKind, after: TitleID?, limit: Int) async throws -> [TitleTraits] {
        try await database.read { connection in
            // Says what is left out, so that titles are gone through by id and not by kind.
            let others = TitleKind.allCases.filter { $0 != kind || $0 == .scene }
            let rows = try connection.query(
                """
                SELECT t.id, t.title, t.year, t.vote_average, t.vote_count, t.content_rating, t.runtime_minutes
                FROM title t
                WHERE t.state = 'known' AND t.kind NOT IN \(values: others) AND \(sql: TitleHiding.isShown)
                    AND t.id > \(after?.rawValue ?? 0)
                ORDER BY t.id LIMIT \(max(0, limit))
                """)
            guard !rows.isEmpty else { return [] }
            let names = try TraitNames(of: rows.map { try $0.get(0) }, connection)
            return try rows.map { try names.traits($0) }
        }
    }

    /// Titles have versions; which of them lists hide is not part of those.
    package func version(of kind: TitleKind) async throws -> String {
        try await database.read { connection in
            let hidden = try connection.query(
                """
                SELECT COUNT(*), COALESCE(SUM(t.id), 0),
                    CAST(COALESCE(SUM(CAST(t.id % 65521 AS BIGINT) * (t.id % 65521)), 0) AS BIGINT)
                FROM title t WHERE t.hidden <> 0 AND t.kind = \(kind) AND NOT \(sql: TitleHiding.isShown)
                """)
            let sums = try hidden.flatMap { row in try (0..<3).map { String(try row.int($0)) } }
            return ([String(try connection.version(of: .titles))] + sums).joined(separator: "-")
        }
    }

    package func entries(
        _ kind: TitleKind, of profile: ProfileID, without omissions: [TasteOmission]
    ) async throws -> [TasteEntry] {
        let counting = CountedTaste(without: omissions)
        return try await database.read {
            try TasteRows(kind: kind, profile: profile, counting: counting, connection: $0).entries()
        }
    }
}

/// The names that belong to a page of titles. Of words, which many titles share, each is read once.
private struct TraitNames {
    private struct Lists {
        var genres: [String] = []
        var keywords: [String] = []
        var directors: [String] = []
        var cast: [String] = []
        var network: String?
    }

    private var lists: [TitleID: Lists] = [:]

    init(of titles: [TitleID], _ connection: any SQLConnection) throws {
        lists.reserveCapacity(titles.count)
        try readTerms(titles, connection)
        try readPeople(titles, connection)
        try connection.forEach(
            """
            SELECT l.title_id, s.name FROM title_studio l JOIN studio s ON s.id = l.studio_id
            WHERE l.title_id IN \(list: titles) AND l.position = 0
            """
        ) { lists[try $0.get(0), default: Lists()].network = try $0.text(1) }
    }

    /// Of the columns id, title, year, rating, votes, certificate and runtime.
    func traits(_ row: SQLRow) throws -> TitleTraits {
        let id = try row.get(0, as: TitleID.self)
        let lists = lists[id] ?? Lists()
        return TitleTraits(
            id: id, title: try row.text(1), year: try row.optionalInt(2), genres: lists.genres,
            keywords: lists.keywords, directors: lists.directors, cast: lists.cast, network: lists.network,
            communityRating: try row.optionalDouble(3), voteCount: try row.optionalInt(4),
            contentRating: try row.optionalText(5), runtimeMinutes: try row.optionalInt(6))
    }

    private mutating func readTerms(_ titles: [TitleID], _ connection: any SQLConnection) throws {
        let links = try connection.query(
            "SELECT title_id, term_id FROM title_term WHERE title_id IN \(list: titles) ORDER BY title_id, position")
        let ids = Set(try links.map { try $0.int(1) })
        var names: [Int: (isGenre: Bool, name: String)] = [:]
        names.reserveCapacity(ids.count)
        try connection.forEach("SELECT id, kind, name FROM term WHERE id IN \(list: ids.sorted())") { row in
            names[try row.int(0)] = (isGenre: try row.text(1) == "genre", name: try row.text(2))
        }
        for link in links {
            guard let term = names[try link.int(1)] else { continue }
            let list = term.isGenre ? \Lists.genres : \Lists.keywords
            lists[try link.get(0), default: Lists()][keyPath: list].append(term.name)
        }
    }

    private mutating func readPeople(_ titles: [TitleID], _ connection: any SQLConnection) throws {
        try connection.forEach(
            """
            SELECT l.title_id, p.name, l.role = 'director' FROM title_person l JOIN person p ON p.id = l.person_id
            WHERE l.title_id IN \(list: titles) AND l.role <> 'writer' ORDER BY l.title_id, l.position
            """
        ) { row in
            let id = try row.get(0, as: TitleID.self)
            if try row.bool(2) {
                lists[id, default: Lists()].directors.append(try row.text(1))
            } else if lists[id]?.cast.count ?? 0 < DomainLimits.traitCastMax {
                lists[id, default: Lists()].cast.append(try row.text(1))
            }
        }
    }
}
