import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: statistics of a library")
struct StatisticsTests {
    private static let stats = Scenario("stats", .get, "/users/me/library/stats", as: .member)

    @Test("an empty library has zeros, and no range of dates to take apart")
    func empty() async throws {
        try await KodiHousehold.run(
            Scenario("stats-empty", .get, "/users/me/library/stats", as: .member).answers(200)
                .snapshot("stats-empty"), KodiHousehold.Settings { $0.films = [] },
            snapshots: Snapshots("StatisticsTests"))
    }

    @Test("everything in it")
    func full() async throws {
        let settings = KodiHousehold.Settings { $0.owned = ["tt1375666", "tt0000400", "tt9999999"] }
        try await KodiHousehold.with(settings) { household in
            household.world.advance(seconds: 60)
            household.world.prepare(Array(repeating: 7, count: 16))
            let upload = try await household.start(count: 2)
            try await household.chunk(upload, 0, ["tt0816692", "x"])
            _ = try await household.commit(upload)
            try await household.surface.run(
                Self.stats.answers(200).snapshot("stats"), snapshots: Snapshots("StatisticsTests"))
        }
    }

    @Test("the parts add up")
    func sums() async throws {
        let settings = KodiHousehold.Settings { $0.owned = TestFilms.all.compactMap(\.imdbID?.rawValue) + ["tt77"] }
        try await KodiHousehold.with(settings) { household in
            let stats = try #require(try await household.surface.run(Self.stats.answers(200)).json["stats"])
            let setup = try #require(stats["setup_status"])
            func count(_ value: JSONValue?) -> Int { value?["count"]?.int ?? -1 }
            let missing = try #require(setup["not_setup"]?["breakdown"])
            let reasons = ["missing_tmdb_data", "tmdb_errors", "not_in_opensearch"].map { count(missing[$0]) }
            let total = stats["library_overview"]?["total_uploaded"]?.int
            #expect(count(setup["completely_setup"]) + count(setup["not_setup"]) == total)
            #expect(reasons.reduce(0, +) == count(setup["not_setup"]) && reasons[0] == 1)
            let quality = try #require(stats["data_quality"])
            #expect(count(quality["opensearch_indexed"]) == count(setup["completely_setup"]))
            #expect(count(quality["tmdb_data_available"]) == (total ?? 0) - reasons[0] - reasons[1])
        }
    }

    @Test("the sums over everybody may be a minute old, the own ones are of now")
    func age() async throws {
        try await KodiHousehold.with { household in
            func sets() async throws -> [JSONValue?] {
                let stats = try await household.surface.run(Self.stats.answers(200)).json["stats"]
                return [
                    stats?["library_overview"]?["total_uploaded"],
                    stats?["system_context"]?["user_lists_stats"]?["total_user_movie_entries"],
                ]
            }
            #expect(try await sets() == [.int(0), .int(0)])
            _ = try await household.surface.run(
                Scenario("add", .post, "/v1/library/add", as: .member, json: #"{"imdb_ids": ["tt1375666"]}"#))
            #expect(try await sets() == [.int(1), .int(0)])
            household.world.advance(seconds: 60)
            #expect(try await sets() == [.int(1), .int(1)])
        }
    }

    @Test("they want a key")
    func key() async throws {
        try await KodiHousehold.run(
            Scenario("stranger", .get, "/users/me/library/stats").fails(401, "Invalid or missing API key"))
    }
}
