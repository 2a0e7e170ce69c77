package import Domain
import SQL
import SQLSQLite

/// The full-text index in a SQLite file of its own, beside either database.
///
/// It holds nothing that the catalogue does not: a missing, damaged or outdated file is made anew, and whoever follows
/// the catalogue fills it from revision 0.
package struct SQLWordIndex: WordIndex {
    private let database: SQLiteDatabase

    private init(_ database: SQLiteDatabase) {
        self.database = database
    }

    /// Opens or makes the file; its folder exists.
    package static func open(path: String) async throws -> SQLWordIndex {
        SQLWordIndex(try await WordDatabase.open(path))
    }

    package func revision() async throws -> Int64 {
        try await database.read { Int64(try $0.int("SELECT revision FROM word_index")) }
    }

    package func apply(put: [WordDocument], remove: [TitleID], revision: Int64) async throws {
        try await database.write { connection in
            try Self.delete(put.map(\.titleID) + remove, connection)
            for document in put { try Self.insert(document, connection) }
            try connection.execute("UPDATE word_index SET revision = \(revision)")
        }
    }

    /// Titles whose name the query is, or is but for a slip, and then titles with the query's words by BM25.
    package func search(_ query: String, limit: Int) async throws -> [WordHit] {
        guard limit > 0 else { return [] }
        // Scalars, because one character can be a letter with any number of accents.
        let query = String(query.unicodeScalars.prefix(StorageLimits.queryCharactersMax))
        let expression = WordQuery.expression(query)
        let name = Folding.matchKey(query)
        return try await database.read { connection in
            let named = try NameSearch(name, connection).titles().prefix(min(limit, StorageLimits.titlesByNameMax))
            let byWords = try expression.map { try Self.search($0, limit: limit, connection) } ?? []
            let top = byWords.first?.score ?? 0
            let byName = named.enumerated().map { place, id in
                WordHit(titleID: id, score: top + Double(named.count - place), isName: true)
            }
            let seen = Set(named)
            return Array((byName + byWords.filter { !seen.contains($0.titleID) }).prefix(limit))
        }
    }

    package func entries() async throws -> [WordEntry] {
        try await database.read { connection in
            try connection.query(
                "SELECT id, kind, imdb_id, title, original_title, vote_count, other_imdb_ids FROM entry ORDER BY id"
            ).map {
                WordEntry(
                    titleID: try $0.get(0), kind: try $0.get(1), imdbID: try $0.get(2), title: try $0.text(3),
                    originalTitle: try $0.text(4), voteCount: try $0.int(5),
                    otherIMDbIDs: try JSONText.decodeCodes($0.text(6)).compactMap { IMDbID($0) })
            }
        }
    }

    package func count() async throws -> Int {
        try await database.read { try $0.int("SELECT COUNT(*) FROM entry") }
    }

    /// Releases the file.
    package func close() async {
        await database.close()
    }
}

extension SQLWordIndex {
    /// The columns' weights are in the table's `rank`; there is no other boost.
    private static func search(
        _ expression: String, limit: Int, _ connection: any SQLConnection
    ) throws -> [WordHit] {
        try connection.query(
            "SELECT rowid, rank FROM words WHERE words MATCH \(expression) ORDER BY rank LIMIT \(limit)"
        ).map { WordHit(titleID: try $0.get(0), score: -(try $0.double(1))) }
            .sorted { ($1.score, $0.titleID) < ($0.score, $1.titleID) }
    }

    private static func delete(_ ids: [TitleID], _ connection: any SQLConnection) throws {
        let names = try connection.query("SELECT id, folded, length FROM name WHERE title_id IN \(list: ids)")
        for name in names {
            try connection.execute(
                """
                DELETE FROM trigram WHERE gram IN \(list: TitleNames.trigrams(name.text(1)))
                    AND length = \(name.int(2)) AND name_id = \(name.int(0))
                """)
        }
        try connection.execute("DELETE FROM name WHERE title_id IN \(list: ids)")
        try connection.execute("DELETE FROM words WHERE rowid IN \(list: ids)")
        try connection.execute("DELETE FROM entry WHERE id IN \(list: ids)")
    }

    private static func insert(_ document: WordDocument, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO words (rowid, title, original_title, people, genres, keywords, tagline, overview)
            VALUES (\(document.titleID), \(document.title), \(document.originalTitle), \(document.people),
                \(document.genres), \(document.keywords), \(document.tagline), \(document.overview))
            """)
        try connection.execute(
            """
            INSERT INTO entry (id, kind, imdb_id, other_imdb_ids, title, original_title, vote_count)
            VALUES (\(document.titleID), \(document.kind), \(SQLBinding(document.imdbID)),
                \(JSONText.encode(document.otherIMDbIDs.map(\.rawValue))), \(document.title),
                \(document.originalTitle), \(document.voteCount))
            """)
        for name in TitleNames.folded(document) {
            let length = name.unicodeScalars.count
            let id = try connection.int(
                """
                INSERT INTO name (title_id, folded, length, vote_count)
                VALUES (\(document.titleID), \(name), \(length), \(document.voteCount)) RETURNING id
                """)
            try connection.execute(
                """
                INSERT INTO trigram (gram, length, name_id)
                SELECT value, \(length), \(id) FROM \(list: TitleNames.trigrams(name))
                """)
        }
    }
}
