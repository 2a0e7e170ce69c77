import Activity
import Domain
import HTTPTypes
import Jobs
import Storage
import TestKit
import Testing

@Suite("Discovery: what everybody watches")
struct TopPicksTests {
    private static func get(_ kind: String, as name: String = "anna") -> Scenario {
        Scenario(kind, .get, "/api/top-picks/" + kind, as: .discovery(name))
    }

    private static let config = """
        {"timeWindowDays": 30, "moviesCount": 10, "seriesCount": 10, "minUniqueViewers": 2, "lastRefreshedAt": null}
        """

    private static func titles(_ house: DiscoveryHousehold, as name: String = "anna") async throws -> [String] {
        try await house.surface.run(get("movies", as: name).answers(200)).json["movies"]?.list?
            .compactMap { $0["title"]?.text } ?? []
    }

    @Test("without plays the lists are empty, with how they are worked out")
    func empty() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for kind in ["movies", "series"] {
                try await house.surface.run(
                    Self.get(kind).answers(200, json: #"{"\#(kind)": [], "config": \#(Self.config)}"#))
                try await house.surface.run(
                    Scenario(kind, .get, "/api/top-picks/" + kind)
                        .answers(401, json: #"{"error": "Unauthorized"}"#))
            }
        }
    }

    @Test("films of several viewers are ranked by viewers and plays, then by name")
    func movies() async throws {
        try await DiscoveryHousehold.with { house in
            for user in [house.anna, house.ben, house.admin] { try await house.watch("Silent", by: user) }
            for user in [house.anna, house.ben] {
                for name in ["Space", "Inception"] { try await house.watch(name, by: user) }
            }
            try await house.watch("Amélie", by: house.anna)
            let answer = try await house.surface.run(Self.get("movies").answers(200)).json
            let rows = try #require(answer["movies"]?.list)
            #expect(rows.compactMap { $0["title"]?.text } == ["Silent", "Inception", "Space"])
            #expect(rows.compactMap { $0["rank"]?.int } == [1, 2, 3])
            let shape = """
                {"movieId": "1", "title": "", "year": null, "posterUrl": null, "backdropUrl": null, "overview": "",
                    "genres": [], "communityRating": null, "uniqueViewers": 3, "playCount": 3,
                    "popularityScore": 0.5, "rank": 1}
                """
            #expect(rows[0].hasShape(of: try JSONValue(parsing: shape)))
            #expect(rows[0]["uniqueViewers"] == .int(3) && rows[0]["playCount"] == .int(3))
            let score = try #require(rows[0]["popularityScore"]?.number)
            #expect(abs(score - (3 * 0.5 + 3 * 0.3 + 100 * 0.2)) < 1e-9)
            #expect(rows[0]["movieId"] == .text(house.id("Silent")) && rows[0]["seriesId"] == nil)
            #expect(try answer["config"] == JSONValue(parsing: Self.config))
        }
    }

    @Test("series count different episodes and how much of them their viewers saw")
    func series() async throws {
        try await DiscoveryHousehold.with { house in
            for name in ["Chapter 1-1", "Chapter 1-2"] { try await house.watch(name, by: house.anna) }
            try await house.watch("Chapter 1-1", by: house.ben)
            let answer = try await house.surface.run(Self.get("series").answers(200)).json
            let row = try #require(answer["series"]?.list?.first)
            #expect(row["seriesId"] == .text(house.id("Dark Harbour")) && row["movieId"] == nil)
            #expect(row["uniqueViewers"] == .int(2) && row["totalEpisodesWatched"] == .int(2))
            #expect(row["avgCompletionRate"] == .number(0.375), "a half and a quarter of four episodes")
            #expect(row["network"] == .text("Northern Television") && row["playCount"] == nil)
            let score = try #require(row["popularityScore"]?.number)
            #expect(abs(score - (2 * 0.5 + 0.2 * 0.3 + 37.5 * 0.2)) < 1e-9)
            #expect(try await Self.titles(house).isEmpty)
        }
    }

    @Test("what was watched longer ago than the window does not count, and settings hold at once")
    func settings() async throws {
        try await DiscoveryHousehold.with { house in
            func set(_ json: String) async throws {
                try await house.surface.run(
                    Scenario(json, .patch, "/api/settings/top-picks", as: .discovery("admin"), json: json).answers(200))
            }
            try await set(#"{"timeWindowDays": 2}"#)
            for user in [house.anna, house.ben] { try await house.watch("Silent", by: user) }
            house.world.advance(seconds: 86_400)
            #expect(try await Self.titles(house) == ["Silent"])
            house.world.advance(seconds: 86_400)
            #expect(try await Self.titles(house).isEmpty)
            try await set(#"{"timeWindowDays": 365}"#)
            #expect(try await Self.titles(house) == ["Silent"])
            try await set(#"{"minUniqueViewers": 3}"#)
            #expect(try await Self.titles(house).isEmpty)
            try await house.watch("Inception", by: house.admin)
            try await set(#"{"minUniqueViewers": 1, "moviesCount": 1}"#)
            #expect(try await Self.titles(house) == ["Silent"])
        }
    }

    @Test("new plays show within a minute")
    func cache() async throws {
        try await DiscoveryHousehold.with { house in
            for user in [house.anna, house.ben] { try await house.watch("Silent", by: user) }
            #expect(try await Self.titles(house) == ["Silent"])
            let watching = house.stores.stores.watching
            for user in [house.anna, house.ben] {
                let profile = try await house.profiles.standard(of: user.id).id
                let report = WatchReport(at: house.world.now, position: 0, mark: .finished)
                _ = try await watching.report(
                    report, of: #require(house.titles["Space"]), by: profile, source: .playback, device: nil)
            }
            house.world.advance(seconds: 61)
            #expect(try await Self.titles(house) == ["Silent", "Space"])
        }
    }

    @Test("what is above somebody's limit is kept from them, and the next ones move up")
    func limits() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.describe("Silent") { $0.contentRating = "R" }
            try await house.describe("Space") { $0.contentRating = "PG" }
            for user in [house.anna, house.ben] {
                for name in ["Silent", "Space"] { try await house.watch(name, by: user) }
            }
            let profile = try await house.profiles.standard(of: house.ben.id)
            var limited = NewProfile(name: profile.name)
            limited.certificateLimit = .twelve
            try await house.stores.stores.profiles.setPINHash("x", of: profile.id, user: house.ben.id)
            _ = try await house.stores.stores.profiles.change(profile.id, of: house.ben.id, to: limited)
            #expect(try await Self.titles(house) == ["Silent", "Space"])
            let rows = try await house.surface.run(Self.get("movies", as: "ben").answers(200)).json["movies"]?.list
            #expect(rows?.compactMap { $0["title"]?.text } == ["Space"])
            #expect(rows?.first?["rank"] == .int(1))
        }
    }

    @Test("only administrators refresh, and only what the server can run")
    func refresh() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let path = "/api/settings/top-picks/refresh"
            try await house.surface.run(
                Scenario("anna", .post, path, as: .discovery("anna"), json: "{}")
                    .answers(403, json: #"{"error": "Forbidden"}"#))
            try await house.surface.run(
                Scenario("admin", .post, path, as: .discovery("admin"), json: "{}")
                    .answers(404, json: #"{"error": "Job not found"}"#))
            try await house.surface.run(
                Scenario("body", .post, path, as: .discovery("admin"), json: "[]").answers(400))
        }
    }

    @Test("a refresh is a run of the job, and its end is told")
    func refreshes() async throws {
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [RefreshedPicks()]) { house in
            let scenario = Scenario(
                "refresh", .post, "/api/settings/top-picks/refresh", as: .discovery("admin"), json: "{}")
            let answer = try await house.surface.run(scenario.answers(200)).json
            #expect(answer["status"] == .text("running") && answer["message"]?.text?.isEmpty == false)
            let id = try #require(answer["jobId"]?.text)
            #expect(try await house.endOfJob(id)["status"] == .text("completed"))
            let config = try await house.surface.run(Self.get("movies").answers(200)).json["config"]
            #expect(config?["lastRefreshedAt"]?.text?.hasSuffix("Z") == true)
        }
    }
}

private struct RefreshedPicks: JobType {
    struct Parameters: Codable, Sendable {}

    static let name = "refresh-top-picks"

    func run(_ parameters: Parameters, context: JobContext) async throws {}
}
