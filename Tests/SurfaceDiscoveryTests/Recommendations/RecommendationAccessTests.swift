import Domain
import HTTPTypes
import SurfaceDiscovery
import SurfaceKit
import TestKit
import Testing

@Suite("Discovery: who may see whose recommendations and taste")
struct RecommendationAccessTests {
    /// The routes that name a person, with something in the place of everything else.
    private static let personal: [Route] = DiscoverySurface.area.routes.filter { route in
        route.path.hasPrefix("/api/recommendations/:userId") || route.path.contains("taste")
    }

    private static func path(_ route: Route, of person: String) -> String {
        var path = route.path.replacing(":userId", with: person).replacing("/users/:id", with: "/users/\(person)")
        for name in [":movieId", ":seriesId", ":candidateId", ":omissionId"] {
            path = path.replacing(name, with: "999999")
        }
        return path
    }

    @Test("nobody without signing in, people their own, administrators all")
    func access() async throws {
        try await DiscoveryHousehold.with { house in
            #expect(Self.personal.count == 19)
            for route in Self.personal {
                let body: String? = route.method == .get || route.method == .delete ? nil : "{}"
                func ask(_ person: String, _ caller: TestCaller, _ status: Int, json: String) async throws {
                    let path = Self.path(route, of: person)
                    try await house.surface.run(
                        Scenario("\(route.method) \(path)", route.method, path, as: caller, json: body)
                            .answers(status, json: json))
                }
                let ben = house.ben.id.description
                try await ask(ben, .nobody, 401, json: #"{"error": "Unauthorized"}"#)
                for id in [ben, "999999", "x", "-1", "99999999999"] {
                    try await ask(id, .discovery("anna"), 403, json: #"{"error": "Forbidden"}"#)
                }
                guard !Self.readsBody.contains(route.path) else { continue }
                for id in ["999999", "x", "-1"] {
                    try await ask(id, .discovery("admin"), 404, json: #"{"error": "User not found"}"#)
                }
            }
        }
    }

    /// Here an empty object is refused before it is asked who is meant.
    private static let readsBody: Set<String> = [
        "/api/recommendations/:userId/preferences", "/api/users/:id/taste-omissions",
        "/api/users/:id/taste-omissions/preview",
    ]

    @Test("an administrator reads what others are recommended and what they like")
    func administrators() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.recommend(["Inception"], to: house.ben)
            let id = house.ben.id.description
            for path in [
                "/api/recommendations/\(id)", "/api/recommendations/\(id)/history",
                "/api/recommendations/\(id)/preferences", "/api/users/\(id)/taste-profile",
                "/api/users/\(id)/series-taste-profile", "/api/users/\(id)/taste-omissions",
                "/api/recommendations/\(id)/movie/\(house.id("Inception"))/insights",
            ] {
                try await house.surface.run(
                    Scenario(path, .get, path, as: .discovery("admin")).answers(200))
            }
        }
    }

    @Test("a change from another website is refused")
    func foreign() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for path in [
                "/api/recommendations/\(house.anna.id)/regenerate", "/api/users/\(house.anna.id)/taste-omissions",
                "/api/users/\(house.anna.id)/taste-profile/regenerate", "/api/recommendations/together",
            ] {
                try await house.surface.run(
                    Scenario(path, .post, path, as: .discovery("anna"), json: "{}")
                        .with("Origin", "https://elsewhere.example").answers(403))
            }
        }
    }

    @Test("what is not there is 404 in the form of this surface")
    func unknown() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for path in ["/api/recommendations", "/api/top-picks", "/api/recommendations/1/nonsense"] {
                try await house.surface.run(
                    Scenario(path, .get, path, as: .discovery("anna"))
                        .answers(404, json: #"{"error": "Not Found"}"#))
            }
        }
    }
}
