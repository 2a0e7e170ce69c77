import Domain
import HTTPTypes
import Storage
import SurfaceKit
import SurfaceKodi
import TestKit
import Testing

@Suite("Kodi: paths and methods")
struct RoutingTests {
    @Test("a browser that asks for a page is sent to the website; clients that take anything are not")
    func browsers() async throws {
        try await KodiHousehold.with { household in
            let root = Scenario("GET /", .get, "/").expecting("Vary", "Accept")
            for accept in ["text/html,application/xhtml+xml,*/*;q=0.8", "application/xml, Text/HTML"] {
                try await household.surface.run(
                    root.with("Accept", accept).answers(303).expecting("Location", "/home"))
            }
            for accept in ["*/*", "application/json"] {
                try await household.surface.run(
                    root.with("Accept", accept).answers(200).expecting(text: [#""success":true"#]))
            }
        }
    }

    @Test("an account of an identity provider is called what the provider calls it")
    func subjects() async throws {
        try await KodiHousehold.with { household in
            try await household.stores.stores.identities.bind(
                issuer: "https://id.example/", subject: "auth0|5f7c8ec7", to: household.people.member.id, at: .test(0))
            let bound = try await household.surface.run(
                Scenario("bound", .get, "/v1/auth/whoami", as: .member).answers(200))
            #expect(try bound.json["user_id"]?.text == "auth0|5f7c8ec7")
            let local = try await household.surface.run(
                Scenario("local", .get, "/v1/auth/whoami", as: .guest).answers(200))
            #expect(try local.json["user_id"]?.text == "local|\(household.people.guest.id)")
        }
    }

    @Test(
        "the connectivity check answers with and without a key", arguments: [TestCaller.nobody, .member, .key("bad")])
    func connectivity(_ caller: TestCaller) async throws {
        try await KodiHousehold.run(
            Scenario("GET /", .get, "/", as: caller).answers(200).expecting(text: [#""success":true"#]))
    }

    @Test(
        "doubled slashes and one at the end are ignored",
        arguments: [
            "/kodi/test/", "//kodi/test", "/kodi//test", "//kodi//test//", "/kodi/test/?x=1", "//v1/auth/whoami",
        ])
    func slashes(_ path: String) async throws {
        try await KodiHousehold.run(Scenario(path, .get, path, as: .member).answers(200))
    }

    @Test(
        "a search through doubled slashes lists results in errors too",
        arguments: [
            "/kodi/search/movies/", "//kodi/search//movies",
        ])
    func slashesInErrors(_ path: String) async throws {
        try await KodiHousehold.run(
            Scenario(path, .post, path, as: .member, json: "{}").failsListing(400, "Search query required"))
    }

    @Test(
        "unknown paths under the surface's prefixes are 404 in its envelope",
        arguments: [
            "/kodi", "/kodi/none", "/kodi/test/more", "/library/none", "/users/me/none", "/v1/none", "/v1",
            "/pairing-code", "/similar_to/more", "/KODI/test", "/kodi%2Ftest", "/library/hash/..", "/v1/auth/whoami%00",
        ])
    func unknownPaths(_ path: String) async throws {
        try await KodiHousehold.run(Scenario(path, .get, path, as: .member).fails(404, "Not found"))
    }

    private static let allowed = Dictionary(grouping: KodiSurface.endpoints.map(\.route), by: \.path).mapValues {
        routes in
        let methods = routes.map(\.method.rawValue)
        return Set(methods + (methods.contains("GET") ? ["HEAD"] : [])).sorted()
    }

    private static let wrongMethods: [Scenario] = allowed.sorted { $0.key < $1.key }.flatMap { path, methods in
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]
            .filter { !methods.contains($0) }
            .compactMap { HTTPRequest.Method($0) }
            .map { method in
                Scenario("\(method) \(path)", method, path, as: .member).answers(405)
                    .expecting("Allow", methods.joined(separator: ", "))
            }
    }

    @Test("another method is 405 and told which ones there are", arguments: wrongMethods)
    func methods(_ scenario: Scenario) async throws {
        let answer = scenario.request.method == .head ? scenario : scenario.expecting(text: ["Method not allowed"])
        try await KodiHousehold.run(answer)
    }

    @Test(
        "every GET has a HEAD with its status and headers and no body",
        arguments: [
            ("/", TestCaller.nobody, 200), ("/kodi/test", .member, 200), ("/v1/auth/whoami", .member, 200),
            ("/v1/library/search?q=space&only_owned=true", .member, 200), ("/kodi/test", .nobody, 401),
            ("/v1/library/search", .member, 400), ("/kodi/none", .member, 404), ("/similar_to", .nobody, 405),
        ])
    func head(_ path: String, _ caller: TestCaller, _ status: Int) async throws {
        try await KodiHousehold.with { household in
            let get = try await household.surface.send(TestRequest(.get, path, as: caller))
            let head = try await household.surface.send(TestRequest(.head, path, as: caller))
            #expect(get.status == status && head.status == status)
            #expect(head.text.isEmpty && !get.text.isEmpty)
            for name in ["Content-Type", "Content-Length", "WWW-Authenticate", "Allow"] {
                #expect(head.header(name) == get.header(name))
            }
        }
    }

    @Test("every route of the table says who may call it, and nothing outside its prefixes is claimed")
    func table() {
        let open = KodiSurface.endpoints.filter { $0.route.access == .open }.map(\.route.path)
        #expect(
            Set(open) == [
                "/", "/openapi.json", "/kodi/addon.zip", "/kodi/repository.zip", "/kodi/repository/**",
                "/pairing-code/exchange", "/otp/exchange", "/v1/auth/otp", "/similar_to",
            ])
        let prefixes = KodiSurface.area.prefixes
        for route in KodiSurface.area.routes where route.path != "/" {
            #expect(prefixes.contains { route.path.hasPrefix("/" + $0) }, "\(route.path)")
        }
        // A refused write would lose films: a client that reads of a limit leaves the chunk out.
        let unlimited = KodiSurface.endpoints.filter { $0.route.access == .key && $0.rate == nil }.map(\.route.path)
        #expect(
            Set(unlimited) == [
                "/library/batch/start", "/library/batch/:upload_id/chunk", "/library/batch/:upload_id/commit",
                "/kodi/movies/clear", "/v1/library/add", "/v1/library/remove",
            ])
    }
}
