import Accounts
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Web: signing in")
struct SignInTests {
    private static func attempt(
        _ house: WebHousehold, _ email: String = "user@example.com", _ password: String = WebHousehold.password,
        next: String = "/devices"
    ) async throws -> TestAnswer {
        try await house.post("/signin", as: nil, [("email", email), ("password", password), ("next", next)])
    }

    @Test("the form carries on where the person wanted to go")
    func form() async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                Scenario("form", .get, "/signin?next=%2Fsearch%3Fq%3Dsea").answers(200)
                    .expecting("Referrer-Policy", "same-origin")
                    .expecting(
                        text: [
                            "<h1>Sign in</h1>", #"name="next" value="/search?q=sea""#,
                            #"autocomplete="current-password""#,
                        ], noText: [#"role="alert""#, "/signin/openid"]))
        }
    }

    @Test("the right password begins a session in a cookie that scripts cannot read")
    func right() async throws {
        try await WebHousehold.with { house in
            let answer = try await Self.attempt(house)
            #expect(answer.status == 303 && answer.header("Location") == "/devices")
            let cookie = try #require(answer.header("Set-Cookie"))
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"))
            let token = try #require(answer.cookie("kinothek_session"))
            #expect(try await house.sessions.verify(token)?.user.email == "user@example.com")
            let scenario = Scenario("home", .get, "/home").with("Cookie", "kinothek_session=\(token)")
            try await house.surface.run(scenario.answers(200))
        }
    }

    @Test(
        "over TLS the cookie never travels without",
        arguments: [
            ("https://films.example", nil), (nil, "https"),
        ] as [(String?, String?)])
    func secureCookie(_ publicURL: String?, _ scheme: String?) async throws {
        let settings = WebHousehold.Settings { settings in
            settings.publicURL = publicURL
            settings.kodi.surroundings.proxies = ["192.0.2.10"]
        }
        try await WebHousehold.with(settings) { house in
            var form = WebHousehold.form(
                "/signin", as: .nobody, [("email", "user@example.com"), ("password", WebHousehold.password)])
            if let scheme { form = form.with("X-Forwarded-Proto", scheme).with("X-Forwarded-For", "198.51.100.1") }
            let answer = try await house.surface.run(form.answers(303))
            #expect(answer.header("Set-Cookie")?.contains("Secure") == true)
        }
    }

    @Test(
        "a wrong password and an address that nobody has get the same answer",
        arguments: [
            ("user@example.com", "wrong horse"), ("nobody@example.com", WebHousehold.password),
            ("guest@example.com", ""),
            ("", ""), ("<script>", "battery staple"),
        ])
    func wrong(_ email: String, _ password: String) async throws {
        try await WebHousehold.with { house in
            let answer = try await Self.attempt(house, email, password)
            #expect(answer.status == 403 && answer.header("Set-Cookie") == nil)
            #expect(answer.text.contains(#"role="alert">This address and password do not belong together."#))
            #expect(!answer.text.contains("<script>"))
            #expect(password.isEmpty || !answer.text.contains(password))
            #expect(answer.text.contains(#"name="next" value="/devices""#))
        }
    }

    @Test("too many attempts are told when to come back, right ones included")
    func throttled() async throws {
        try await WebHousehold.with { house in
            for _ in 1...AccountsLimits.signInsOfAccount { _ = try await Self.attempt(house, "user@example.com", "no") }
            let answer = try await Self.attempt(house)
            #expect(answer.status == 429 && answer.header("Retry-After") == "900")
            #expect(answer.text.contains("Try again in 15 minutes."))
        }
    }

    @Test(
        "nobody is led to another website",
        arguments: [
            ("//evil.example", "/home"), ("/\\evil.example", "/home"), ("https://evil.example", "/home"),
            ("javascript:alert(1)", "/home"), ("", "/home"), ("/a b", "/home"), ("/x\r\nSet-Cookie: a=b", "/home"),
            ("/signout", "/home"), ("/signin?next=/x", "/home"), ("/search?q=a%20b&mine=1", "/search?q=a%20b&mine=1"),
        ])
    func next(_ next: String, _ location: String) async throws {
        try await WebHousehold.with { house in
            let answer = try await Self.attempt(house, next: next)
            #expect(answer.status == 303 && answer.header("Location") == location)
        }
    }

    @Test("a form of another website is refused")
    func foreign() async throws {
        try await WebHousehold.with { house in
            let form = WebHousehold.form(
                "/signin", as: .nobody, [("email", "user@example.com"), ("password", WebHousehold.password)])
            let answer = try await house.surface.run(form.with("Origin", "https://evil.example").answers(403))
            #expect(answer.header("Set-Cookie") == nil && answer.text.contains("Nothing was changed"))
        }
    }

    @Test("whoever is signed in already goes on, and signing in anew ends the old session")
    func again() async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                Scenario("form", .get, "/signin", as: .signedIn("member")).answers(303).expecting("Location", "/home"))
            let before = try await house.sessions.list(of: house.people.member.id)
            let form = WebHousehold.form(
                "/signin", as: .signedIn("member"),
                [("email", "user@example.com"), ("password", WebHousehold.password)])
            try await house.surface.run(form.answers(303))
            let after = try await house.sessions.list(of: house.people.member.id)
            #expect(after.count == 1 && after.map(\.id) != before.map(\.id))
        }
    }

    @Test("before the first account there is nobody to sign in")
    func notSetUp() async throws {
        try await SetupHouse.with { house in
            try await house.surface.run(
                Scenario("form", .get, "/signin").answers(200)
                    .expecting(text: ["not set up yet"], noText: ["<form", house.token]))
        }
    }

    @Test(
        "strangers are sent to sign in, and back where they wanted to go",
        arguments: [
            ("/home", "/signin?next=/home"), ("/devices", "/signin?next=/devices"),
            ("/search?q=a+b&mine=1", "/signin?next=/search%3Fq%3Da%2Bb%26mine%3D1"),
            ("/pictures/w342/good.jpg", "/signin?next=/pictures/w342/good.jpg"),
        ])
    func strangers(_ path: String, _ location: String) async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                Scenario(path, .get, path).answers(303).expecting("Location", location))
        }
    }

    @Test(
        "a stranger's forms do nothing",
        arguments: [
            "/devices/code", "/devices/keys/1/label", "/devices/keys/1/revoke", "/devices/browsers/1/end", "/signout",
            "/signout/everywhere",
        ])
    func strangersForms(_ path: String) async throws {
        try await WebHousehold.with { house in
            let answer = try await house.post(path, as: nil)
            #expect(answer.status == 303 && answer.header("Location") == "/signin")
            let forged = try await house.surface.run(
                WebHousehold.form(path, as: .signedIn("member"), [("csrf", "0")]).answers(403))
            #expect(forged.text.contains("That form was too old"))
            #expect(try await house.sessions.list(of: house.people.member.id).count == 1)
            #expect(try await house.keys.list(of: house.people.member.id).allSatisfy { $0.revokedAt == nil })
        }
    }

    @Test("signing out ends this session, signing out everywhere ends all")
    func signOut() async throws {
        try await WebHousehold.with { house in
            let other = try await Self.attempt(house).cookie("kinothek_session") ?? ""
            let out = try await house.post("/signout")
            #expect(out.status == 303 && out.header("Location") == "/signin")
            #expect(out.cookie("kinothek_session") == "")
            try await house.surface.run(Scenario("home", .get, "/home", as: .signedIn("member")).answers(303))
            #expect(try await house.sessions.verify(other) != nil)

            _ = try await house.post("/signout/everywhere", as: "guest")
            #expect(try await house.sessions.list(of: house.people.guest.id).isEmpty)
            #expect(try await house.sessions.verify(other) != nil)
        }
    }

    @Test("the look is kept in a cookie, and the page goes back to where it was chosen")
    func theme() async throws {
        try await WebHousehold.with { house in
            let answer = try await house.post("/theme", as: nil, [("theme", "light"), ("back", "/search?q=x")])
            #expect(answer.status == 303 && answer.header("Location") == "/search?q=x")
            #expect(answer.cookie("kinothek_theme") == "light")
            let page = try await house.surface.run(
                Scenario("form", .get, "/signin").with("Cookie", "kinothek_theme=light").answers(200))
            #expect(page.text.contains(#"data-theme="light""#))
            let odd = try await house.surface.run(
                Scenario("form", .get, "/signin").with("Cookie", "kinothek_theme=\"><b>").answers(200))
            #expect(odd.text.contains(#"<html lang="en">"#) && !odd.text.contains("<b>"))
        }
    }
}
