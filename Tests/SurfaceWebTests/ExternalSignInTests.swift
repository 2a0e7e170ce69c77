import Accounts
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Web: signing in elsewhere")
struct ExternalSignInTests {
    private static func house(
        _ provider: FakeIdentityProvider = FakeIdentityProvider(), publicURL: String? = nil,
        _ body: @escaping @Sendable (WebHousehold) async throws -> Void
    ) async throws {
        let settings = WebHousehold.Settings { settings in
            settings.provider = provider
            settings.publicURL = publicURL
        }
        try await WebHousehold.with(settings, body)
    }

    /// The ticket and the state that the browser leaves with.
    private static func leave(
        _ house: WebHousehold, next: String = "%2Fdevices"
    ) async throws -> (ticket: String, state: String, location: String) {
        let answer = try await house.surface.run(
            Scenario("leave", .get, "/signin/openid?next=\(next)").answers(303))
        let location = try #require(answer.header("Location"))
        let state = try #require(location.firstMatch(of: /state=([0-9a-f]+)/)).output.1
        let cookie = try #require(answer.header("Set-Cookie"))
        #expect(cookie.contains("HttpOnly") && cookie.contains("Path=/signin/openid"))
        return (try #require(answer.cookie("kinothek_openid")), String(state), location)
    }

    private static func back(_ ticket: String, _ query: String) -> Scenario {
        Scenario("back", .get, "/signin/openid/return?" + query).with("Cookie", "kinothek_openid=\(ticket)")
    }

    @Test("the form offers it when it is set up, and it is not there otherwise")
    func offered() async throws {
        try await Self.house { house in
            try await house.surface.run(
                Scenario("form", .get, "/signin?next=/devices").answers(200)
                    .expecting(text: [#"href="/signin/openid?next=/devices""#, "Sign in with id.example"]))
        }
        try await WebHousehold.with { house in
            for path in ["/signin/openid", "/signin/openid/return?code=c&state=s"] {
                try await house.surface.run(Scenario(path, .get, path).answers(404))
            }
        }
    }

    @Test("the way there and back ends in a session, where the person wanted to be")
    func roundTrip() async throws {
        try await Self.house { house in
            let left = try await Self.leave(house)
            #expect(left.location.contains("back=http://films.example:5020/signin/openid/return"))
            let answer = try await house.surface.run(
                Self.back(left.ticket, "code=c&state=\(left.state)").answers(303).expecting("Location", "/devices"))
            let token = try #require(answer.cookie("kinothek_session"))
            #expect(try await house.sessions.verify(token)?.user.email == "user@example.com")
            #expect(answer.cookie("kinothek_openid") == "")
        }
    }

    @Test("the address to come back to is the public one where that is set")
    func publicAddress() async throws {
        try await Self.house(publicURL: "https://films.public.example") { house in
            let left = try await Self.leave(house, next: "//evil.example")
            #expect(left.location.contains("back=https://films.public.example/signin/openid/return"))
            let answer = try await house.surface.run(
                Self.back(left.ticket, "code=c&state=\(left.state)").answers(303).expecting("Location", "/home"))
            #expect(answer.headers[values: .setCookie].allSatisfy { $0.contains("Secure") })
        }
    }

    @Test("an answer without its ticket, with another state or without a code signs nobody in")
    func stale() async throws {
        try await Self.house { house in
            let left = try await Self.leave(house)
            let rows = [
                ("", "code=c&state=\(left.state)"), ("nonsense", "code=c&state=\(left.state)"),
                (left.ticket, "code=c&state=other"), (left.ticket, "code=c"), (left.ticket, "state=\(left.state)"),
                (left.ticket, "error=access_denied&state=\(left.state)"),
            ]
            for (ticket, query) in rows {
                let answer = try await house.surface.run(
                    Self.back(ticket, query).answers(403).expecting(text: ["Begin again", #"role="alert""#]))
                #expect(answer.cookie("kinothek_session") == nil && answer.cookie("kinothek_openid") == "")
            }
        }
    }

    @Test("who has no account here is told so")
    func noAccount() async throws {
        var provider = FakeIdentityProvider()
        provider.person = ExternalPerson(
            issuer: "https://id.example/", subject: "x", email: "<b>new@example.com", isEmailVerified: true, name: nil,
            role: nil)
        try await Self.house(provider) { house in
            let left = try await Self.leave(house)
            try await house.surface.run(
                Self.back(left.ticket, "code=c&state=\(left.state)").answers(403)
                    .expecting(text: ["There is no account for"], noText: ["<b>"]))
        }
    }

    @Test("a provider in trouble is named, its secrets are not")
    func trouble() async throws {
        var provider = FakeIdentityProvider()
        provider.failure = .unavailable(reason: "secret detail")
        try await Self.house(provider) { house in
            try await house.surface.run(
                Scenario("leave", .get, "/signin/openid").answers(502)
                    .expecting(text: ["id.example does not answer"], noText: ["secret detail"]))
        }
    }
}
