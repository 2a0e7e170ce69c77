import HTTPTypes
import SurfaceKit
import TestKit
import Testing

@Suite("Discovery: ground rules of every route")
struct GroundRuleTests {
    private static func rate(_ house: DiscoveryHousehold, _ body: String) -> Scenario {
        Scenario(
            "rate", .post, "/api/ratings/movie/" + house.id("Inception"), as: .discovery("anna"), json: body)
    }

    @Test("a body that is too large is refused, an empty one is an empty object, and what nobody knows is ignored")
    func bodies() async throws {
        try await DiscoveryHousehold.with { house in
            let filling = String(repeating: "x", count: SurfaceKitLimits.bodyBytesMax)
            let large = try await house.surface.run(
                Self.rate(house, #"{"rating": 7, "more": "\#(filling)"}"#).answers(413))
            #expect(try large.json["error"]?.text?.isEmpty == false)
            try await house.surface.run(
                Self.rate(house, #"{"rating": 7, "more": [{"a": null}], "id": 5}"#).answers(200))
            let empty = Scenario("empty", .patch, "/api/settings/top-picks", as: .discovery("admin"))
                .with("Content-Type", "application/json")
            try await house.surface.run(empty.answers(200))
        }
    }

    @Test("a slash at the end changes nothing")
    func slashes() async throws {
        try await DiscoveryHousehold.with { house in
            for path in ["/api/movies", "/api/movies/genres", "/api/movies/" + house.id("Inception"), "/api/auth/me"] {
                let plain = try await house.surface.run(Scenario(path, .get, path, as: .discovery("anna")).answers(200))
                let slash = try await house.surface.run(
                    Scenario(path, .get, path + "/", as: .discovery("anna")).answers(200))
                #expect(slash.text == plain.text, "\(path)")
            }
        }
    }

    @Test("the number that a client gave its request comes back with every answer")
    func requestIDs() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let scenarios = [
                Scenario("good", .get, "/api/movies", as: .discovery("anna")).answers(200),
                Scenario("nobody", .get, "/api/movies").answers(401),
                Scenario("not allowed", .get, "/api/users", as: .discovery("anna")).answers(403),
                Scenario("unknown title", .get, "/api/movies/9", as: .discovery("anna")).answers(404),
                Scenario("unknown path", .get, "/api/movies/9/nothing", as: .discovery("anna")).answers(404),
            ]
            for scenario in scenarios {
                try await house.surface.run(
                    scenario.with("X-Request-Id", "req-7").expecting("X-Request-Id", "req-7"))
            }
        }
    }
}
