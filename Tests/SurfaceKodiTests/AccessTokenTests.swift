import Accounts
import Domain
import HTTPTypes
import Storage
import Streaming
import TestKit
import Testing

/// Who got a token for their password elsewhere needs no key here.
@Suite("Kodi: access tokens")
struct AccessTokenTests {
    private static let paths = [
        "/kodi/test", "/v1/auth/whoami", "/library/hash", "/users/me/library/stats", "/v1/library/version",
        "/kodi/server/films",
    ]

    private static func bearer(_ token: String) -> TestCaller { .authorization("Bearer " + token) }

    @Test("a token works where keys do until a new password takes it back")
    func revoked() async throws {
        try await KodiHousehold.with { household in
            let member = household.people.member
            let token = try await household.tokens.issue(for: member)
            for path in Self.paths {
                try await household.surface.run(Scenario(path, .get, path, as: Self.bearer(token)).answers(200))
            }
            let me = Scenario("me", .get, "/v1/auth/whoami", as: Self.bearer(token)).answers(200)
            try await household.surface.run(me.expecting(text: [member.email]))
            try await household.accounts.setPassword("another password", of: member.id)
            for path in Self.paths {
                try await household.surface.run(
                    Scenario(path, .get, path, as: Self.bearer(token)).fails(401, "Invalid or missing API key")
                        .expecting("WWW-Authenticate", "ApiKey"))
            }
            let account = try #require(try await household.accounts.user(id: member.id))
            let new = try await household.tokens.issue(for: account)
            try await household.surface.run(Scenario("new", .get, "/kodi/test", as: Self.bearer(new)).answers(200))
        }
    }

    @Test("an expired or changed token is a missing key, that of a disabled account is told")
    func refused() async throws {
        try await KodiHousehold.with { household in
            let token = try await household.tokens.issue(for: household.people.member)
            let test = Scenario("test", .get, "/kodi/test", as: Self.bearer(token))
            for other in [token + "A", String(token.dropLast()), "e30." + token.split(separator: ".")[1] + "."] {
                try await household.surface.run(
                    Scenario("changed", .get, "/kodi/test", as: Self.bearer(other))
                        .fails(401, "Invalid or missing API key"))
            }
            try await household.accounts.setActive(false, of: household.people.member.id)
            try await household.surface.run(test.fails(403, "Account is disabled"))
            try await household.accounts.setActive(true, of: household.people.member.id)
            household.world.advance(seconds: AccountsLimits.accessTokenSeconds)
            try await household.surface.run(test.fails(401, "Invalid or missing API key"))
        }
    }

    @Test("all tokens of an account share one budget, which is not that of its keys")
    func budget() async throws {
        try await KodiHousehold.with { household in
            for number in 1...10 {
                household.world.advance(seconds: 0.001)
                let token = try await household.tokens.issue(for: household.people.member)
                try await household.surface.run(
                    Scenario("token \(number)", .get, "/kodi/test", as: Self.bearer(token)).answers(200))
            }
            let token = try await household.tokens.issue(for: household.people.member)
            try await household.surface.run(
                Scenario("one more", .get, "/kodi/test", as: Self.bearer(token)).answers(429))
            try await household.surface.run(Scenario("a key", .get, "/kodi/test", as: .member).answers(200))
        }
    }

    @Test("who plays with a token plays on until the account is signed out everywhere")
    func play() async throws {
        let media = try TestMediaFolder()
        defer { media.remove() }
        try await KodiHousehold.with { household in
            try await media.fill(household.stores.stores.media, household.world)
            let id = try #require(try await media.titles(in: household.stores)["Big Buck Bunny"])
            let caller = Self.bearer(try await household.tokens.issue(for: household.people.member))
            let play = Scenario("play", .post, "/kodi/server/films/\(id)/play", as: caller).answers(200)
            let address = try #require(try await household.surface.run(play).json["stream_url"]?.text)
            let ticket = String(address.split(separator: "/")[4])
            #expect(
                try await household.tickets.verify(ticket, as: .stream)?.user == household.people.member.id,
                "\(address)")
            try await household.surface.run(play)
            #expect(try await household.stores.stores.playbacks.live(since: .test(0)).count == 1)
            let sessions = Sessions(store: household.stores.stores.sessions, world: household.world.world)
            try await sessions.endAll(of: household.people.member.id)
            #expect(try await household.tickets.verify(ticket, as: .stream) == nil)
        }
    }
}
