import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: two runs side by side")
struct ComparisonTests {
    private static func get(_ query: String, of person: User, as name: String = "anna") -> Scenario {
        Scenario(query, .get, "/api/recommendations/\(person.id)/compare" + query, as: .discovery(name))
    }

    private static func titles(_ list: JSONValue?) -> [String] {
        list?.list?.compactMap { $0["title"]?["title"]?.text } ?? []
    }

    @Test("it tells what came, went and moved, with both standings, and what the runs were made with")
    func full() async throws {
        try await DiscoveryHousehold.with { house in
            let before = try await house.recommend(
                ["Inception", "Silent", "Space"], further: ["Amélie"], to: house.anna,
                inputs: #"{"novelty":0.2,"raters":210,"selected_count":3,"vector_model":"a"}"#)
            let now = try await house.recommend(
                ["Inception", "Space", "Amélie"], to: house.anna,
                inputs: #"{"includes_watched":true,"novelty":0.5,"selected_count":3,"vector_model":"b"}"#)
            let both = Self.get("?runId=\(now)&with=\(before)", of: house.anna)
            let answer = try await house.surface.run(both.answers(200)).json
            #expect(answer["run"]?["id"] == .text(now.description))
            #expect(answer["with"]?["id"] == .text(before.description) && answer["stayed"] == .int(1))
            #expect(Self.titles(answer["came"]) == ["Amélie"] && Self.titles(answer["went"]) == ["Silent"])
            #expect(Self.titles(answer["moved"]) == ["Space"])
            let came = try #require(answer["came"]?.list?.first)
            #expect(came["now"]?["selected_rank"] == .int(3) && came["now"]?["rank"] == .int(3))
            #expect(came["before"]?["selected_rank"] == .null && came["before"]?["rank"] == .int(4))
            #expect(came["before"]?["final_score"] == .number(0.87))
            #expect(answer["went"]?.list?.first?["now"] == .null)
            let moved = try #require(answer["moved"]?.list?.first)
            #expect(moved["before"]?["selected_rank"] == .int(3) && moved["now"]?["selected_rank"] == .int(2))
            let settings = """
                [{"name": "includes_watched", "before": null, "now": true},
                    {"name": "novelty", "before": 0.2, "now": 0.5}, {"name": "raters", "before": 210, "now": null},
                    {"name": "vector_model", "before": "a", "now": "b"}]
                """
            #expect(try answer["settings"] == JSONValue(parsing: settings))
            let standard = try await house.surface.run(Self.get("?runId=\(now)", of: house.anna).answers(200)).json
            #expect(standard == answer, "without the other one it is the run before")
        }
    }

    @Test("what cannot be compared is told")
    func refused() async throws {
        try await DiscoveryHousehold.with { house in
            let first = try await house.recommend(["Silent"], to: house.anna)
            let series = try await house.recommend(["Dark Harbour"], of: .series, to: house.anna)
            let failed = try await house.failToRecommend(to: house.anna)
            let bens = try await house.recommend(["Amélie"], to: house.ben)
            let now = try await house.recommend(["Inception"], to: house.anna)
            func refuse(_ query: String, _ status: Int, _ words: String) async throws {
                try await house.surface.run(
                    Self.get(query, of: house.anna).answers(status, json: #"{"error": "\#(words)"}"#))
            }
            for query in ["", "?runId=", "?with=\(first)"] { try await refuse(query, 400, "runId must name a run") }
            for id in [bens.description, "999999", "x", "-1"] {
                try await refuse("?runId=\(id)", 404, "Run not found")
                try await refuse("?runId=\(now)&with=\(id)", 404, "Run not found")
            }
            try await refuse("?runId=\(first)", 404, "There is no run before it")
            try await refuse("?runId=\(now)&with=\(series)", 400, "Both runs must be of films, or both of series")
            try await refuse("?runId=\(now)&with=\(failed)", 409, "A run that is not completed cannot be compared")
            for _ in 0..<DomainLimits.recommendationRunsWithCandidates {
                try await house.recommend(["Inception"], to: house.anna)
            }
            try await refuse("?runId=\(now)&with=\(first)", 409, "The titles of one of the runs are no longer kept")
        }
    }

    @Test("what somebody may not see by now is left out")
    func limit() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.describe("Inception") { $0.contentRating = "R" }
            let before = try await house.recommend(["Inception", "Silent"], to: house.anna)
            let now = try await house.recommend(["Silent"], further: ["Inception"], to: house.anna)
            let person = FollowedPerson(name: "Anna", parentalLimit: 12)
            try await house.stores.stores.identities.follow(person, as: house.anna.id, at: house.world.now)
            let scenario = Self.get("?runId=\(now)&with=\(before)", of: house.anna)
            let answer = try await house.surface.run(scenario.answers(200)).json
            #expect(Self.titles(answer["went"]).isEmpty && answer["stayed"] == .int(1))
        }
    }
}
