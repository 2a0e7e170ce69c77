import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: why something is recommended, within the person's limit")
struct InsightLimitTests {
    @Test("a limit that came after the run keeps titles from the insights and from what speaks for others")
    func limit() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.describe("Inception") { $0.contentRating = "R" }
            try await house.describe("Silent") { $0.contentRating = "R" }
            try await house.describe("Amélie") { $0.contentRating = "PG" }
            try await house.recommend(["Inception", "Space"], evidence: ["Silent", "Amélie"], to: house.anna)
            let base = "/api/recommendations/\(house.anna.id)"
            func get(_ path: String) async throws -> JSONValue {
                let scenario = Scenario(path, .get, base + path, as: .discovery("anna"))
                return try await house.surface.run(scenario.answers(200)).json
            }
            let picks = try await get("")["recommendations"]?.list ?? []
            let candidate = try #require(picks.first { $0["movie_id"] == .text(house.id("Space")) }?["id"]?.text)
            let (above, below) = (house.id("Inception"), house.id("Space"))
            #expect(try await get("/movie/\(above)/insights")["isRecommended"] == .bool(true))
            #expect(try await get("/movie/\(below)/insights")["evidence"]?.list?.count == 2)

            let person = FollowedPerson(name: "Anna", parentalLimit: 12)
            try await house.stores.stores.identities.follow(person, as: house.anna.id, at: house.world.now)
            #expect(try await get("/movie/\(above)/insights")["isRecommended"] == .bool(false))
            for path in ["/movie/\(below)/insights", "/candidates/\(candidate)/evidence"] {
                let evidence = try await get(path)["evidence"]?.list ?? []
                #expect(evidence.compactMap { $0["similar_movie"]?["title"]?.text } == ["Amélie"], "\(path)")
            }
        }
    }
}
