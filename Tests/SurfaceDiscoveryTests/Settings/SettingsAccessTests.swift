import Domain
import HTTPTypes
import SurfaceDiscovery
import SurfaceKit
import TestKit
import Testing

@Suite("Discovery: who may see and change settings")
struct SettingsAccessTests {
    private static var routes: [Route] {
        DiscoverySurface.area.routes.filter { $0.path.hasPrefix("/api/settings/") }
    }

    private static let own: Set<String> = [
        "/api/settings/media-server", "/api/settings/user", "/api/settings/user/dislike-behavior",
        "/api/settings/user/ai-explanation",
    ]

    @Test("nobody without signing in, people their own, administrators all")
    func access() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for route in Self.routes {
                let path = route.path.replacing(":id", with: house.ben.id.description)
                let body: String? = route.method == .get ? nil : "{}"
                func ask(_ caller: TestCaller, _ status: Int, json: String) async throws {
                    try await house.surface.run(
                        Scenario("\(route.method) \(path)", route.method, path, as: caller, json: body)
                            .answers(status, json: json))
                }
                try await ask(.nobody, 401, json: #"{"error": "Unauthorized"}"#)
                guard !Self.own.contains(route.path) else { continue }
                try await ask(.discovery("anna"), 403, json: #"{"error": "Forbidden"}"#)
            }
            #expect(Self.routes.count >= 33)
        }
    }

    @Test("bodies are objects; an empty one says nothing")
    func bodies() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for path in ["output-format", "recommendations/movies", "top-picks", "library-titles", "ai-explanation"] {
                for (body, status) in [("[]", 400), ("nonsense", 400), ("5", 400), ("{}", 200), ("", 200)] {
                    try await house.surface.run(
                        Scenario(
                            "\(path) \(body)", .patch, "/api/settings/" + path, as: .discovery("admin"), json: body
                        )
                        .answers(status))
                }
                try await house.surface.run(
                    Scenario("foreign", .patch, "/api/settings/" + path, as: .discovery("admin"), json: "{}")
                        .with("Origin", "https://elsewhere.example").answers(403))
            }
            try await house.surface.run(
                Scenario("unknown", .get, "/api/settings/nonsense", as: .discovery("admin"))
                    .answers(404, json: #"{"error": "Not Found"}"#))
        }
    }
}
