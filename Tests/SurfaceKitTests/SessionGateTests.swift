import Accounts
import HTTPTypes
import Hummingbird
import TestKit
import Testing

@testable import SurfaceKit

@Suite("The gate and browsers")
struct SessionGateTests {
    private static func form(_ path: String, as caller: TestCaller, _ body: String) -> Scenario {
        Scenario("form", .post, path, as: caller).with("Content-Type", "application/x-www-form-urlencoded")
            .with(body: Array(body.utf8))
    }

    @Test(
        "a room is for who is signed in; others are told where to",
        arguments: [
            (TestCaller.nobody, 401), (.signedIn("nobody"), 401), (.member, 401), (.signedIn("disabled"), 401),
            (.signedIn("member"), 200), (.signedIn("admin"), 200),
        ])
    func room(_ row: (TestCaller, Int)) async throws {
        try await DemoSurface.with { surface in
            let answer = try await surface.run(
                Scenario("room", .get, "/demo/room?a=1&b=2", as: row.0).answers(row.1))
            if row.1 == 401 { #expect(answer.text.contains(#"signInNeeded(next: "/demo/room?a=1&b=2")"#)) }
        }
    }

    @Test(
        "an office is for administrators who are signed in",
        arguments: [
            (TestCaller.nobody, 401), (.admin, 401), (.signedIn("member"), 403), (.signedIn("admin"), 200),
        ])
    func office(_ row: (TestCaller, Int)) async throws {
        try await DemoSurface.with { surface in
            try await surface.run(Scenario("office", .get, "/demo/office", as: row.0).answers(row.1))
        }
    }

    @Test("a session is no key, and not even noticed where keys are wanted")
    func noKey() async throws {
        try await DemoSurface.with { surface in
            try await surface.run(
                Scenario("key route", .get, "/demo/things/1", as: .signedIn("admin")).answers(401))
            let open = try await surface.run(
                Scenario("open route", .get, "/demo/open", as: .signedIn("member")).answers(200))
            #expect(open.text == "stranger")
        }
    }

    @Test("a door is open to all and notices a session")
    func door() async throws {
        try await DemoSurface.with { surface in
            let stranger = try await surface.run(Scenario("door", .get, "/demo/door").answers(200))
            #expect(stranger.text == "stranger")
            let member = try await surface.run(
                Scenario("door", .get, "/demo/door", as: .signedIn("member")).answers(200))
            #expect(member.text == "member@example.com")
        }
    }

    @Test("a form with its session's token is taken, whole")
    func token() async throws {
        try await DemoSurface.with { surface in
            let token = surface.formToken(of: "member")
            let form = Self.form("/demo/room", as: .signedIn("member"), "word=b%C3%A4r&csrf=\(token)")
            let answer = try await surface.run(form.answers(200))
            #expect(answer.text == "bär")
            let header = Self.form("/demo/room", as: .signedIn("member"), "word=x").with("X-CSRF-Token", token)
            try await surface.run(header.answers(200))
        }
    }

    @Test("a form without it, or with another session's, is refused")
    func noToken() async throws {
        try await DemoSurface.with { surface in
            let other = surface.formToken(of: "admin")
            for body in ["word=x", "word=x&csrf=", "word=x&csrf=\(other)", "csrf=00&word=x"] {
                let answer = try await surface.run(
                    Self.form("/demo/room", as: .signedIn("member"), body).answers(403))
                #expect(answer.text == "forgedForm")
            }
        }
    }

    @Test(
        "a form must come from this server's own pages, under any of its names",
        arguments: [
            ("http://films.example:5020", 200), ("HTTP://Films.Example:5020", 200),
            ("https://films.public.example", 200), ("https://films.public.example:443", 200),
            ("http://films.example", 403), ("https://evil.example", 403), ("null", 403), ("", 403),
            ("https://films.public.example.evil.example", 403), ("https://evil.example/films.public.example", 403),
        ])
    func origin(_ origin: String, _ status: Int) async throws {
        try await DemoSurface.with { surface in
            let token = surface.formToken(of: "member")
            let room = Self.form("/demo/room", as: .signedIn("member"), "csrf=\(token)")
            try await surface.run(room.with("Origin", origin).answers(status))
            try await surface.run(Self.form("/demo/door", as: .nobody, "").with("Origin", origin).answers(status))
        }
    }

    @Test("reading is never refused for where it comes from")
    func reading() async throws {
        try await DemoSurface.with { surface in
            let scenario = Scenario("room", .get, "/demo/room", as: .signedIn("member"))
            try await surface.run(scenario.with("Origin", "https://evil.example").answers(200))
        }
    }

    @Test("people have a budget of their own, whatever address they come from")
    func rates() async throws {
        try await DemoSurface.with { surface in
            let limited = Scenario("limited", .get, "/demo/limited", as: .signedIn("member"))
            try await surface.run(limited.answers(200))
            try await surface.run(limited.from(peer: "198.51.100.7").answers(429))
            try await surface.run(Scenario("other", .get, "/demo/limited", as: .signedIn("admin")).answers(200))
        }
    }

    @Test("the cookie is for this server alone, and out of reach of scripts")
    func cookie() {
        let plain = SessionCookie.holding("abc", secondsValid: 60, secure: false).description
        #expect(plain.hasPrefix("kinothek_session=abc;"))
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=60"] { #expect(plain.contains(part)) }
        #expect(!plain.contains("Secure") && !plain.contains("Domain"))
        #expect(SessionCookie.holding("abc", secondsValid: 60, secure: true).description.contains("Secure"))
        #expect(SessionCookie.empty(secure: false).description.contains("Max-Age=0"))
    }
}
