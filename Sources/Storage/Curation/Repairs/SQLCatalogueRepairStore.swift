package import Basics
package import Domain
package import SQL

/// The own catalogue as a check reads it, and the repairs of plans about it.
///
/// Scripts that repair hold the area `titles` and then the plan, as all scripts do that write titles for a plan.
package struct SQLCatalogueRepairStore: CatalogueRepairStore {
    let database: any SQLDatabase
    let world: World

    package init(database: any SQLDatabase, world: World = .live) {
        self.database = database
        self.world = world
    }

    /// A film or series `t`. What was given up for another is not known any more.
    private static let isChecked: SQL = "t.state = 'known' AND t.kind IN ('movie', 'series')"

    package func titles(after last: TitleID?, limit: Int) async throws -> [CheckedTitle] {
        let first = last?.rawValue ?? 0
        return try await database.read { connection in
            let ids: [TitleID] = try connection.query(
                """
                SELECT t.id FROM title t WHERE t.id > \(first) AND \(sql: Self.isChecked) ORDER BY t.id LIMIT \(limit)
                """
            ).map { try $0.get(0) }
            return try CheckedRows.titles(ids, connection)
        }
    }

    package func titles(ids: [TitleID]) async throws -> [CheckedTitle] {
        try await database.read { try CheckedRows.titles(ids, $0) }
    }

    package func count() async throws -> Int {
        try await database.read { try $0.int("SELECT COUNT(*) FROM title t WHERE \(sql: Self.isChecked)") }
    }

    package func namesakes() async throws -> [[TitleID]] {
        let rows = try await database.read { connection in
            try connection.query(
                """
                SELECT t.id, t.kind, t.match_key FROM title t JOIN (
                    SELECT kind, match_key FROM title
                    WHERE state = 'known' AND kind IN ('movie', 'series') AND match_key <> ''
                    GROUP BY kind, match_key HAVING COUNT(*) > 1
                ) AS shared ON shared.kind = t.kind AND shared.match_key = t.match_key
                WHERE \(sql: Self.isChecked) ORDER BY t.id
                """
            ).map { (id: try $0.get(0, as: TitleID.self), kind: try $0.text(1), key: try $0.text(2)) }
        }
        var places: [[String]: Int] = [:]
        var groups: [[TitleID]] = []
        for row in rows {
            let place = places[[row.kind, row.key], default: groups.count]
            places[[row.kind, row.key]] = place
            if place == groups.count { groups.append([]) }
            groups[place].append(row.id)
        }
        return groups.filter { $0.count > 1 }
    }

    package func holder(of imdbID: IMDbID?, _ tmdbID: Int?, kind: TitleKind) async throws -> CheckedTitle? {
        try await database.read { connection in
            let ids: [TitleID] = try connection.query(
                """
                SELECT \(sql: MergedTitles.meantID) FROM title t WHERE t.imdb_id = \(imdbID) AND t.kind = \(kind)
                UNION
                SELECT \(sql: MergedTitles.meantID) FROM title t WHERE t.tmdb_id = \(tmdbID) AND t.kind = \(kind)
                """
            ).map { try $0.get(0) }
            return try CheckedRows.titles(ids.sorted(), connection).first
        }
    }

    package func genres() async throws -> [NameUse] { try await uses(of: "genre") }

    package func keywords() async throws -> [NameUse] { try await uses(of: "keyword") }

    private func uses(of kind: String) async throws -> [NameUse] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT n.name, COUNT(*) FROM term n JOIN title_term l ON l.term_id = n.id
                JOIN title t ON t.id = l.title_id
                WHERE n.kind = \(kind) AND t.kind IN ('movie', 'series') GROUP BY n.id, n.name ORDER BY n.id
                """
            ).map { NameUse(name: try $0.text(0), count: try $0.int(1)) }
        }
    }
}

/// Reads titles with their files in a fixed number of statements.
enum CheckedRows {
    /// Films and series in the order of the ids.
    static func titles(_ ids: [TitleID], _ connection: any SQLConnection) throws -> [CheckedTitle] {
        guard !ids.isEmpty else { return [] }
        var files = try filmFiles(ids, connection)
        try connection.forEach(
            """
            SELECT e.series_id, MIN(m.path) FROM episode e JOIN title_file f ON f.title_id = e.title_id
            JOIN media_file m ON m.id = f.file_id
            WHERE e.series_id IN \(list: ids) AND m.role = 'feature' GROUP BY e.series_id
            """
        ) { row in
            files[try row.get(0)] = [CheckedTitle.File(path: try row.text(1))]
        }
        let posters = Set(
            try connection.query(
                "SELECT title_id FROM title_artwork WHERE kind = 'poster' AND title_id IN \(list: ids)"
            ).map { try $0.get(0, as: TitleID.self) })
        return try TitleRows.titles(ids, connection).filter { $0.kind == .movie || $0.kind == .series }.map { title in
            var checked = CheckedTitle(title)
            checked.files = files[title.id] ?? []
            checked.hasOwnPoster = posters.contains(title.id)
            return checked
        }
    }

    private static func filmFiles(
        _ ids: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: [CheckedTitle.File]] {
        var files: [TitleID: [CheckedTitle.File]] = [:]
        try connection.forEach(
            """
            SELECT f.title_id, m.path, m.duration, f.version, f.label FROM title_file f
            JOIN media_file m ON m.id = f.file_id
            WHERE f.title_id IN \(list: ids) AND m.role = 'feature' ORDER BY f.title_id, f.version, f.part, m.id
            """
        ) { row in
            var file = CheckedTitle.File(path: try row.text(1))
            file.minutes = try row.get(2, as: Int64?.self).map { Double($0) / 60_000 }
            file.version = try row.int(3)
            file.label = try row.optionalText(4)
            files[try row.get(0), default: []].append(file)
        }
        return files
    }
}
