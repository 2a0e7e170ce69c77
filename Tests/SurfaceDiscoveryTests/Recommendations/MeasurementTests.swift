import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: how well recommendations foretell")
struct MeasurementTests {
    private static func get(_ query: String) -> Scenario {
        Scenario(query, .get, "/api/recommendations/measurements" + query, as: .discovery("ben"))
    }

    @Test("the marks are told over time, of the kind that is asked for")
    func marks() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for number in 1...3 {
                let marks = ["recommender", "popularity", "vote_weighted"].map { scorer in
                    RecommenderMark(
                        scorer: scorer, hitRate: Double(number) / 4, ndcg: 0.5, recall: 0.25, coverage: 0.125,
                        novelty: 9.5)
                }
                try await house.stores.stores.recommenderMarks.add(
                    RecommenderMeasurement(
                        kind: .movie, measuredAt: house.world.now, userCount: number, interactionCount: 100,
                        marks: marks, live: "recommender"))
                house.world.advance(seconds: 86_400)
            }
            let answer = try await house.surface.run(Self.get("").answers(200)).json
            let told = try #require(answer["measurements"]?.list)
            #expect(answer["type"] == .text("movie"))
            #expect(told.compactMap { $0["user_count"]?.int } == [1, 2, 3])
            #expect(told[0]["interaction_count"] == .int(100) && told[0]["live"] == .text("recommender"))
            #expect(told[0]["measured_at"]?.text?.hasSuffix("Z") == true)
            let marks = try #require(told[0]["marks"]?.list)
            #expect(marks.compactMap { $0["scorer"]?.text } == ["recommender", "popularity", "vote_weighted"])
            #expect(marks[0]["hit_rate"] == .number(0.25) && marks[0]["ndcg"] == .number(0.5))
            #expect(marks[0]["recall"] == .number(0.25) && marks[0]["coverage"] == .number(0.125))
            #expect(marks[0]["novelty"] == .number(9.5))
            let last = try await house.surface.run(Self.get("?type=movie&limit=1").answers(200)).json
            #expect(last["measurements"]?.list?.compactMap { $0["user_count"]?.int } == [3])
        }
    }

    @Test("without a measurement the list is empty, and other kinds are refused")
    func none() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Self.get("?type=series").answers(200, json: #"{"type": "series", "measurements": []}"#))
            for type in ["episode", "Movie", ""] {
                try await house.surface.run(
                    Self.get("?type=\(type)").answers(400, json: #"{"error": "type must be movie or series"}"#))
            }
            try await house.surface.run(
                Scenario("nobody", .get, "/api/recommendations/measurements").answers(401))
        }
    }
}
