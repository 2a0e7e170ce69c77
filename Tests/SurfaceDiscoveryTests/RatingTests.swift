import Activity
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Discovery: ratings")
struct RatingTests {
    private static func rate(_ path: String, _ body: String, as name: String = "anna") -> Scenario {
        Scenario(body, .post, "/api/ratings/" + path, as: .discovery(name), json: body)
    }

    private static func get(_ path: String, as name: String = "anna") -> Scenario {
        Scenario(path, .get, "/api/ratings" + path, as: .discovery(name))
    }

    @Test("an opinion replaces the one before, and is one's own")
    func rate() async throws {
        try await DiscoveryHousehold.with { house in
            let id = house.id("Inception")
            try await house.surface.run(
                Self.rate("movie/\(id)", #"{"rating": 7}"#).answers(200, json: #"{"success": true, "rating": 7}"#))
            house.world.advance(seconds: 60)
            try await house.surface.run(Self.rate("movie/\(id)", #"{"rating": 9}"#).answers(200))
            try await house.surface.run(
                Self.get("/movie/\(id)").answers(200, json: #"{"rating": 9, "source": "manual"}"#))
            try await house.surface.run(
                Self.get("/movie/\(id)", as: "ben").answers(200, json: #"{"rating": null, "source": null}"#))
            let gone = Scenario("gone", .delete, "/api/ratings/movie/\(id)", as: .discovery("anna"))
            for _ in 0..<2 { try await house.surface.run(gone.answers(200, json: #"{"success": true}"#)) }
            try await house.surface.run(
                Self.get("/movie/\(id)").answers(200, json: #"{"rating": null, "source": null}"#))
        }
    }

    @Test("films, then series, each with the latest first and both spellings of its id")
    func list() async throws {
        try await DiscoveryHousehold.with { house in
            for (path, name) in [("series", "Dark Harbour"), ("movie", "Inception"), ("movie", "Silent")] {
                house.world.advance(seconds: 60)
                try await house.surface.run(Self.rate("\(path)/\(house.id(name))", #"{"rating": 6}"#).answers(200))
            }
            let answer = try await house.surface.run(Self.get("").answers(200)).json
            func names(_ list: String) -> [String] { answer[list]?.list?.compactMap { $0["title"]?.text } ?? [] }
            #expect(names("ratings") == ["Silent", "Inception", "Dark Harbour"])
            #expect(names("movies") == ["Silent", "Inception"] && names("series") == ["Dark Harbour"])
            let row = try #require(answer["movies"]?.list?.first)
            #expect(row["movieId"] == .text(house.id("Silent")) && row["movie_id"] == row["movieId"])
            #expect(row["seriesId"] == .null && row["rating"] == .int(6))
        }
    }

    @Test(
        "only whole numbers from 1 to 10 are ratings",
        arguments: ["0", "11", "-1", #""7""#, "7.5", "true", "null", "[7]", "1e9"])
    func wrongValues(_ value: String) async throws {
        try await DiscoveryHousehold.with { house in
            let id = house.id("Inception")
            try await house.surface.run(
                Self.rate("movie/\(id)", #"{"rating": \#(value)}"#)
                    .answers(400, json: #"{"error": "rating must be a whole number from 1 to 10"}"#))
            try await house.surface.run(Self.rate("movie/\(id)", "{}").answers(400))
            try await house.surface.run(
                Self.get("/movie/\(id)").answers(200, json: #"{"rating": null, "source": null}"#))
        }
    }

    @Test("a title has to be of the kind that the path says")
    func unknownTitles() async throws {
        try await DiscoveryHousehold.with { house in
            let paths = [
                ("movie/" + house.id("Dark Harbour"), "Movie"), ("series/" + house.id("Inception"), "Series"),
                ("movie/999999", "Movie"), ("series/x", "Series"),
            ]
            try await house.surface.run(
                Self.rate("series/" + house.id("Dark Harbour"), #"{"rating": 8}"#).answers(200))
            try await house.surface.run(Self.rate("movie/" + house.id("Inception"), #"{"rating": 8}"#).answers(200))
            for (path, kind) in paths {
                try await house.surface.run(
                    Self.rate(path, #"{"rating": 5}"#).answers(404, json: #"{"error": "\#(kind) not found"}"#))
                try await house.surface.run(
                    Scenario(path, .delete, "/api/ratings/" + path, as: .discovery("anna")).answers(200))
            }
            #expect(try await house.ratings.all(by: house.anna.id).count == 2, "the other kind's rating stays")
            try await house.surface.run(
                Self.get("/movie/" + house.id("Dark Harbour")).answers(200, json: #"{"rating": null, "source": null}"#))
            try await house.surface.run(
                Self.get("/movie/x").answers(200, json: #"{"rating": null, "source": null}"#))
        }
    }

    @Test("many at once are one change, and those of unknown titles are counted")
    func bulk() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.surface.run(Self.rate("movie/\(house.id("Silent"))", #"{"rating": 2}"#).answers(200))
            house.world.advance(seconds: 60)
            let body = """
                {"ratings": [{"movieId": "\(house.id("Silent"))", "rating": 8},
                    {"movieId": "\(house.id("Inception"))", "rating": 10}, {"seriesId": "999999", "rating": 3},
                    {"movieId": "\(house.id("Dark Harbour"))", "rating": 3}, {"movieId": "+5", "rating": 3},
                    {"movieId": "\(house.id("Chapter 1-1"))", "rating": 3}]}
                """
            try await house.surface.run(
                Self.rate("bulk", body)
                    .answers(200, json: #"{"success": true, "inserted": 1, "updated": 1, "skipped": 4}"#))
            let bad = #"{"ratings": [{"movieId": "\#(house.id("Amélie"))", "rating": 8}, {"rating": 0}]}"#
            try await house.surface.run(Self.rate("bulk", bad).answers(400))
            #expect(try await house.ratings.all(by: house.anna.id).count == 2, "nothing of a bad request is kept")
            try await house.surface.run(Self.rate("bulk", #"{"ratings": 5}"#).answers(400))
        }
    }
}
