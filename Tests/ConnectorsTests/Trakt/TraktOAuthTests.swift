import AsyncHTTPClient
import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("Connecting an account at Trakt")
struct TraktOAuthTests {
    private func state(_ text: String) -> TraktState {
        TraktState(text: text, user: UserID(7), createdAt: TraktBench.now, usedAt: nil)
    }

    @Test("The browser is sent to the page of the site, with everything encoded")
    func authorizeURL() throws {
        let table: [(base: String, page: String?, expected: String)] = [
            ("https://api.trakt.tv", nil, "https://trakt.tv/oauth/authorize"),
            ("https://api.trakt.tv/", nil, "https://trakt.tv/oauth/authorize"),
            ("http://127.0.0.1:9000/x", nil, "http://127.0.0.1:9000/oauth/authorize"),
            ("https://API.proxy.example:8443", nil, "https://proxy.example:8443/oauth/authorize"),
            ("https://api.trakt.tv", "https://app.trakt.tv/allow", "https://app.trakt.tv/allow"),
        ]
        for (base, page, expected) in table {
            let settings = TraktSettings(
                clientID: "a+b", clientSecret: "s", redirectURI: "https://films.example/cb?x=1&y=2", baseURL: base,
                authorizeURL: page)
            let trakt = RemoteTrakt(settings: try #require(settings), http: OutgoingHTTP(client: .shared))
            #expect(
                trakt.authorizeURL(for: state("a_-b"))
                    == expected + "?response_type=code&client_id=a%2Bb"
                    + "&redirect_uri=https%3A%2F%2Ffilms.example%2Fcb%3Fx%3D1%26y%3D2&state=a_-b")
        }
    }

    @Test("A code becomes tokens, whose life is counted by our clock")
    func exchange() async throws {
        try await TraktBench.with { bench async throws in
            let code = await bench.fake.allow("ada")
            let tokens = try await bench.trakt().tokens(forCode: code)
            #expect(tokens.issuedAt == TraktBench.now)
            #expect(tokens.expiresAt == TraktBench.now.adding(seconds: Double(FakeTrakt.lifeSeconds)))
            #expect(tokens.scope == "public")
            #expect(try await bench.trakt().user(tokens.access).name == "ada")
            let request = try #require(await bench.fake.seen.first)
            #expect(request.line == "POST /oauth/token")
            #expect(
                request.text
                    == #"{"client_id":"fake-client-0001","client_secret":"fake-secret-0002","code":"\#(code)","#
                    + #""grant_type":"authorization_code","redirect_uri":"https://films.example/api/trakt/callback"}"#)
            #expect(request.headers["authorization"] == nil && request.query.isEmpty)
        }
    }

    @Test("A code is good once, and a wrong one never")
    func wrongCode() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let code = await bench.fake.allow("ada")
            _ = try await trakt.tokens(forCode: code)
            await #expect(throws: TraktFailure.codeRefused) { try await trakt.tokens(forCode: code) }
            await #expect(throws: TraktFailure.codeRefused) { try await trakt.tokens(forCode: "guess") }
            let asked = await bench.fake.seen.count
            await #expect(throws: TraktFailure.codeRefused) { try await trakt.tokens(forCode: "") }
            let long = String(repeating: "x", count: 2_000)
            await #expect(throws: TraktFailure.codeRefused) { try await trakt.tokens(forCode: long) }
            #expect(await bench.fake.seen.count == asked)
        }
    }

    @Test("A renewal gives new tokens and ends the old ones")
    func renewal() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let old = await bench.connect()
            let new = try await trakt.renewed(old)
            #expect(new.refresh != old.refresh && new.access != old.access)
            #expect(try await trakt.user(new.access).name == "ada")
            await #expect(throws: TraktFailure.unauthorised) { try await trakt.user(old.access) }
            await #expect(throws: TraktFailure.reconnect) { try await trakt.renewed(old) }
            let body = try #require(await bench.fake.seen.first).text
            #expect(body.contains(#""grant_type":"refresh_token""#))
            #expect(body.contains(#""redirect_uri":"https://films.example/api/trakt/callback""#))
            #expect(body.contains(#""refresh_token":"refresh-1-secret""#))
        }
    }

    @Test("What a refusal of a renewal means")
    func refusals() async throws {
        let table: [(status: Int, body: String, failure: TraktFailure)] = [
            (400, #"{"error":"invalid_grant","error_description":"x"}"#, .reconnect),
            (401, #"{"error":"invalid_grant"}"#, .reconnect), (400, #"{"error":"invalid_request"}"#, .reconnect),
            (400, "", .reconnect), (400, "{}", .reconnect), (401, #"{"error":"invalid_client"}"#, .applicationRefused),
            (401, #"{"error":"unauthorized_client"}"#, .applicationRefused), (403, "", .applicationRefused),
            (400, #"{"error":"unsupported_grant_type"}"#, .rejected(status: 400)),
            (400, "<html>", .rejected(status: 400)), (422, "", .rejected(status: 422)), (423, "", .accountLocked),
            (429, "", .rateLimited(seconds: 60)), (500, "", .server(status: 500)), (302, "", .rejected(status: 302)),
        ]
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            for (status, body, failure) in table {
                await bench.fake.answerNext(Reply(status, body))
                await #expect(throws: failure) { try await trakt.renewed(tokens) }
            }
            #expect(await bench.fake.seen.count == table.count)
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("A wrong application is not a wrong code")
    func wrongApplication() async throws {
        try await TraktBench.with { bench async throws in
            let code = await bench.fake.allow("ada")
            await #expect(throws: TraktFailure.applicationRefused) {
                try await bench.trakt(secret: "wrong").tokens(forCode: code)
            }
            await #expect(throws: TraktFailure.codeRefused) {
                try await bench.trakt(redirectURI: "https://films.example/other").tokens(forCode: code)
            }
            let tokens = await bench.connect()
            await #expect(throws: TraktFailure.applicationRefused) {
                try await bench.trakt(clientID: "other").user(tokens.access)
            }
            await #expect(throws: TraktFailure.applicationRefused) {
                try await bench.trakt(secret: "wrong").revoke(tokens.access)
            }
        }
    }

    @Test(
        "Token answers with a member missing",
        arguments: [
            ("access_token", false), ("refresh_token", false), ("expires_in", true), ("scope", true),
            ("created_at", true), ("token_type", true),
        ])
    func missingMembers(_ member: String, _ isGood: Bool) async throws {
        try await TraktBench.with { bench async throws in
            await bench.fake.change { $0.missingTokenMembers = [member] }
            let code = await bench.fake.allow("ada")
            let trakt = try bench.trakt()
            guard isGood else {
                await #expect(throws: TraktFailure.malformed) { try await trakt.tokens(forCode: code) }
                return
            }
            let tokens = try await trakt.tokens(forCode: code)
            let day = TraktBench.now.adding(seconds: 86_400)
            #expect(tokens.expiresAt == (member == "expires_in" ? day : day.adding(seconds: 6 * 86_400)))
        }
    }

    @Test("Tokens that no header may hold are not taken", arguments: [#"a\r\nX: b"#, "a b", "", "ä"])
    func badTokens(_ token: String) async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let body = #"{"access_token":"\#(token)","refresh_token":"r","expires_in":60}"#
            await bench.fake.answerNext(Reply(200, body))
            await #expect(throws: TraktFailure.malformed) { try await trakt.tokens(forCode: "c") }
        }
    }

    @Test("Revoking ends a token, and a dead one is no failure")
    func revoke() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            try await trakt.revoke(tokens.access)
            await #expect(throws: TraktFailure.unauthorised) { try await trakt.user(tokens.access) }
            try await trakt.revoke(tokens.access)
            await bench.fake.answerNext(
                Reply(503, ""), Reply(200, "{}"), Reply(401, #"{"error":"invalid_grant"}"#))
            try await trakt.revoke(tokens.access)
            #expect(bench.clock.waits == [1])
            try await trakt.revoke(tokens.access)
            await bench.fake.answerAlways(Reply(500, ""))
            await #expect(throws: TraktFailure.server(status: 500)) { try await trakt.revoke(tokens.access) }
        }
    }

    @Test("Calls for tokens are sent once, whatever happens", arguments: [429, 500, 503, 521])
    func once(_ status: Int) async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            await bench.fake.answerAlways(Reply(status, "", [("retry-after", "2")]))
            let failure: TraktFailure = status == 429 ? .rateLimited(seconds: 2) : .server(status: status)
            await #expect(throws: failure) { try await trakt.tokens(forCode: "c") }
            await #expect(throws: failure) { try await trakt.renewed(tokens) }
            #expect(await bench.fake.seen.count == 2)
            #expect(bench.clock.waits.isEmpty)
        }
    }
}
