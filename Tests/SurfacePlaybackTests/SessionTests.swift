import Accounts
import Basics
import Domain
import HTTPTypes
import Storage
import SurfacePlayback
import TestKit
import Testing

/// Signing in and out, cookies and tokens.
@Suite struct SessionTests {
    private static let login = "username=anna@example.com&password=a+good+password"

    @Test func signingInGivesACookieAndAToken() async throws {
        try await PlaybackHousehold.with { house in
            let scenario = Scenario("login", .post, "/api/login").with(form: Self.login + "&app_version_name=1.4")
                .with("X-Client-Platform", "android")
            let answer = try await house.surface.run(scenario)
            #expect(try answer.json["status"]?.text == "success")
            #expect(try answer.json["user"]?["username"]?.text == "Anna")
            #expect(try answer.json["user"]?["role"]?.text == "user")
            #expect(try answer.json["csrf_token"]?.text?.isEmpty == false)
            #expect(try answer.json["account_expiry"] == nil)
            let cookie = answer.header("Set-Cookie") ?? ""
            #expect(cookie.hasPrefix("PHPSESSID="))
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"))
            #expect(answer.header("X-Frame-Options") == "DENY")
            #expect(answer.header("Cache-Control") == "no-store, no-cache, must-revalidate, max-age=0")
            #expect(!answer.text.contains("hash") && !answer.text.contains("password"))
        }
    }

    @Test(arguments: ["ANNA@example.com ", "anna", " Anna"])
    func namesAndAddressesInAnyCaseWillDo(_ name: String) async throws {
        try await PlaybackHousehold.run(
            Scenario("login", .post, "/vod/api/login/")
                .with(form: "username=\(name.replacing(" ", with: "+"))&password=a+good+password").answers(200))
    }

    @Test func otherFormsOfTheBodyWillDo() async throws {
        try await PlaybackHousehold.run(
            Scenario(
                "json", .post, "/api/login", json: #"{"username":"anna","password":"a good password"}"#
            ).answers(200))
        let parts =
            "--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nanna\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\na good password\r\n--x--\r\n"
        try await PlaybackHousehold.run(
            Scenario("parts", .post, "/api/login").with(body: Array(parts.utf8))
                .with("Content-Type", "multipart/form-data; boundary=x").answers(200))
        try await PlaybackHousehold.run(
            Scenario("xml", .post, "/api/login").with(body: Array("<a/>".utf8)).with("Content-Type", "text/xml")
                .answers(415).expecting(text: ["unsupported_media_type"]))
    }

    @Test(arguments: [
        ("username=anna", 400, "invalid_request"), ("password=x", 400, "invalid_request"), ("", 400, "invalid_request"),
        ("username=anna&password=wrong", 401, "invalid_credentials"),
        ("username=nobody&password=a+good+password", 401, "invalid_credentials"),
    ])
    func badSignInsAreRefused(_ form: String, _ status: Int, _ code: String) async throws {
        try await PlaybackHousehold.run(
            Scenario("login", .post, "/api/login").with(form: form).answers(status).expecting(text: [code]))
    }

    @Test func aPasswordInTheAddressIsNone() async throws {
        try await PlaybackHousehold.run(
            Scenario("login", .post, "/api/login?username=anna&password=a+good+password").answers(400))
    }

    @Test func foreignPagesSignNobodyIn() async throws {
        try await PlaybackHousehold.run(
            Scenario("login", .post, "/api/login").with(form: Self.login).with("Origin", "https://evil.example")
                .answers(403).expecting(text: ["csrf_failed"]))
        try await PlaybackHousehold.run(
            Scenario("login", .post, "/api/login").with(form: Self.login).with("Origin", "http://films.example:5020")
                .answers(200))
    }

    @Test func fiveWrongPasswordsOfOneAddressAreEnough() async throws {
        try await PlaybackHousehold.with { house in
            for _ in 0..<5 {
                try await house.surface.run(
                    Scenario("wrong", .post, "/api/login").with(form: "username=anna&password=no").answers(401))
            }
            let refused = try await house.surface.run(
                Scenario("right", .post, "/api/login").with(form: Self.login.replacing("@example.com", with: ""))
                    .answers(429))
            #expect(try refused.json["code"]?.text == "rate_limited")
            #expect(refused.header("Retry-After") != nil)
            // Somebody else behind the same address is not locked out.
            try await house.surface.run(
                Scenario("ben", .post, "/api/login").with(form: "username=ben&password=a+good+password").answers(200))
            house.world.advance(seconds: 901)
            try await house.surface.run(
                Scenario("later", .post, "/api/login").with(form: "username=anna&password=a+good+password").answers(200)
            )
        }
    }

    @Test func anAccountThatIsOverSaysSo() async throws {
        try await PlaybackHousehold.with { house in
            try await house.accounts.setExpiry(house.world.now.adding(seconds: 60), of: house.anna.id)
            let before = try await house.surface.run(Scenario("in", .post, "/api/login").with(form: Self.login))
            #expect(try before.json["account_expiry"]?.text?.hasPrefix("2023-11-14 ") == true)
            house.world.advance(seconds: 61)
            try await house.surface.run(
                Scenario("over", .post, "/api/login").with(form: Self.login).answers(401)
                    .expecting(text: ["account_expired"]))
            try await house.surface.run(
                Scenario("session", .get, "/api/session", as: .app("anna")).answers(401)
                    .expecting(text: ["unauthenticated"]))
        }
    }

    @Test func theSessionIsTold() async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.surface.run(
                Scenario("session", .get, "/api/session", as: .app("anna"))
                    .with("X-App-Version-Name", "1.5"))
            #expect(try answer.json["user"]?["id"]?.int == Int(house.anna.id.rawValue))
            #expect(try answer.json["active_profile"]?["name"]?.text == "Anna")
            #expect(try answer.json["csrf_token"]?.text == house.surface.secret("token of anna"))
            #expect(try answer.json["client_platform"]?.text == "android")
            #expect(try answer.json["login_time"]?.int == 1_700_000_000)
            let again = try await house.surface.run(Scenario("session", .get, "/vod/api/session", as: .app("anna")))
            #expect(try again.json["app_version_name"]?.text == "1.5")
        }
    }

    @Test func signingOutEndsThisSessionAlone() async throws {
        try await PlaybackHousehold.with { house in
            let other = try await house.signIn(house.anna)
            let answer = try await house.surface.run(Scenario("out", .post, "/api/logout", as: .app("anna")))
            #expect(answer.header("Set-Cookie")?.contains("Max-Age=0") == true)
            try await house.surface.run(Scenario("gone", .get, "/api/session", as: .app("anna")).answers(401))
            try await house.surface.run(
                Scenario("other", .get, "/api/session").with("Cookie", "PHPSESSID=\(other.cookie)").answers(200))
        }
    }

    @Test func sessionsEndUnused() async throws {
        try await PlaybackHousehold.with { house in
            house.world.advance(seconds: 2 * 86_400)
            let renewed = try await house.surface.run(Scenario("used", .get, "/api/session", as: .app("anna")))
            #expect(renewed.header("Set-Cookie")?.hasPrefix("PHPSESSID=") == true)
            let quiet = try await house.surface.run(Scenario("again", .get, "/api/session", as: .app("anna")))
            #expect(quiet.header("Set-Cookie") == nil)
            house.world.advance(seconds: 31 * 86_400)
            try await house.surface.run(Scenario("late", .get, "/api/session", as: .app("anna")).answers(401))
        }
    }

    @Test func otherCredentialsOpenNothing() async throws {
        try await PlaybackHousehold.with { house in
            for cookie in ["", "PHPSESSID=", "PHPSESSID=abc", "kinothek_session=\(house.surface.secret("app anna"))"] {
                try await house.surface.run(
                    Scenario("session", .get, "/api/session").with("Cookie", cookie).answers(401)
                        .expecting(text: ["unauthenticated"]))
            }
        }
    }

    @Test func changesWantTheSessionsToken() async throws {
        try await PlaybackHousehold.with { house in
            let select = Scenario("select", .post, "/api/watch_list_add", as: .app("anna"))
                .with(form: "video_id=\(house.id("Big Buck Bunny"))")
            try await house.surface.run(select.answers(200))
            try await house.surface.run(
                select.withoutToken().answers(403).expecting(text: ["csrf_failed"]))
            try await house.surface.run(
                select.withoutToken().with("X-CSRF-Token", house.surface.secret("token of ben")).answers(403))
            try await house.surface.run(
                select.withoutToken().with("Origin", "http://films.example:5020").answers(200))
            try await house.surface.run(
                select.withoutToken().with("Referer", "http://films.example:5020/page").answers(200))
            try await house.surface.run(
                select.with("Origin", "http://films.example:5020").withoutToken().with("X-CSRF-Token", "x").answers(403)
            )
            try await house.surface.run(
                select.withoutToken().with("Origin", "https://evil.example").answers(403))
        }
    }

    @Test func looksOfTheOldAppOpenNothingUnlessTold() async throws {
        @Sendable func legacy(_ action: String, _ form: String) -> Scenario {
            Scenario("legacy", .post, "/api/\(action)", as: .app("anna")).with(form: form).withoutToken()
                .with("User-Agent", "okhttp/4.9.0").with("X-Client-Platform", "android")
        }
        try await PlaybackHousehold.with { house in
            try await house.surface.run(
                legacy("watch_list_remove", "video_id=\(house.id("Big Buck Bunny"))").answers(403))
        }
        try await PlaybackHousehold.with(PlaybackHousehold.Settings { $0.surface.allowsLegacyApps = true }) { house in
            let id = house.id("Big Buck Bunny")
            try await house.surface.run(legacy("watch_list_add", "video_id=\(id)").answers(200))
            try await house.surface.run(legacy("logout", "").answers(403))
            try await house.surface.run(legacy("verify_pin", "profile_id=1&pin=1234").answers(403))
            try await house.surface.run(legacy("profiles_select", "profile_id=1&pin=++++").answers(403))
            try await house.surface.run(
                legacy("watch_list_add", "video_id=\(id)").with("X-CSRF-Token", "x").answers(403))
            try await house.surface.run(
                legacy("watch_list_add", "video_id=\(id)").with("Referer", "https://evil.example/").answers(403))
            let told = try await house.surface.run(Scenario("told", .get, "/api/diagnostics", as: .app("admin")))
            #expect(try told.json["security"]?["legacy_uses_24h"]?.int == 1)
        }
    }

    @Test func wrongMethodsAndUnknownActions() async throws {
        try await PlaybackHousehold.run(
            Scenario("method", .get, "/api/login").answers(405).expecting("Allow", "POST"))
        try await PlaybackHousehold.run(
            Scenario("method", .post, "/api/session").answers(405).expecting("Allow", "GET, HEAD"))
        try await PlaybackHousehold.run(
            Scenario("unknown", .get, "/vod/api/nothing", as: .app("anna")).answers(404)
                .expecting(text: [#""code":"not_found""#]))
        try await PlaybackHousehold.run(Scenario("head", .head, "/api/session", as: .app("anna")).answers(200))
    }

    @Test func oneActionIsAskedTooOften() async throws {
        try await PlaybackHousehold.with(PlaybackHousehold.Settings { $0.surface.requestsPerMinute = 3 }) { house in
            for name in ["x", "y", "z"] {
                try await house.surface.run(Scenario("ok", .get, "/api/search?query=\(name)", as: .app("anna")))
            }
            let refused = try await house.surface.run(
                Scenario("too often", .get, "/vod/api/search?query=x", as: .app("anna")).answers(429))
            #expect(try refused.json["code"]?.text == "rate_limited")
            #expect(try refused.json["retry_after"]?.int == 60)
            #expect(refused.header("Retry-After") == "60")
            try await house.surface.run(
                Scenario("another action", .get, "/api/session", as: .app("anna")).answers(200))
            try await house.surface.run(
                Scenario("somebody else", .get, "/api/search?query=x", as: .app("ben")).answers(200))
        }
    }

    /// The apps have sessions; nothing else opens this surface, a good access token neither.
    @Test func otherSurfacesCredentialsOpenNothing() async throws {
        try await PlaybackHousehold.with { house in
            let all = house.stores.stores
            let tokens = AccessTokens(store: all.accounts, secrets: all.secrets, world: house.world.world)
            let token = try await tokens.issue(for: house.admin)
            let keys = APIKeys(store: all.accounts, world: house.world.world, tokens: tokens)
            let key = try await keys.make(label: "script", for: house.admin.id)
            for credential in ["Bearer " + token, "Bearer " + key, "ApiKey " + key] {
                try await house.surface.run(
                    Scenario(credential, .get, "/api/session").with("Authorization", credential).answers(401))
            }
            let owner = try await tokens.verify(token)
            #expect(owner?.id == house.admin.id, "it is good")
        }
    }
}
