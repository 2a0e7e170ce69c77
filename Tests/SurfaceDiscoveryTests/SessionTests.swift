import Accounts
import Domain
import HTTPTypes
import Storage
import SurfaceDiscovery
import SurfaceKit
import TestKit
import Testing

@Suite("Discovery: signing in")
struct SessionTests {
    private static func login(_ name: String, _ password: String) -> Scenario {
        Scenario(name, .post, "/api/auth/login", json: #"{"username": "\#(name)", "password": "\#(password)"}"#)
    }

    @Test(
        "by name or e-mail address, in any case", arguments: ["Anna", "anna", "anna@example.com", "ANNA@Example.com"])
    func signsIn(_ name: String) async throws {
        try await DiscoveryHousehold.with { house in
            let answer = try await house.surface.run(Self.login(name, DiscoveryHousehold.password).answers(200))
            let user = try #require(try answer.json["user"])
            #expect(
                try user
                    == JSONValue(
                        parsing: """
                            {"id": "\(house.anna.id)", "username": "Anna", "displayName": null, "provider": "local",
                            "providerUserId": null, "isAdmin": false, "isEnabled": true,
                            "canManageWatchHistory": true, "avatarUrl": null}
                            """))
            let cookie = try #require(answer.header("Set-Cookie"))
            for part in ["aperture_session=", "Max-Age=2592000", "Path=/", "HttpOnly", "SameSite=Lax"] {
                #expect(cookie.contains(part), "\(cookie)")
            }
            #expect(!cookie.contains("Secure"))
            let token = try #require(cookie.split(separator: ";").first?.split(separator: "=").last)
            var me = Scenario("me", .get, "/api/auth/me").with("Cookie", "aperture_session=\(token)")
            me.request.caller = .nobody
            #expect(try await house.surface.run(me.answers(200)).json["user"] == user)
        }
    }

    @Test("over https the cookie never travels without, neither when it is set nor when it is taken back")
    func secureCookie() async throws {
        try await DiscoveryHousehold.with(hasTitles: false, publicURL: "https://films.example") { house in
            let answer = try await house.surface.run(Self.login("Anna", DiscoveryHousehold.password).answers(200))
            #expect(answer.header("Set-Cookie")?.contains("; Secure") == true)
            let out = Scenario("out", .post, "/api/auth/logout", as: .discovery("anna"))
            let gone = try await house.surface.run(out.answers(200))
            #expect(gone.header("Set-Cookie")?.contains("; Secure") == true)
        }
    }

    @Test(
        "what is missing or wrong is told",
        arguments: [
            (#"{"username": "Anna"}"#, 400), (#"{"password": "a good password"}"#, 400), ("{}", 400), ("[]", 400),
            ("nonsense", 400), (#"{"username": 1, "password": "x"}"#, 400),
            (#"{"username": " ", "password": "x"}"#, 400),
            (#"{"username": "Anna", "password": "wrong"}"#, 401), (#"{"username": "Nobody", "password": "x"}"#, 401),
        ])
    func refuses(_ body: String, _ status: Int) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let answer = try await house.surface.run(
                Scenario(body, .post, "/api/auth/login", json: body).answers(status))
            #expect(try answer.json["error"]?.text?.isEmpty == false)
            #expect(answer.header("Set-Cookie") == nil)
        }
    }

    @Test("somebody who guesses has to wait, even with the right password")
    func guessing() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for _ in 0..<AccountsLimits.wrongPasswordsOfPair {
                try await house.surface.run(Self.login("Anna", "wrong").answers(401))
            }
            let answer = try await house.surface.run(Self.login("Anna", DiscoveryHousehold.password).answers(429))
            #expect(answer.header("Retry-After") != nil)
        }
    }

    @Test("signing out ends the session at once, and may be repeated")
    func signsOut() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let out = Scenario("out", .post, "/api/auth/logout", as: .discovery("anna"))
            let answer = try await house.surface.run(out.answers(200, json: #"{"success": true}"#))
            #expect(answer.header("Set-Cookie")?.contains("Max-Age=0") == true)
            try await house.surface.run(
                Scenario("me", .get, "/api/auth/me", as: .discovery("anna"))
                    .answers(401, json: #"{"error": "Unauthorized"}"#))
            try await house.surface.run(out.answers(200))
        }
    }

    @Test("every other route wants somebody", arguments: DiscoverySurface.endpoints.map(\.route.path))
    func closed(_ path: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let filled = path.split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }.joined(separator: "/")
            for endpoint in DiscoverySurface.endpoints
            where endpoint.route.path == path && endpoint.route.access != .open {
                try await house.surface.run(
                    Scenario(path, endpoint.route.method, "/" + filled)
                        .answers(401, json: #"{"error": "Unauthorized"}"#))
            }
        }
    }

    @Test("a key of the household works instead of a session, in either header")
    func keys() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let me = Scenario("me", .get, "/api/auth/me").answers(200)
            try await house.surface.run(me.with("X-API-Key", house.surface.secret("ben")))
            try await house.surface.run(me.with("Authorization", "ApiKey " + house.surface.secret("ben")))
            try await house.surface.run(
                Scenario("me", .get, "/api/auth/me").with("X-API-Key", "no key").answers(401))
        }
    }

    @Test("an access token works instead of a key until its account is signed out everywhere")
    func tokens() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let (all, clock) = (house.stores.stores, house.world.world)
            let tokens = AccessTokens(store: all.accounts, secrets: all.secrets, world: clock)
            let token = try await tokens.issue(for: house.ben)
            let me = Scenario("me", .get, "/api/auth/me").with("Authorization", "Bearer " + token)
            let answer = try await house.surface.run(me.answers(200))
            #expect(try answer.json["user"]?["username"]?.text == "Ben")
            let users = Scenario("users", .get, "/api/users").with("Authorization", "Bearer " + token)
            try await house.surface.run(users.answers(403))
            try await Sessions(store: all.sessions, world: clock).endAll(of: house.ben.id)
            try await house.surface.run(me.answers(401, json: #"{"error": "Unauthorized"}"#))
        }
    }

    @Test("what another website sends in a person's name is refused")
    func foreignOrigins() async throws {
        try await DiscoveryHousehold.with { house in
            let id = house.id("Inception")
            let rate = Scenario(
                "rate", .post, "/api/ratings/movie/\(id)", as: .discovery("anna"), json: #"{"rating": 7}"#)
            for origin in ["https://evil.example", "null", "http://films.example:5021"] {
                try await house.surface.run(rate.with("Origin", origin).answers(403))
            }
            try await house.surface.run(rate.with("Origin", "http://films.example:5020").answers(200))
        }
    }

    @Test("what does not exist is told in the surface's words")
    func unknown() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Scenario("unknown", .get, "/api/movies/1/nothing", as: .discovery("anna"))
                    .answers(404, json: #"{"error": "Not Found"}"#))
            try await house.surface.run(
                Scenario("method", .put, "/api/movies", as: .discovery("anna")).answers(405))
        }
    }
}
