import Activity
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: what is recommended")
struct PickTests {
    private static func get(_ path: String, as name: String = "anna") -> Scenario {
        Scenario(path, .get, "/api/recommendations/" + path, as: .discovery(name))
    }

    @Test("without a run there is a message, and an empty history")
    func empty() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Self.get("\(house.anna.id)").answers(
                    200,
                    json: """
                        {"run": null, "recommendations": [], "message": "There are no recommendations of films yet"}
                        """))
            try await house.surface.run(
                Self.get("\(house.anna.id)/series").answers(
                    200,
                    json: """
                        {"run": null, "recommendations": [], "message": "There are no recommendations of series yet"}
                        """))
            try await house.surface.run(Self.get("\(house.anna.id)/history").answers(200, json: #"{"runs": []}"#))
            let counts = try await house.surface.run(
                Scenario("counts", .get, "/api/users/\(house.anna.id)/stats", as: .discovery("anna")).answers(200))
            #expect(try counts.json["recommendationsCount"] == .int(0))
        }
    }

    @Test("the latest completed run of films is told with all that a client reads of it")
    func full() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.recommend(["Silent"], to: house.anna)
            let run = try await house.recommend(["Inception", "Amélie"], further: ["Space"], to: house.anna)
            try await house.failToRecommend(to: house.anna)
            try await house.recommend(["Dark Harbour"], of: .series, to: house.anna)
            let answer = try await house.surface.run(Self.get("\(house.anna.id)").answers(200)).json
            #expect(answer["message"] == nil)
            let shape = try JSONValue(parsing: Self.runShape)
            let told = try #require(answer["run"])
            #expect(told.hasShape(of: shape))
            #expect(told["id"] == .text(run.description) && told["user_id"] == .text(house.anna.id.description))
            #expect(told["candidate_count"] == .int(1234) && told["total_candidates"] == .int(1234))
            #expect(told["selected_count"] == .int(2) && told["duration_ms"] == .int(2000))
            let rows = try #require(answer["recommendations"]?.list)
            #expect(rows.compactMap { $0["movie"]?["title"]?.text } == ["Inception", "Amélie"])
            let row = try #require(rows.first)
            #expect(row.hasShape(of: try JSONValue(parsing: Self.candidateShape)))
            #expect(row["movie_id"] == .text(house.id("Inception")) && row["run_id"] == .text(run.description))
            #expect(row["ai_explanation"] == .text("Because of Inception.") && row["is_selected"] == .bool(true))
            #expect(row["score_breakdown"]?["similarity"] == .number(0.75))
            let counts = try await house.surface.run(
                Scenario("counts", .get, "/api/users/\(house.anna.id)/stats", as: .discovery("anna")).answers(200))
            #expect(try counts.json["recommendationsCount"] == .int(2))
        }
    }

    private static let runShape = """
        {"id": "1", "user_id": "1", "run_type": "scheduled", "channel_id": null, "media_type": "movie",
            "candidate_count": 1, "selected_count": 1, "duration_ms": 1, "status": "completed", "error_message": null,
            "created_at": "", "completed_at": ""}
        """

    private static let candidateShape = """
        {"id": "1", "run_id": "1", "movie_id": "1", "series_id": null, "rank": 1, "selected_rank": 1,
            "is_selected": true, "final_score": 0.5, "similarity_score": 0.5, "novelty_score": 0.5,
            "rating_score": 0.5, "diversity_score": 0.5,
            "score_breakdown": {"similarity": 0.5, "novelty": 0.5, "rating": 0.5, "diversity": 0.5},
            "ai_explanation": "", "created_at": "",
            "movie": {"id": "1", "title": "", "year": null, "poster_url": null, "genres": [],
                "community_rating": null, "overview": ""}}
        """

    @Test("series have their own run, with the network")
    func series() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.recommend(["Inception"], to: house.anna)
            try await house.recommend(["Dark Harbour"], of: .series, to: house.anna)
            try await house.recommend(["Silent"], to: house.anna)
            let answer = try await house.surface.run(Self.get("\(house.anna.id)/series").answers(200)).json
            let row = try #require(answer["recommendations"]?.list?.first)
            #expect(answer["run"]?["media_type"] == .text("series"))
            #expect(row["movie_id"] == .null && row["series_id"] == .text(house.id("Dark Harbour")))
            #expect(row["series"]?["network"] == .text("Northern Television") && row["movie"] == nil)
        }
    }

    @Test("a run can be named; what is no run of this person and kind is as if there were none")
    func named() async throws {
        try await DiscoveryHousehold.with { house in
            let old = try await house.recommend(["Silent"], to: house.anna)
            try await house.recommend(["Inception"], to: house.anna)
            let failed = try await house.failToRecommend(to: house.anna)
            let bens = try await house.recommend(["Amélie"], to: house.ben)
            let series = try await house.recommend(["Dark Harbour"], of: .series, to: house.anna)
            func titles(_ run: String) async throws -> [String]? {
                let answer = try await house.surface.run(Self.get("\(house.anna.id)?runId=\(run)").answers(200)).json
                return answer["run"] == .null
                    ? nil : answer["recommendations"]?.list?.compactMap { $0["movie"]?["title"]?.text }
            }
            #expect(try await titles(old.description) == ["Silent"])
            #expect(try await titles(failed.description) == [])
            #expect(try await titles("") == ["Inception"])
            for run in [bens.description, series.description, "999999", "x", "-1", "99999999999999"] {
                #expect(try await titles(run) == nil, "\(run)")
            }
        }
    }

    @Test("what somebody may no longer see is left out, and places have no gaps")
    func hidden() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.describe("Inception") { $0.contentRating = "R" }
            try await house.recommend(["Inception", "Silent", "Amélie"], to: house.ben)
            func places() async throws -> [Int: String] {
                let answer = try await house.surface.run(Self.get("\(house.ben.id)", as: "ben").answers(200)).json
                let rows = answer["recommendations"]?.list ?? []
                return Dictionary(
                    rows.map { ($0["selected_rank"]?.int ?? 0, $0["movie"]?["title"]?.text ?? "") }
                ) { first, _ in first }
            }
            #expect(try await places() == [1: "Inception", 2: "Silent", 3: "Amélie"])
            let profile = try await house.profiles.standard(of: house.ben.id)
            var limited = NewProfile(name: profile.name)
            limited.certificateLimit = .twelve
            try await house.stores.stores.profiles.setPINHash("x", of: profile.id, user: house.ben.id)
            _ = try await house.stores.stores.profiles.change(profile.id, of: house.ben.id, to: limited)
            // What has no certificate counts as for adults where a profile has a limit.
            #expect(try await places().values.contains("Inception") == false)
        }
    }

    @Test("the history is newest first, films and series, and as long as asked")
    func history() async throws {
        try await DiscoveryHousehold.with { house in
            let first = try await house.recommend(["Silent"], to: house.anna)
            let failed = try await house.failToRecommend(to: house.anna)
            let last = try await house.recommend(["Dark Harbour"], of: .series, to: house.anna)
            func runs(_ query: String) async throws -> [JSONValue] {
                let path = "\(house.anna.id)/history" + query
                return try await house.surface.run(Self.get(path).answers(200)).json["runs"]?.list ?? []
            }
            let ids = try await runs("").compactMap { $0["id"]?.text }
            #expect(ids == [last, failed, first].map(\.description))
            #expect(try await runs("?limit=1").count == 1)
            for limit in ["0", "-3", "x", ""] { #expect(try await runs("?limit=" + limit).count == 3, "\(limit)") }
            let broken = try await runs("")[1]
            #expect(broken["status"] == .text("failed") && broken["error_message"] == .text("It did not work."))
            #expect(broken["run_type"] == .text("manual"))
        }
    }
}
