import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: why something is recommended")
struct InsightTests {
    private static func get(_ path: String, as name: String = "anna") -> Scenario {
        Scenario(path, .get, "/api/recommendations/" + path, as: .discovery(name))
    }

    @Test("a candidate is told with its scores, its evidence and what its genres are to the person")
    func full() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.describe("Amélie") { $0.genres = ["Comedy", "Romance"] }
            try await house.describe("Silent") { $0.genres = ["Comedy", "Drama"] }
            try await house.describe("Inception") { $0.genres = ["Drama", "Thriller"] }
            for name in ["Amélie", "Silent"] { try await house.watch(name, by: house.anna) }
            try await house.recommend(
                ["Inception"], further: ["Space"], evidence: ["Amélie", "Silent", "Unindexed"], to: house.anna)
            let path = "\(house.anna.id)/movie/\(house.id("Inception"))/insights"
            let answer = try await house.surface.run(Self.get(path).answers(200)).json
            #expect(answer["isRecommended"] == .bool(true) && answer["isSelected"] == .bool(true))
            #expect(answer["rank"] == .int(1) && answer["scores"]?["final"] == .number(0.9))
            #expect(answer["scores"]?["diversity"] == .int(1) && answer["scoreBreakdown"]?["novelty"] == .number(0.5))
            let evidence = try #require(answer["evidence"]?.list)
            #expect(evidence.compactMap { $0["evidence_type"]?.text } == ["favorite", "highly_rated", "watched"])
            #expect(evidence.compactMap { $0["similarity"]?.number } == [0.9, 0.8, 0.7])
            #expect(evidence[0]["similar_movie_id"] == .text(house.id("Amélie")))
            #expect(evidence[0]["similar_movie"]?["genres"] == .list([.text("Comedy"), .text("Romance")]))
            let genres = try #require(answer["genreAnalysis"])
            #expect(genres["movieGenres"] == .list([.text("Drama"), .text("Thriller")]))
            #expect(genres["matchingGenres"] == .list([.text("Drama")]))
            #expect(genres["newGenres"] == .list([.text("Thriller")]))
            let top = try #require(genres["userTopGenres"]?.list)
            #expect(top.first?["genre"] == .text("Comedy") && top.first?["watch_count"] == .int(2))
            #expect(top.first?["weight"] == .number(0.5) && top.count == 3)
            let weighed = try await house.surface.run(
                Self.get("\(house.anna.id)/movie/\(house.id("Space"))/insights").answers(200)
            ).json
            #expect(weighed["isRecommended"] == .bool(true) && weighed["isSelected"] == .bool(false))
        }
    }

    @Test("for what was only weighed the nearest of what the person likes are looked for")
    func weighed() async throws {
        // Without vectors by genres, which these have in common.
        try await DiscoveryHousehold.with(hasModel: false) { house in
            for name in ["Amélie", "Silent", "Space"] { try await house.describe(name) { $0.genres = ["Comedy"] } }
            for name in ["Amélie", "Silent"] { try await house.watch(name, by: house.anna) }
            try await house.recommend(["Inception"], further: ["Space"], to: house.anna)
            let path = "\(house.anna.id)/movie/\(house.id("Space"))/insights"
            func evidence() async throws -> [JSONValue] {
                let answer = try await house.surface.run(Self.get(path).answers(200)).json
                #expect(answer["isSelected"] == .bool(false))
                return answer["evidence"]?.list ?? []
            }
            let found = try await evidence()
            #expect(
                Set(found.compactMap { $0["similar_movie_id"]?.text }) == [house.id("Amélie"), house.id("Silent")])
            let likeness = found.compactMap { $0["similarity"]?.number }
            #expect(likeness == likeness.sorted(by: >) && likeness.allSatisfy { (0...1).contains($0) })
            #expect(try await evidence() == found, "ids too")
            #expect(Set(found.compactMap { $0["id"]?.text }).count == 2)
            let amelie = try #require(house.titles["Amélie"])
            let stores = house.stores.stores
            _ = try await stores.tastes.omit(.title(amelie), of: house.anna.id, at: house.world.now)
            #expect(try await evidence().map { $0["similar_movie_id"] } == [.text(house.id("Silent"))])
        }
    }

    @Test("a run of series does not take the insights of films away, and the other way round")
    func kinds() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.recommend(["Inception"], to: house.anna)
            try await house.recommend(["Dark Harbour"], evidence: ["Spacetime"], of: .series, to: house.anna)
            try await house.failToRecommend(to: house.anna)
            let film = try await house.surface.run(
                Self.get("\(house.anna.id)/movie/\(house.id("Inception"))/insights").answers(200)
            ).json
            #expect(film["isRecommended"] == .bool(true))
            let path = "\(house.anna.id)/series/\(house.id("Dark Harbour"))/insights"
            let series = try await house.surface.run(Self.get(path).answers(200)).json
            let evidence = try #require(series["evidence"]?.list?.first)
            #expect(evidence["similar_series_id"] == .text(house.id("Spacetime")))
            #expect(evidence["similar_series"]?["title"] == .text("Spacetime") && evidence["similar_movie"] == nil)
            #expect(series["genreAnalysis"]?["movieGenres"] == .list([.text("Drama")]))
        }
    }

    @Test("what was no candidate, or is unknown, is not recommended; an id that cannot be is 404")
    func none() async throws {
        try await DiscoveryHousehold.with { house in
            let base = "\(house.anna.id)/movie/"
            try await house.surface.run(
                Self.get(base + "\(house.id("Silent"))/insights").answers(
                    200,
                    json: #"{"isRecommended": false, "message": "There are no recommendations of films yet"}"#))
            try await house.recommend(["Inception"], to: house.anna)
            for id in [house.id("Silent"), house.id("Dark Harbour"), "999999"] {
                try await house.surface.run(
                    Self.get(base + id + "/insights").answers(
                        200, json: #"{"isRecommended": false, "message": "It was not among the candidates"}"#))
            }
            for id in ["x", "-1", "1.5", "99999999999"] {
                try await house.surface.run(
                    Self.get(base + id + "/insights").answers(404, json: #"{"error": "Movie not found"}"#))
                try await house.surface.run(
                    Self.get("\(house.anna.id)/series/\(id)/insights")
                        .answers(404, json: #"{"error": "Series not found"}"#))
            }
        }
    }

    @Test("the evidence of a candidate can be read by itself, by its own person")
    func evidence() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.recommend(["Inception"], evidence: ["Amélie"], to: house.anna)
            let picks = try await house.surface.run(Self.get("\(house.anna.id)").answers(200)).json
            let id = try #require(picks["recommendations"]?.list?.first?["id"]?.text)
            let path = "/candidates/\(id)/evidence"
            let answer = try await house.surface.run(Self.get("\(house.anna.id)" + path).answers(200)).json
            #expect(answer["evidence"]?.list?.first?["similar_movie"]?["title"] == .text("Amélie"))
            let missing = #"{"error": "Candidate not found"}"#
            try await house.surface.run(Self.get("\(house.ben.id)" + path, as: "ben").answers(404, json: missing))
            for id in ["x", "999999", "-1"] {
                try await house.surface.run(
                    Self.get("\(house.anna.id)/candidates/\(id)/evidence").answers(404, json: missing))
            }
        }
    }
}
