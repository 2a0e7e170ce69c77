import Basics
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: the database and its purge")
struct PurgeTests {
    private static let zeros = """
        {"stats": {"movies": 0, "series": 0, "episodes": 0, "embeddings": 0, "watchHistory": 0, "recommendations": 0,
            "userPreferences": 0}}
        """

    private static func statistics(as name: String = "admin") -> Scenario {
        Scenario("statistics", .get, "/api/admin/purge/stats", as: .discovery(name))
    }

    private static func purge(_ body: String = #"{"confirm": true}"#, as name: String = "admin") -> Scenario {
        Scenario(body, .post, "/api/admin/purge/movies", as: .discovery(name), json: body)
    }

    @Test("only administrators learn of it and do it")
    func access() async throws {
        try await DiscoveryHousehold.with { house in
            let stats = Scenario("nobody", .get, "/api/admin/purge/stats")
            let purge = Scenario("nobody", .post, "/api/admin/purge/movies", json: #"{"confirm": true}"#)
            for scenario in [stats, purge] {
                try await house.surface.run(scenario.answers(401, json: #"{"error": "Unauthorized"}"#))
            }
            for scenario in [Self.statistics(as: "anna"), Self.purge(as: "anna"), Self.purge("[]", as: "anna")] {
                try await house.surface.run(scenario.answers(403, json: #"{"error": "Forbidden"}"#))
            }
            try await house.surface.run(Self.purge().with("Origin", "https://elsewhere.example").answers(403))
            let stays = try await house.surface.run(Self.statistics().answers(200)).json["stats"]
            #expect(stays?["movies"]?.int ?? 0 > 10)
        }
    }

    @Test(
        "it has to be confirmed by exactly true",
        arguments: [
            "{}", #"{"confirm": false}"#, #"{"confirm": "true"}"#, #"{"confirm": 1}"#, #"{"confirm": null}"#, "[true]",
            "true", "", "confirm", #"{"confirm": true"#, #"{"Confirm": true}"#,
        ])
    func confirmation(_ body: String) async throws {
        try await DiscoveryHousehold.with { house in
            _ = try await house.stores.stores.jobs.enqueue(.due("sync-movies"))
            let answer = try await house.surface.run(Self.purge(body).answers(400)).json
            #expect(answer["error"]?.text?.isEmpty == false)
            let stays = try await house.surface.run(Self.statistics().answers(200)).json["stats"]
            #expect(stays?["movies"]?.int ?? 0 > 10)
        }
    }

    @Test("not while something waits or runs that takes over, recommends or scans")
    func conflicts() async throws {
        try await DiscoveryHousehold.with { house in
            let jobs = house.stores.stores.jobs
            for name in DiscoveryJobs.all.map(\.name) + ["scan"] {
                let job = try await jobs.enqueue(.due(name))
                let message = "The job \(name) waits or runs: wait for its end, or cancel it"
                try await house.surface.run(Self.purge().answers(409, json: #"{"error": "\#(message)"}"#))
                #expect(try await jobs.requestCancel(job.id, at: house.world.now))
            }
            _ = try await jobs.enqueue(.due("index"))
            try await house.surface.run(Self.purge().answers(200))
        }
    }

    @Test("films go with what belongs to them; series, people and ratings stay")
    func purge() async throws {
        try await DiscoveryHousehold.with { house in
            for name in ["Inception", "Silent", "Chapter 1-1"] { try await house.watch(name, by: house.anna) }
            let rating = Scenario(
                "rating", .post, "/api/ratings/movie/\(house.id("Inception"))", as: .discovery("anna"),
                json: #"{"rating": 9}"#)
            try await house.surface.run(rating.answers(200))
            try await recommend("Inception", to: house.anna, in: house)
            let before = try #require(try await house.surface.run(Self.statistics().answers(200)).json["stats"])
            #expect(before["recommendations"] == .int(1) && before["userPreferences"] == .int(1))
            #expect(before["series"] == .int(2) && before["episodes"] == .int(4) && before["watchHistory"] == .int(3))
            let answer = try await house.surface.run(Self.purge().answers(200)).json
            let result = try #require(answer["result"])
            #expect(answer["success"] == .bool(true) && result["moviesDeleted"] == before["movies"])
            #expect(result["watchHistoryDeleted"] == .int(2) && result["embeddingsDeleted"]?.int ?? 0 > 5)
            #expect(result["recommendationsDeleted"] == .int(1) && result["userPreferencesCleared"] == .int(1))
            #expect(answer["message"] == .text("Removed \(before["movies"]?.int ?? 0) films. Ratings are kept."))
            let after = try #require(try await house.surface.run(Self.statistics().answers(200)).json["stats"])
            #expect(after["movies"] == .int(0) && after["watchHistory"] == .int(1))
            #expect(after["recommendations"] == .int(0) && after["userPreferences"] == .int(0))
            #expect(after["series"] == before["series"] && after["episodes"] == before["episodes"])
            let left = [result["embeddingsDeleted"], after["embeddings"]].compactMap { $0?.int }.reduce(0, +)
            #expect(left == before["embeddings"]?.int)
            try await check(house, isGone: "Inception")
            let log = try #require(try await house.stores.stores.audit.recent(limit: 1).first)
            #expect(log.action == "database.films_purged" && log.userID == house.admin.id && log.address != nil)
        }
    }

    /// A run that selected a film, and words about the person's taste.
    private func recommend(_ name: String, to user: User, in house: DiscoveryHousehold) async throws {
        let (stores, now) = (house.stores.stores, house.world.now)
        let scores = CandidateScores(final: 0.8, similarity: 0.8, novelty: 0.5, rating: 0.7, diversity: 1)
        let film = NewCandidate(
            titleID: try #require(house.titles[name]), rank: 1, selectedRank: 1, scores: scores, evidence: [],
            explanation: nil)
        let run = try await stores.recommendations.begin(.movie, of: user.id, cause: .manual, at: now)
        let outcome = RecommendationOutcome(candidateCount: 9, candidates: [film], inputs: "{}")
        #expect(try await stores.recommendations.complete(run, outcome, at: now))
        let synopsis = TasteSynopsis(text: "You like dreams.", updatedAt: now, model: nil)
        try await stores.tastes.save(synopsis, .movie, of: user.id)
    }

    /// No list, page or search has it any more, and its opinion is back as soon as it is.
    private func check(_ house: DiscoveryHousehold, isGone name: String) async throws {
        func get(_ path: String, _ status: Int = 200) async throws -> JSONValue {
            try await house.surface.run(Scenario(path, .get, path, as: .discovery("anna")).answers(status)).json
        }
        #expect(try await get("/api/movies")["total"] == .int(0))
        #expect(try await get("/api/movies?search=inception")["total"] == .int(0))
        #expect(try await get("/api/movies/genres")["genres"] == .list([]))
        _ = try await get("/api/movies/\(house.id(name))", 404)
        _ = try await get("/api/movies/\(house.id(name))/similar", 404)
        #expect(try await get("/api/series")["total"] == .int(2))
        #expect(try await get("/api/ratings")["ratings"] == .list([]))
        let path = "/api/users/\(house.anna.id)/"
        #expect(try await get(path + "watch-history")["pagination"]?["total"] == .int(0))
        #expect(try await get(path + "series-watch-history")["pagination"]?["total"] == .int(1))
        let draft = TitleDraft.film(name, year: 2010, imdb: "tt1375666")
        _ = try await house.stores.stores.catalogue.merge([draft], from: .load)
        let row = try #require(try await get("/api/ratings")["movies"]?.list?.first)
        #expect(row["title"] == .text(name) && row["rating"] == .int(9) && row["movie_id"] != .text(house.id(name)))
    }

    @Test("without films there is nothing to do, and with files there is something to tell")
    func messages() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(Self.statistics().answers(200, json: Self.zeros))
            let nothing = try await house.surface.run(Self.purge().answers(200)).json
            #expect(nothing["message"] == .text("There were no films."))
            let media = house.stores.stores.media
            let library = try await media.addLibrary(
                name: "Films", kind: .movies, folders: ["/nowhere/films"], at: house.world.now)
            let facts = FileFacts(sizeBytes: 1, modifiedNanoseconds: 1, device: 1, inode: 1)
            var film = ScannedTitle(
                known: nil, drafts: [SourcedDraft(source: .fileName, draft: .film("Own", year: 2001))])
            film.files = [
                ScannedFile(
                    known: nil, path: FilePath("own.mkv"), facts: facts, digest: nil,
                    role: .feature(version: 0, label: nil, part: 0))
            ]
            _ = try await media.save([film], in: library.folders[0].id, at: house.world.now)
            let told = try await house.surface.run(Self.purge().answers(200)).json
            let words = "1 film has its file in this server's own folders and comes back with the next scan."
            #expect(told["message"] == .text("Removed 1 film. Ratings are kept. " + words))
        }
    }
}

extension NewJob {
    fileprivate static func due(_ name: String) -> NewJob {
        NewJob(
            name: name, parameters: "{}", deduplicationKey: nil, runAt: Instant(milliseconds: 0),
            createdAt: Instant(milliseconds: 0))
    }
}
