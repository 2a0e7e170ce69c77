import Basics
import Domain
import Jobs
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("Taking over what people watched on a media server")
struct HistoryJobTests {
    private typealias Play = FakeMediaServer.Play

    private static func day(_ day: Int) -> String { "2023-11-\(day < 10 ? "0" : "")\(day)T20:15:30.0000000Z" }

    private static let items: [FakeServerItem] = [
        .film(1, "One"), .film(2, "Two", year: 2002, imdb: "tt0000002"),
        .film(3, "Two", year: 2002, imdb: "tt0000002"), .film(4, "Four"), .breakingBad,
        .episode(301, of: 201, 1, 1), .episode(302, of: 201, 1, 2),
    ]

    private static func with(
        _ kind: MediaServerKind = .jellyfin, driver: TestDriver = .sqlite,
        _ body: @escaping @Sendable (SyncBench) async throws -> Void
    ) async throws {
        try await SyncBench.with(kind, items, driver: driver) { bench async throws in
            try await bench.run { SyncMovies($0) }
            try await bench.run { SyncSeries($0) }
            try await body(bench)
        }
    }

    @Test(
        "plays of everybody come with counts, and accounts are made without recommendations",
        arguments: MediaServerKind.allCases)
    func household(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { bench async throws in
            await bench.fake.change { fake in
                fake.users[0].isAdministrator = true
                fake.users[1].parentalRatingMax = 12
                fake.plays[11] = [
                    1: Play(Self.day(2)) { $0.count = 3 }, 2: Play(Self.day(3)), 3: Play(Self.day(1)) { $0.count = 4 },
                    4: Play(nil) { ($0.isPlayed, $0.count, $0.isFavourite) = (false, 0, true) }, 301: Play(Self.day(9)),
                ]
                fake.plays[12] = [1: Play(nil)]
            }
            let report = try await bench.run { SyncMovieHistory($0) }
            #expect(report.result == ["success": 2, "failed": 0, "totalItems": 4])
            #expect(try await bench.films(of: 11) == ["One": 3, "Two": 4])
            #expect(try await bench.films(of: 12) == ["One": 1])
            let (ada, bob) = (try await bench.account(of: 11), try await bench.account(of: 12))
            #expect(ada?.name == "ada" && ada?.role == .admin && ada?.membership.getsPicks == false)
            #expect(bob?.name == "Bob" && bob?.role == .user && bob?.parentalLimit == 12)
            let profile = try #require(try await bench.profile(of: 11))
            let counts = try await bench.stores.history.counts(of: profile)
            #expect(counts.watchedFilms == 2 && counts.favouriteFilms == 1)
            let series = try await bench.stores.history.series(of: profile, order: .recent, offset: 0, limit: 9)
            #expect(series.rows.isEmpty, "episodes are the other job's")
            let rows = try await bench.stores.history.films(of: profile, order: .recent, offset: 0, limit: 9).rows
            #expect(rows.first?.lastPlayedAt.iso8601 == "2023-11-03T20:15:30Z")
            let other = try #require(try await bench.profile(of: 12))
            let undated = try await bench.stores.history.films(of: other, order: .recent, offset: 0, limit: 9).rows
            #expect(undated.map(\.lastPlayedAt) == [WatchEvent.undated])
        }
    }

    @Test("episodes and favourite series are the business of a job of their own")
    func series() async throws {
        try await Self.with { bench async throws in
            await bench.fake.change { fake in
                fake.plays[11] = [
                    1: Play(Self.day(2)), 301: Play(Self.day(9)) { $0.count = 2 },
                    201: Play(nil) { ($0.isPlayed, $0.count, $0.isFavourite) = (false, 0, true) },
                ]
            }
            let report = try await bench.run { SyncSeriesHistory($0) }
            #expect(report.result == ["success": 2, "failed": 0, "totalItems": 1])
            let profile = try #require(try await bench.profile(of: 11))
            let rows = try await bench.stores.history.series(of: profile, order: .recent, offset: 0, limit: 9).rows
            #expect(rows.map(\.totalPlays) == [2] && rows.map(\.isFavourite) == [true])
            #expect(try await bench.films(of: 11).isEmpty)
        }
    }

    @Test("a repeated run writes nothing, and asks only for what is new", arguments: TestDriver.available)
    func repetition(_ driver: TestDriver) async throws {
        try await Self.with(driver: driver) { bench async throws in
            await bench.fake.change { fake in
                fake.plays[11] = [
                    1: Play(Self.day(2)), 2: Play(Self.day(20)), 3: Play(Self.day(1)) { $0.count = 4 },
                    4: Play(nil) { ($0.isPlayed, $0.count, $0.isFavourite) = (false, 0, true) },
                ]
            }
            try await bench.run { FullSyncMovieHistory($0) }
            try await bench.run { SyncMovieHistory($0) }
            let writes = try await bench.writes {
                let delta = try await bench.run { SyncMovieHistory($0) }
                #expect(delta.result?["totalItems"] == 1, "the others were watched long before")
                let full = try await bench.run { FullSyncMovieHistory($0) }
                #expect(full.result?["totalItems"] == 3)
            }
            #expect(writes.isEmpty, "\(writes)")
            await bench.fake.change { $0.plays[11]?[1] = Play(Self.day(21)) { $0.count = 2 } }
            try await bench.run { SyncMovieHistory($0) }
            #expect(try await bench.films(of: 11) == ["One": 2, "Two": 4])
        }
    }

    @Test("a full run removes what is no longer told, another does not")
    func removal() async throws {
        try await Self.with { bench async throws in
            await bench.fake.change { fake in
                fake.plays[11] = [
                    1: Play(Self.day(2)) { $0.isFavourite = true }, 2: Play(Self.day(3)),
                    3: Play(Self.day(4)) { $0.count = 7 },
                    301: Play(Self.day(5)),
                ]
            }
            try await bench.run { SyncMovieHistory($0) }
            try await bench.run { SyncSeriesHistory($0) }
            #expect(try await bench.films(of: 11) == ["One": 1, "Two": 7])
            await bench.fake.change { $0.plays[11] = [2: Play(Self.day(3))] }
            try await bench.run { SyncMovieHistory($0) }
            #expect(try await bench.films(of: 11) == ["One": 1, "Two": 7])
            // A hole in the listing is no reason to remove anything.
            await bench.fake.setPageFaults([0: .total(5)])
            let held = try await bench.run { FullSyncMovieHistory($0) }
            #expect(held.warnings.contains { $0.contains("was not told as a whole") })
            #expect(try await bench.films(of: 11) == ["One": 1, "Two": 7])
            await bench.fake.setPageFaults([:])
            try await bench.run { FullSyncMovieHistory($0) }
            #expect(try await bench.films(of: 11) == ["Two": 1])
            let profile = try #require(try await bench.profile(of: 11))
            #expect(try await bench.stores.history.counts(of: profile).favouriteFilms == 0)
            let series = try await bench.stores.history.series(of: profile, order: .recent, offset: 0, limit: 9)
            #expect(series.total == 1, "plays of episodes are the other job's")
        }
    }

    @Test("what was taken back here does not come back, until it is watched again")
    func takenBack() async throws {
        try await Self.with { bench async throws in
            await bench.fake.change { $0.plays[11] = [1: Play(Self.day(2)), 4: Play(Self.day(3))] }
            try await bench.run { SyncMovieHistory($0) }
            let profile = try #require(try await bench.profile(of: 11))
            let one = try await bench.titleID("One")
            #expect(try await bench.stores.history.forget([one], of: profile, at: bench.world.now) == 1)
            try await bench.run { SyncMovieHistory($0) }
            try await bench.run { FullSyncMovieHistory($0) }
            #expect(try await bench.films(of: 11) == ["Four": 1])
            await bench.fake.change { $0.plays[11]?[1] = Play("2026-01-01T20:15:30.0000000Z") }
            bench.world.advance(seconds: 100_000_000)
            try await bench.run { SyncMovieHistory($0) }
            #expect(try await bench.films(of: 11) == ["One": 1, "Four": 1])
        }
    }

    @Test("whoever's history cannot be had is counted and told, and stops nobody")
    func oneFails() async throws {
        try await Self.with { bench async throws in
            await bench.fake.change { fake in
                fake.users.append(FakeMediaServer.User(13, "Cleo", password: "x"))
                for user in 11...13 { fake.plays[user] = [1: Play(Self.day(2))] }
                fake.lockedUsers = [12]
            }
            let report = try await bench.run { SyncMovieHistory($0) }
            #expect(report.result == ["success": 2, "failed": 1, "totalItems": 2])
            #expect(report.warnings == ["The history of Bob could not be read: The media server does not allow it"])
            #expect(try await bench.films(of: 11) == ["One": 1])
            #expect(try await bench.films(of: 13) == ["One": 1])
            await bench.fake.change { $0.lockedUsers = [] }
            try await bench.run { SyncMovieHistory($0) }
            #expect(try await bench.films(of: 12) == ["One": 1])
            await bench.fake.change { $0.lockedUsers = [11, 12, 13] }
            await #expect(throws: JobFailure.self) { try await bench.run { SyncMovieHistory($0) } }
        }
    }

    @Test("plays of a library that is switched on later are read from the beginning")
    func lateLibrary() async throws {
        try await Self.with { bench async throws in
            await bench.fake.change { fake in
                fake.libraries.append(FakeMediaServer.Library(4, "More", type: "movies", paths: ["/more"]))
                fake.items.append(.film(40, "Old", library: 4))
                fake.plays[11] = [1: Play(Self.day(28)), 40: Play(Self.day(1))]
            }
            try await bench.run { SyncMovies($0) }
            try await bench.run { SyncMovieHistory($0) }
            #expect(try await bench.films(of: 11) == ["One": 1])
            let more = try #require(try await bench.stores.serverLibraries.libraries().first { $0.name == "More" })
            bench.world.advance(seconds: 60)
            _ = try await bench.stores.serverLibraries.setEnabled(true, library: more.id, at: bench.world.now)
            try await bench.run { SyncMovies($0) }
            bench.world.advance(seconds: 60)
            try await bench.run { SyncMovieHistory($0) }
            #expect(try await bench.films(of: 11) == ["One": 1, "Old": 1])
            let writes = try await bench.writes { try await bench.run { SyncMovieHistory($0) } }
            #expect(writes.isEmpty, "\(writes)")
        }
    }

    @Test("long histories come page by page")
    func manyPages() async throws {
        try await SyncBench.with(.jellyfin, FakeServerItem.films(1_200)) { bench async throws in
            try await bench.run { SyncMovies($0) }
            await bench.fake.change { fake in
                fake.plays[11] = Dictionary(
                    fake.items.enumerated().map { ($1.number, Play(Self.day(1 + $0 % 28))) }
                ) { first, _ in first }
            }
            let report = try await bench.run { FullSyncMovieHistory($0) }
            #expect(report.result?["totalItems"] == 1_200)
            let profile = try #require(try await bench.profile(of: 11))
            #expect(try await bench.stores.history.counts(of: profile).watchedFilms == 1_200)
        }
    }

    @Test("a key that is refused in the middle of a history takes nothing away, and the next run goes on")
    func keyRefused() async throws {
        try await SyncBench.with(.jellyfin, FakeServerItem.films(600)) { bench async throws in
            try await bench.run { SyncMovies($0) }
            await bench.fake.change { fake in
                for user in [11, 12] {
                    fake.plays[user] = Dictionary(
                        fake.items.enumerated().map { ($1.number, Play(Self.day(1 + $0 % 28))) }
                    ) { first, _ in first }
                }
            }
            try await bench.run { FullSyncMovieHistory($0) }
            #expect(try await bench.films(of: 11).count == 600)
            // Nobody tells of the last film any more, and the second page of the first person is refused.
            await bench.fake.change { fake in
                for user in [11, 12] { fake.plays[user]?[1_599] = nil }
            }
            await bench.fake.setPageFaults([1: .reply(Reply(401, ""))])
            let report = try await bench.run { FullSyncMovieHistory($0) }
            #expect(report.result == ["success": 1, "failed": 1, "totalItems": 599])
            let warning = try #require(report.warnings.first)
            #expect(warning.hasPrefix("The history of ada could not be read: ") && report.warnings.count == 1)
            #expect(try await bench.films(of: 11).count == 600)
            #expect(try await bench.films(of: 12).count == 599)
            try await bench.run { FullSyncMovieHistory($0) }
            #expect(try await bench.films(of: 11).count == 599)
        }
    }

    @Test("people are followed by their ids, whatever they are called")
    func names() async throws {
        try await Self.with { bench async throws in
            try await bench.run { SyncMovieHistory($0) }
            let before = try await bench.account(of: 11)
            await bench.fake.change { fake in
                (fake.users[0].name, fake.users[0].parentalRatingMax) = ("Ada L.", 16)
            }
            try await bench.run { SyncMovieHistory($0) }
            let after = try await bench.account(of: 11)
            #expect(after?.id == before?.id && after?.name == "Ada L." && after?.parentalLimit == 16)
        }
    }
}
