import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Two accounts, of which one or both are linked with Trakt, and titles that Trakt knows.
struct TraktStoreBench: Sendable {
    let test: TestStores
    let ada: UserID
    let bob: UserID
    /// Numbered from 0; the film N has the IMDb id `tt10N` and the TMDB id 500 + N.
    let films: [TitleID]
    let series: TitleID

    var store: SQLTraktStore { test.stores.trakt }

    static func with(
        _ driver: TestDriver, links: Bool = true, _ body: (TraktStoreBench) async throws -> Void
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let films = (0..<5).map { TitleDraft.film("Film \($0)", year: 2000, imdb: "tt10\($0)", tmdb: 500 + $0) }
            let series = TitleDraft(
                kind: .series, imdbID: IMDbID("tt900"), tmdbID: 500, metadata: TitleMetadata(title: "Series"))
            _ = try await test.stores.catalogue.merge(films + [series], from: .load)
            let titles = try await test.stores.catalogue.changes(since: 0, limit: 9).titles
            let found = titles.first { $0.kind == .series }
            let bench = TraktStoreBench(
                test: test, ada: try await test.stores.accounts.addUser(.test("ada@example.org")).id,
                bob: try await test.stores.accounts.addUser(.test("bob@example.org")).id,
                films: titles.filter { $0.kind == .movie }.map(\.id),
                series: try #require(found).id)
            if links { try await bench.link(bench.ada) }
            try await body(bench)
        }
    }

    func link(_ user: UserID, tokens: [UInt8] = [1], at second: Double = 0) async throws {
        try await store.link(user, name: "ada-at-trakt", sealedTokens: tokens, at: .test(second))
    }

    @discardableResult
    func rate(
        _ title: TitleID, _ value: Int?, _ source: RatingSource = .manual, at second: Double, heard: Double? = nil,
        by user: UserID? = nil
    ) async throws -> OpinionOutcome? {
        try await test.stores.ratings.take(
            [Opinion(title, value, source: source, at: .test(second))], of: user ?? ada, at: .test(heard ?? second)
        ).first
    }

    func rating(_ title: TitleID) async throws -> Rating? {
        try await test.stores.ratings.rating(of: title, by: ada)
    }

    /// What waits to be told, as `TITLE=VALUE`, by title.
    func waiting(_ user: UserID? = nil) async throws -> [String] {
        let user = user ?? ada
        return try await test.database.read { connection in
            try connection.query(
                "SELECT title_id, value FROM trakt_wish WHERE user_id = \(user) ORDER BY title_id"
            ).map { "\(try $0.int(0))=\(try $0.optionalInt(1).map(String.init) ?? "none")" }
        }
    }

    func said(_ title: TitleID, _ value: Int?) -> String {
        "\(title)=\(value.map(String.init) ?? "none")"
    }

    func claim(_ worker: String = "one", at second: Double) async throws -> TraktErrand? {
        try await store.claimErrand(
            TraktWishClaim(worker: worker, now: .test(second), leaseUntil: .test(second + 100)))
    }
}

/// A film at Trakt by its number in the bench; -1 is one that the catalogue does not have.
extension TraktRating {
    static func test(_ number: Int, _ value: Int, at second: Double, kind: TraktKind = .movie) throws -> TraktRating {
        let imdb = kind == .show ? "tt900" : number < 0 ? "tt77777" : "tt10\(number)"
        return try #require(
            TraktRating(TraktTitle(kind, TraktIDs(imdb: IMDbID(imdb))), value: value, at: .test(second)))
    }
}
