package import Domain
import SQL

/// How the catalogue is read and followed.
extension SQLCatalogueStore {
    package func title(id: TitleID) async throws -> Title? {
        try await database.read { try TitleRows.titles([id], $0).first }
    }

    package func title(imdbID: IMDbID) async throws -> Title? {
        try await database.read { connection in
            let row = try connection.first(
                "SELECT \(sql: MergedTitles.meantID) FROM title t WHERE t.imdb_id = \(imdbID)")
            return try row.flatMap { try TitleRows.titles([$0.get(0)], connection).first }
        }
    }

    package func titles(ids: [TitleID]) async throws -> [Title] {
        try await database.read { try TitleRows.titles(ids, $0) }
    }

    package func changes(since revision: Int64, limit: Int) async throws -> TitleChanges {
        try await database.read { connection in
            let page = try ChangePage(Self.changedRows(since: revision, limit: limit), limit: limit, connection)
            var titles = try TitleRows.titles(page.changed, connection)
            let others = try MergedTitles.imdbIDs(of: page.changed, connection)
            for place in titles.indices { titles[place].otherIMDbIDs = others[titles[place].id] ?? [] }
            return TitleChanges(
                titles: titles, removed: page.removed,
                revision: try page.lastRevision ?? connection.version(of: .titles), isLast: page.lastRevision == nil)
        }
    }

    package func revision() async throws -> Int64 {
        try await database.read { try $0.version(of: .titles) }
    }

    package func counts() async throws -> [TitleState: Int] {
        try await database.read { connection in
            var counts: [TitleState: Int] = [:]
            let query: SQL = """
                SELECT t.state, COUNT(*) FROM title t
                WHERE t.state <> 'failed' OR \(sql: MergedTitles.keptID) IS NULL GROUP BY t.state
                """
            for row in try connection.query(query) { counts[try row.get(0)] = try row.int(1) }
            return counts
        }
    }

    /// Both parts are cut before they are joined, so that a page costs the same wherever it begins.
    private static func changedRows(since revision: Int64, limit: Int) -> SQL {
        let page: SQL = "WHERE revision > \(revision) ORDER BY revision LIMIT \(limit + 1)"
        return """
            SELECT * FROM (SELECT id, revision, 0 AS is_removed FROM title \(sql: page)) AS changed
            UNION ALL
            SELECT * FROM (SELECT title_id, revision, 1 FROM title_removed \(sql: page)) AS removed
            ORDER BY revision LIMIT \(limit + 1)
            """
    }
}

/// A page of a feed: rows of id, revision and whether the title is gone, oldest first.
struct ChangePage {
    private(set) var changed: [TitleID] = []
    private(set) var removed: [TitleID] = []
    /// The revision of the page's last row when there are more; nil on the last page.
    private(set) var lastRevision: Int64?

    /// Runs a query that gives up to `limit + 1` rows.
    init(_ query: SQL, limit: Int, _ connection: any SQLConnection) throws {
        let rows = try connection.query(query)
        for row in rows.prefix(limit) {
            let id = try row.get(0, as: TitleID.self)
            if try row.bool(2) { removed.append(id) } else { changed.append(id) }
        }
        if rows.count > limit, let last = rows.prefix(limit).last { lastRevision = try last.get(1) }
    }
}
