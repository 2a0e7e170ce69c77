import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Opinions about titles that go, alike on both drivers.
@Suite(.timeLimit(.minutes(10))) struct RatingRemovalTests {
    @Test(arguments: TestDriver.available)
    func `an opinion comes back by an id that its title got after it was given`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, catalogue) = (bench.stores.ratings, bench.stores.catalogue)
            let imdbID = try #require(IMDbID("tt4242"))
            let ben = try await bench.account("ben@example.org").user
            _ = try await catalogue.merge([.film("Heat", year: 1995)], from: .load)
            let titles = try await catalogue.changes(since: 0, limit: 9).titles
            let film = try #require(titles.first { $0.metadata.title == "Heat" }).id
            func take(_ value: Int?, about title: TitleID, by user: UserID, at second: Double) async throws
                -> OpinionOutcome?
            {
                let opinion = Opinion(title, value, source: .manual, at: .test(second))
                return try await store.take([opinion], of: user, at: .test(second)).first
            }
            #expect(try await take(7, about: film, by: bench.user, at: 1) == .added)
            #expect(try await take(7, about: film, by: ben, at: 1) == .added)
            #expect(try await take(nil, about: film, by: ben, at: 3) == .changed)
            _ = try await catalogue.merge([.film("Heat", year: 1995, imdb: "tt4242")], from: .tmdb)
            #expect(try await catalogue.title(imdbID: imdbID)?.id == film)
            #expect(try await catalogue.remove([film]) == 1)
            _ = try await catalogue.merge([.film("Heat, again", imdb: "tt4242")], from: .load)
            let back = try #require(try await catalogue.title(imdbID: imdbID)).id
            #expect(try await store.rating(of: back, by: bench.user)?.value == 7)
            #expect(try await take(9, about: back, by: ben, at: 2) == .outdated, "it was withdrawn later")
        }
    }

    @Test(arguments: TestDriver.available)
    func `an opinion about a title that goes at the same moment finds it gone`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let film = bench.films[0]
            let (begun, hasBegun) = AsyncStream.makeStream(of: Void.self)
            let removing = Task {
                defer { hasBegun.finish() }
                try await bench.test.database.write { connection in
                    try connection.execute("DELETE FROM title WHERE id = \(film)")
                    hasBegun.finish()
                    if connection.dialect == .postgres { try Self.waitUntilSomebodyWaits(for: connection) }
                }
            }
            for await _ in begun {}
            let opinions = bench.films.map { Opinion($0, 8, source: .manual, at: .test(1)) }
            let outcomes = try await bench.stores.ratings.take(opinions, of: bench.user, at: .test(1))
            try await removing.value
            #expect(outcomes == [.unknownTitle, .added])
            #expect(try await bench.stores.ratings.ratings(by: bench.user).map(\.titleID) == [bench.films[1]])
        }
    }

    /// Returns when another script waits for what this one holds.
    private static func waitUntilSomebodyWaits(for connection: any SQLConnection) throws {
        for _ in 0..<6_000 {
            let waiting = try connection.first(
                "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)) LIMIT 1")
            if waiting != nil { return }
            _ = try connection.first("SELECT 1 FROM pg_sleep(0.01)")
        }
        Issue.record("nobody waited")
    }
}
