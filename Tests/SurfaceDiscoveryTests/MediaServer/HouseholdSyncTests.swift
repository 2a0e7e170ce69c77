import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: a household of three, taken over from the media server")
struct HouseholdSyncTests {
    private typealias Play = FakeMediaServer.Play

    private static func day(_ day: Int) -> String { "2023-11-0\(day)T20:15:30.0000000Z" }

    private static let items: [FakeServerItem] = [
        .matrix,
        FakeServerItem(.movie, 102, "The Matrix") { ($0.imdb, $0.year) = ("tt0133093", 1999) },
        FakeServerItem(.movie, 103, "Heat") { ($0.year, $0.genres) = (1995, ["Crime"]) },
        .breakingBad, .episode(301, of: 201, 1, 1), .episode(302, of: 201, 1, 2), .episode(303, of: 201, 2, 1),
    ]

    private static func with(
        _ kind: MediaServerKind = .jellyfin, _ test: @escaping @Sendable (ServerHouse) async throws -> Void
    ) async throws {
        try await ServerHouse.with(kind, items) { house async throws in
            await house.fake.change { fake in
                fake.users.append(FakeMediaServer.User(13, "Cleo", password: "x"))
                fake.plays[11] = [
                    102: Play(day(2)) { $0.count = 3 }, 301: Play(day(3)), 302: Play(day(4)),
                    201: Play(nil) { ($0.isPlayed, $0.count, $0.isFavourite) = (false, 0, true) },
                ]
                fake.plays[12] = [
                    101: Play(nil), 103: Play(nil) { ($0.isPlayed, $0.count, $0.isFavourite) = (false, 0, true) },
                ]
                fake.plays[13] = [103: Play(day(5))]
                fake.lockedUsers = [13]
            }
            try await house.run("sync-movies", "sync-series", "sync-movie-watch-history", "sync-series-watch-history")
            try await test(house)
        }
    }

    @Test("films and series are there with the media server's ids and facts", arguments: MediaServerKind.allCases)
    func titles(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house async throws in
            let movies = try await house.get("/api/movies", as: "anna")
            #expect(ServerHouse.names(movies, "movies") == ["Heat", "The Matrix"])
            let heat = try #require(movies["movies"]?.list?.first)
            #expect(heat["provider_item_id"] == .text(house.fake.id(103)) && heat["year"] == .int(1995))
            #expect(heat["poster_url"]?.text?.hasPrefix("/images/") == true)
            #expect(heat["poster_url"]?.text?.contains(FakeMediaServer.key) == false)
            let series = try await house.get("/api/series?status=Ended&network=AMC", as: "anna")
            let row = try #require(series["series"]?.list?.first)
            #expect(row["status"] == .text("Ended") && row["end_year"] == .int(2013))
            #expect(row["network"] == .text("AMC") && row["provider_item_id"] == .text(house.fake.id(201)))
            #expect(row["total_seasons"] == .int(2) && row["total_episodes"] == .int(3))
            let none = try await house.get("/api/series?status=Continuing", as: "anna")
            #expect(none["total"] == .int(0))
            let detail = try await house.get("/api/series/\(try await house.id("Breaking Bad", "series"))")
            #expect(detail["tvdb_id"] == .text("81189") && detail["imdb_id"] == .text("tt0903747"))
            #expect(detail["air_days"]?.list == [.text("Sunday")])
        }
    }

    @Test("everybody has an account and a history, and one failure stops nobody", arguments: MediaServerKind.allCases)
    func people(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house async throws in
            let rows = try await house.get("/api/users")["users"]?.list ?? []
            let others = rows.filter { $0["provider"] == .text(kind.rawValue) }
            #expect(others.count == 3 && others.allSatisfy { $0["is_enabled"] == .bool(false) })
            let (ada, bob) = (try await house.person(11), try await house.person(12))
            let films = try await house.get("/api/users/\(ada)/watch-history")["history"]?.list ?? []
            #expect(films.map { $0["title"] } == [.text("The Matrix")])
            #expect(films.first?["play_count"] == .int(3) && films.first?["is_favorite"] == .bool(false))
            #expect(films.first?["last_played_at"] == .text("2023-11-02T20:15:30.000Z"))
            let series = try await house.get("/api/users/\(ada)/series-watch-history")["history"]?.list ?? []
            #expect(series.first?["episodes_watched"] == .int(2) && series.first?["total_episodes"] == .int(3))
            #expect(series.first?["is_favorite"] == .bool(true))
            let undated = try await house.get("/api/users/\(bob)/watch-history")["history"]?.list ?? []
            #expect(undated.map { $0["last_played_at"] } == [.null])
            let counts = try await house.get("/api/users/\(bob)/stats")
            #expect(counts["watchedCount"] == .int(1) && counts["favoritesCount"] == .int(1))
            let cleo = try await house.get("/api/users/\(try await house.person(13))/watch-history")
            #expect(cleo["history"]?.list?.isEmpty == true)
            let statistics = try await house.get("/api/users/\(ada)/watch-stats")
            #expect(statistics["totalPlays"] == .int(3) && statistics["totalEpisodes"] == .int(2))
        }
    }

    @Test("what is gone from the media server leaves the lists, and the histories keep it")
    func gone() async throws {
        try await Self.with { house async throws in
            let ada = try await house.person(11)
            await house.fake.change { fake in fake.items.removeAll { [101, 102, 103].contains($0.number) } }
            await house.fake.change { $0.items.append(FakeServerItem(.movie, 104, "New") { $0.year = 2020 }) }
            try await house.run("sync-movies")
            #expect(ServerHouse.names(try await house.get("/api/movies"), "movies") == ["New"])
            let history = try await house.get("/api/users/\(ada)/watch-history")
            #expect(ServerHouse.names(history, "history") == ["The Matrix"])
            try await house.run("full-sync-movie-watch-history", "sync-movies")
            let all = try await house.get("/api/movies?showAll=true")
            #expect(ServerHouse.names(all, "movies") == ["New"])
        }
    }

    @Test(
        "taking back is told to the media server first, every copy and every episode",
        arguments: MediaServerKind.allCases)
    func unwatching(_ kind: MediaServerKind) async throws {
        try await Self.with(kind) { house async throws in
            let ada = try await house.person(11)
            let (film, series) = (try await house.id("The Matrix"), try await house.id("Breaking Bad", "series"))
            await house.fake.forgetSeen()
            let answer = try await house.delete("/api/users/\(ada)/watch-history/movies/\(film)")
            #expect(answer["success"] == .bool(true))
            let told = await house.fake.seen.filter { $0.method == "DELETE" }.map(\.path)
            let items = [101, 102].map { "/Users/\(house.fake.userID(11))/PlayedItems/\(house.fake.id($0))" }
            #expect(Set(told) == Set(items))
            #expect(await house.fake.plays[11]?[102]?.isPlayed == false)
            try await house.delete("/api/users/\(ada)/watch-history/series/\(series)/seasons/1")
            #expect(await house.fake.plays[11]?[301]?.isPlayed == false)
            await house.fake.change { $0.plays[11]?[303] = Play(Self.day(6)) }
            await house.fake.forgetSeen()
            try await house.delete("/api/users/\(ada)/watch-history/series/\(series)")
            #expect(await house.fake.seen.count { $0.method == "DELETE" } == 1, "a series takes its episodes along")
            #expect(await house.fake.plays[11]?[303]?.isPlayed == false)
            try await house.run(
                "sync-movie-watch-history", "full-sync-movie-watch-history", "sync-series-watch-history",
                "full-sync-series-watch-history")
            let left = try await house.get("/api/users/\(ada)/stats")
            #expect(left["watchedCount"] == .int(0))
            let episodes = try await house.get("/api/users/\(ada)/series-watch-history")
            #expect(episodes["history"]?.list?.isEmpty == true)
        }
    }

    @Test("if the media server fails, nothing is taken back")
    func failing() async throws {
        try await Self.with { house async throws in
            let (ada, film) = (try await house.person(11), try await house.id("The Matrix"))
            let path = "/api/users/\(ada)/watch-history/movies/\(film)"
            await house.fake.answerAlways(Reply(503, ""))
            let refused = try await house.delete(path, 502)
            #expect(refused["error"]?.text?.isEmpty == false)
            let info = #"{"Id": "\#(FakeMediaServer.serverID)", "ServerName": "Attic", "Version": "12.0"}"#
            await house.fake.answerAlways(nil)
            // The first copy is told, the second is not.
            await house.fake.answerNext(Reply(200, info), Reply(200, "{}"), Reply(500, ""))
            try await house.delete(path, 502)
            let kept = try await house.get("/api/users/\(ada)/stats")
            #expect(kept["watchedCount"] == .int(1))
            try await house.delete(path)
            let gone = try await house.get("/api/users/\(ada)/stats")
            #expect(gone["watchedCount"] == .int(0))
        }
    }

    @Test("people without an account there, and titles that it has not, are dealt with here alone")
    func local() async throws {
        try await ServerHouse.with(.jellyfin, Self.items, hasTitles: true) { house async throws in
            try await house.run("sync-movies")
            await house.fake.answerAlways(Reply(503, ""))
            try await house.house.watch("Inception", by: house.house.anna)
            let path = "/api/users/\(house.house.anna.id)/watch-history/movies/\(house.house.id("Inception"))"
            await house.fake.forgetSeen()
            try await house.delete(path)
            #expect(await house.fake.seen.isEmpty)
            let matrix = try await house.id("The Matrix")
            try await house.delete("/api/users/\(house.house.anna.id)/watch-history/movies/\(matrix)")
            #expect(await house.fake.seen.isEmpty)
        }
    }

    @Test("the sign-in follows names and limits, and finds the account that a job made")
    func signIn() async throws {
        try await Self.with { house async throws in
            let ada = try await house.person(11)
            await house.fake.change { fake in
                fake.users[0].name = "Augusta"
                fake.users[0].parentalRatingMax = 10
            }
            let login = Scenario(
                "login", .post, "/api/auth/login", json: #"{"username": "Augusta", "password": "lovelace"}"#)
            let user = try await house.house.surface.run(login.answers(200)).json["user"]
            #expect(user?["id"] == .text(ada) && user?["username"] == .text("Augusta"))
            let id = UserID(try #require(Int32(ada)))
            #expect(try await house.house.stores.stores.accounts.user(id: id)?.parentalLimit == 10)
        }
    }
}
