import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What becomes of a library that was there before names could be searched as they lie there, on both drivers.
@Suite struct NameMigrationTests {
    private static let name = "0017_scanned_titles"

    @Test(arguments: TestDriver.available)
    func `names are found as before, and what is little known is to be asked for`(driver: TestDriver) async throws {
        let before = Array(driver.migrations.prefix { $0.name != Self.name })
        try await TestDatabase.with(driver, migrations: before) { database async throws in
            try await database.write { connection in
                for (number, film) in Self.films.enumerated() { try Self.insert(number + 1, film, connection) }
            }
            let applied = try await SQLMigrator(driver.migrations, nowMilliseconds: { 1 }).migrate(database)
            #expect(applied.first == Self.name)
            let stores = Stores(database: database)
            let found: [(String, [Int32])] = [
                ("tango", [1]), ("otto", [2]), ("peter", [4, 3]), ("episode", [3]), ("e", [2, 4, 3]), ("ttango", []),
                ("petango", []), ("old name", [2]),
            ]
            for (text, ids) in found {
                let named = try await stores.videos.named(text, .all(), limit: 9)
                #expect(named.map(\.rawValue) == ids, "\(text)")
                let page = try await stores.videos.page(.all { $0.text = text }, offset: 0, limit: 9)
                #expect(Set(page.ids) == Set(named) && page.total == ids.count, "\(text)")
            }
            let due = try await stores.enrichment.due(limit: 9, at: .test(0))
            #expect(due.map(\.titleID.rawValue) == [1, 3], "the others have a text, or were asked about")
        }
    }

    private struct Old {
        let kind: String
        let title: String
        let searchText: String
        var overview: String?
        var wasAskedFor = false
    }

    private static let films = [
        Old(kind: "movie", title: "Tango", searchText: "ttango"),
        Old(kind: "movie", title: "Otto", searchText: "totto\nothe old name", overview: "x"),
        Old(kind: "series", title: "Dark", searchText: "tdark\neepisode\nepeter\nppeter pan"),
        Old(kind: "movie", title: "Peter", searchText: "tpeter\npanna", wasAskedFor: true),
    ]

    private static func insert(_ id: Int, _ film: Old, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO title (id, uuid, kind, state, title, overview, countries, languages, provenance, match_key,
                revision)
            VALUES (\(id), \("uuid-\(id)"), \(film.kind), 'known', \(film.title), \(SQLBinding(film.overview)), '[]',
                '[]', '{"sources":{},"locked":[]}', \(film.title.lowercased()), \(id))
            """)
        try connection.execute(
            """
            INSERT INTO listing (title_id, kind, sort_key, year, search_text, added_at)
            VALUES (\(id), \(film.kind), \(film.title.lowercased()), 2000, \(film.searchText), 0)
            """)
        guard film.wasAskedFor else { return }
        try connection.execute(
            """
            INSERT INTO title_fetch (title_id, provider, outcome, fetched_at, next_attempt_at, failures, detail)
            VALUES (\(id), 'tmdb', 'unknown', 0, \(Instant.test(999)), 0, '')
            """)
    }
}
