import Accounts
import Domain
import HTTPTypes
import SurfaceKit
import TestKit
import Testing

/// What somebody does who is signed in with a browser. `TestSurface` keeps the sessions and their tokens.
@Suite("Kodi: the signed-in person's devices")
struct AccountTests {
    private static func change(
        _ method: HTTPRequest.Method, _ path: String, as name: String = "member", json: String? = nil,
        _ surface: TestSurface
    ) -> Scenario {
        Scenario("\(method) \(path)", method, path, as: .signedIn(name), json: json)
            .with("X-CSRF-Token", surface.formToken(of: name))
    }

    /// Every route with a request that would succeed, apart from the token; key 1 is the member's.
    private static let routes: [Scenario] = [
        Scenario("session", .get, "/users/me/session"), Scenario("keys", .get, "/users/me/keys"),
        Scenario("code", .post, "/users/me/pairing-codes"),
        Scenario("label", .patch, "/users/me/keys/1", json: #"{"label": "Attic"}"#),
        Scenario("revoke", .delete, "/users/me/keys/1"),
    ]

    @Test("a session tells who is signed in, the token for changes and its end")
    func session() async throws {
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(
                Scenario("session", .get, "/users/me/session", as: .signedIn("admin")).answers(
                    200,
                    json: """
                        {"success": true, "user": {"email": "admin@example.com", "name": "admin", "role": "admin"},
                         "csrf_token": "\(household.surface.formToken(of: "admin"))",
                         "expires_at": "2023-11-28T22:13:20Z", "ends_at": "2024-02-12T22:13:20Z"}
                        """
                ).expecting("Cache-Control", "no-store"))
            #expect(answer.header("Set-Cookie") == nil)
        }
    }

    @Test("the code of an answer pairs a device, once; its key is listed then, with its last use")
    func pairing() async throws {
        try await KodiHousehold.with { household in
            household.world.prepare([0, 1, 2, 3, 4, 5, 6, 7])
            try await household.surface.run(
                Self.change(.post, "/users/me/pairing-codes", household.surface).answers(
                    200,
                    json: """
                        {"success": true, "pairing_code": "01234567", "expires_at": "2023-11-14T22:23:20Z",
                         "expires_in": 600}
                        """
                ).expecting("Cache-Control", "no-store"))
            let pair = Scenario("pair", .post, "/pairing-code/exchange", json: #"{"pairing_code": "01234567"}"#)
                .with("User-Agent", "Kodi/21")
            let key = try await household.surface.run(pair.answers(200)).json["api_key"]?.text ?? ""
            try await household.surface.run(pair.fails(400, "Pairing code has expired or been used"))
            household.world.advance(seconds: 3600)
            try await household.surface.run(Scenario("use", .get, "/kodi/test", as: .key(key)).answers(200))
            let keys = try await household.surface.run(
                Scenario("keys", .get, "/users/me/keys", as: .signedIn("member")).answers(200)
            ).json["keys"]?.list
            #expect(keys?.count == 2)
            #expect(
                try keys?.first
                    == JSONValue(
                        parsing: """
                            {"id": 4, "label": "Kodi/21", "created_at": "2023-11-14T22:13:20Z",
                             "last_used_at": "2023-11-14T23:13:20Z", "revoked_at": null}
                            """))
        }
    }

    @Test("a key gets another label, and is ended for good; ending it again changes nothing")
    func changing() async throws {
        try await KodiHousehold.with { household in
            let surface = household.surface
            try await surface.run(
                Self.change(.patch, "/users/me/keys/1", json: #"{"label": " Living room "}"#, surface).answers(
                    200,
                    json: """
                        {"success": true, "key": {"id": 1, "label": "Living room", "revoked_at": null,
                         "created_at": "2023-11-14T22:13:20Z", "last_used_at": null}}
                        """))
            let member = Scenario("member", .get, "/kodi/test", as: .member)
            try await surface.run(member.answers(200))
            household.world.advance(seconds: 1)
            let ended = try await surface.run(Self.change(.delete, "/users/me/keys/1", surface).answers(200)).json
            #expect(ended["key"]?["revoked_at"] == .text("2023-11-14T22:13:21Z"))
            try await surface.run(member.fails(401, "Invalid or missing API key"))
            household.world.advance(seconds: 60)
            let again = try await surface.run(Self.change(.delete, "/users/me/keys/1", surface).answers(200)).json
            #expect(again == ended)
        }
    }

    @Test(
        "without a session nobody gets in: not with a key, not with another's cookie, not when disabled",
        arguments: routes)
    func signedOut(_ route: Scenario) async throws {
        try await KodiHousehold.with { household in
            try await household.accounts.setActive(false, of: household.people.guest.id)
            for caller in [TestCaller.nobody, .member, .admin, .signedIn("nobody"), .signedIn("guest")] {
                var scenario = route.with("X-CSRF-Token", household.surface.formToken(of: "guest"))
                scenario.request.caller = caller
                try await household.surface.run(
                    scenario.fails(401, "Sign-in required").expecting("WWW-Authenticate", "Cookie"))
            }
            #expect(try await household.keys.list(of: household.people.member.id).map(\.label) == ["member"])
        }
    }

    @Test("a change needs the session's own token and this server's own origin", arguments: routes.dropFirst(2))
    func forged(_ route: Scenario) async throws {
        try await KodiHousehold.with { household in
            var plain = route
            plain.request.caller = .signedIn("member")
            let own = household.surface.formToken(of: "member")
            let refused = [
                plain, plain.with("X-CSRF-Token", ""),
                plain.with("X-CSRF-Token", household.surface.formToken(of: "guest")),
                plain.with("X-CSRF-Token", own).with("Origin", "https://evil.example"),
                plain.with("X-CSRF-Token", own).with("Origin", "null"),
            ]
            for scenario in refused {
                try await household.surface.run(scenario.fails(403, "The CSRF token or the origin is wrong"))
            }
            let key = try #require(try await household.keys.list(of: household.people.member.id).first)
            #expect(key.label == "member" && key.revokedAt == nil)
            let good = plain.with("X-CSRF-Token", own).with("Origin", "http://films.example:5020")
            try await household.surface.run(good.answers(200))
        }
    }

    @Test(
        "nobody changes what belongs to somebody else, or to nobody",
        arguments: ["2", "9999", "0", "-1", "x", "1.0", "99999999999", "%31x"])
    func foreign(_ id: String) async throws {
        try await KodiHousehold.with { household in
            let path = "/users/me/keys/\(id)"
            for (method, json) in [(HTTPRequest.Method.patch, #"{"label": "Mine"}"#), (.delete, nil)] {
                try await household.surface.run(
                    Self.change(method, path, json: json, household.surface).fails(404, "API key not found"))
            }
            let key = try #require(try await household.keys.list(of: household.people.guest.id).first)
            #expect(key.label == "guest" && key.revokedAt == nil)
        }
    }

    @Test(
        "a label is text of 1 to 100 characters",
        arguments: [
            ("", "JSON data required"), ("[]", "JSON data required"), ("{", "JSON data required"),
            ("{}", "label must be text that is not blank"),
            (#"{"label": null}"#, "label must be text that is not blank"),
            (#"{"label": 5}"#, "label must be text that is not blank"),
            (#"{"label": " \t"}"#, "label must be text that is not blank"),
            (
                #"{"label": "\#(String(repeating: "x", count: 101))"}"#,
                "A label can have at most 100 characters"
            ),
        ])
    func labels(_ body: String, _ error: String) async throws {
        try await KodiHousehold.with { household in
            try await household.surface.run(
                Self.change(.patch, "/users/me/keys/1", json: body, household.surface).fails(400, error))
            let most = String(repeating: "é", count: 100)
            let answer = try await household.surface.run(
                Self.change(.patch, "/users/me/keys/1", json: #"{"label": "\#(most)"}"#, household.surface)
                    .answers(200))
            #expect(try answer.json["key"]?["label"] == .text(most))
        }
    }

    @Test("all of them share a budget of the person, whichever way they come", arguments: routes)
    func rates(_ route: Scenario) async throws {
        let tight = KodiHousehold.Settings { $0.rates = RateLimits(search: 1, detail: 1, test: 1) }
        try await KodiHousehold.with(tight) { household in
            var scenario = route.with("X-CSRF-Token", household.surface.formToken(of: "member"))
            scenario.request.caller = .signedIn("member")
            try await household.surface.run(
                Scenario("first", .get, "/users/me/session", as: .signedIn("member")).answers(200))
            try await household.surface.run(
                scenario.answers(
                    429, json: #"{"success": false, "error": "Rate limit exceeded", "error_code": "RATE_LIMITED"}"#
                ).expecting("Retry-After", "60"))
            try await household.surface.run(Scenario("key", .get, "/v1/auth/whoami", as: .member).answers(200))
        }
    }

    @Test("no answer holds a secret")
    func secrets() async throws {
        try await KodiHousehold.with { household in
            let secret = try #require(household.people.secrets["member"])
            for path in ["/users/me/session", "/users/me/keys"] {
                try await household.surface.run(
                    Scenario(path, .get, path, as: .signedIn("member")).answers(200)
                        .expecting(noText: [secret, String(secret.prefix(16)), "digest"]))
            }
        }
    }
}
