import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Two libraries of films and one of series of a media server, on a database of its own.
struct ServerBench: Sendable {
    let test: TestStores
    let films: ServerLibraryID
    let fourK: ServerLibraryID
    let series: ServerLibraryID

    static let key = MediaServerKey(kind: .jellyfin, id: .test(5_000))

    var stores: Stores { test.stores }
    var titles: SQLServerTitleStore { test.stores.serverTitles }
    var plays: SQLServerPlayStore { test.stores.serverPlays }
    var libraries: SQLServerLibraryStore { test.stores.serverLibraries }

    static func with(_ driver: TestDriver, _ body: (ServerBench) async throws -> Void) async throws {
        try await TestStores.with(driver) { test async throws in
            let known = try await test.stores.serverLibraries.takeOver(
                .test([(1, "Films", .films), (2, "Films 4K", .films), (3, "Series", .series)]), .enabledWhenFirst,
                at: .test(0))
            let ids = Dictionary(known.map { ($0.name, $0.id) }) { first, _ in first }
            try await body(
                ServerBench(
                    test: test, films: try #require(ids["Films"]), fourK: try #require(ids["Films 4K"]),
                    series: try #require(ids["Series"])))
        }
    }

    /// Says what the media server says of an item, and returns the title that it is.
    func save(_ draft: ServerTitleDraft, in library: ServerLibraryID? = nil) async throws -> TitleID {
        _ = try await titles.save([draft], in: library ?? films)
        return try await title(draft.itemID)
    }

    func title(_ item: MediaServerID) async throws -> TitleID {
        let id = try await test.database.read { connection in
            try connection.first("SELECT title_id FROM server_copy WHERE item_id = \(item)")?.get(0, as: TitleID.self)
        }
        return try #require(id)
    }

    /// The names of what lists show.
    func shown(_ kind: TitleKind = .movie, all: Bool = false) async throws -> [String] {
        var filter = BrowseFilter(kind)
        filter.showsHidden = all
        let page = try await stores.browse.page(filter, offset: 0, limit: 100)
        #expect(page.total == page.titles.count)
        return page.titles.map(\.metadata.title)
    }

    /// The first profile of a new account.
    func person(_ email: String = "ann@example.org") async throws -> (user: UserID, profile: ProfileID) {
        let user = try await stores.accounts.addUser(.test(email)).id
        return (user, try #require(try await stores.profiles.profiles(of: user, at: .test(0)).first).id)
    }

    /// The statements of some work that change something.
    static func writes(_ work: () async throws -> Void) async rethrows -> [String] {
        try await StatementCounter.counting { try await work() }.1.statements.filter { text in
            ["INSERT", "UPDATE", "DELETE"].contains { text.hasPrefix($0) }
        }
    }
}

extension MediaServerID {
    static func test(_ number: Int) -> MediaServerID {
        let digits = String(number, radix: 16)
        // The digits make a GUID, and that is an id.
        return MediaServerID("a" + String(repeating: "0", count: 31 - digits.count) + digits)!
    }
}

extension IMDbID {
    static func tt(_ number: Int) -> IMDbID { IMDbID("tt\(number)")! }
}

extension ToldLibraries {
    static func test(
        _ libraries: [(number: Int, name: String, kind: MediaServerLibraryKind)],
        of key: MediaServerKey = ServerBench.key
    ) -> ToldLibraries {
        ToldLibraries(
            libraries.map { MediaServerLibrary(id: .test($0.number), name: $0.name, kind: $0.kind) }, of: key)
    }
}

extension ServerTitleDraft {
    static func film(
        _ number: Int, _ title: String, year: Int? = nil, imdb: String? = nil, tmdb: Int? = nil,
        _ change: (inout TitleMetadata) -> Void = { _ in }
    ) -> ServerTitleDraft {
        ServerTitleDraft(
            itemID: .test(number), draft: .film(title, year: year, imdb: imdb, tmdb: tmdb, change),
            path: "/media/\(number).mkv")
    }

    static func series(
        _ number: Int, _ title: String, year: Int? = nil, imdb: String? = nil, tmdb: Int? = nil, tvdb: Int? = nil
    ) -> ServerTitleDraft {
        var draft = TitleDraft.film(title, year: year, imdb: imdb, tmdb: tmdb)
        draft.kind = .series
        var facts = SeriesFacts()
        facts.tvdbID = tvdb
        return ServerTitleDraft(itemID: .test(number), draft: draft, facts: facts)
    }
}

extension ServerEpisodeDraft {
    static func test(
        _ number: Int, of series: Int, _ season: Int, _ episode: Int, _ name: String = "Chapter"
    ) -> ServerEpisodeDraft {
        var draft = TitleDraft.film(name)
        draft.kind = .episode
        return ServerEpisodeDraft(
            itemID: .test(number), seriesID: .test(series), season: season, number: episode, draft: draft)
    }
}
