import Hummingbird
import Testing

@testable import SurfaceKit

@Suite("Routes and areas")
struct RouteTests {
    @Test(
        "a route takes its own paths",
        arguments: [
            ("/a/b", "/a/b", true), ("/a/b", "/a/b/", true), ("/a/b", "//a//b//", true), ("/a/b", "/a", false),
            ("/a/b", "/a/b/c", false), ("/a/b", "/a/B", false), ("/a/:id", "/a/7", true), ("/a/:id", "/a", false),
            ("/a/:id", "/a/7/8", false), ("/a/:id/c", "/a/7/c", true), ("/a/:id/c", "/a//c", false), ("/", "/", true),
            ("/", "", true), ("/", "/a", false),
        ])
    func matches(_ path: String, _ request: String, _ isTaken: Bool) {
        #expect(Route(method: .get, path: path, access: .open).matches(request) == isTaken)
    }

    private struct NoEnvelope: ErrorEnvelope {
        func response(to error: any Error, at path: String, requestID: String) -> Response { Response(status: .ok) }
    }

    @Test(
        "an area is whole segments",
        arguments: [
            ("/kodi", true), ("/kodi/", true), ("//kodi//test", true), ("/kodi/a/b/c", true), ("/kodiak", false),
            ("/", false), ("/a/kodi", false), ("/users/me", true), ("/users/me/x", true), ("/users", false),
            ("/users/you", false),
        ])
    func contains(_ path: String, _ isInside: Bool) {
        let area = SurfaceArea(prefixes: ["kodi", "users/me"], routes: [], envelope: NoEnvelope())
        #expect(area.contains(path) == isInside)
    }
}
