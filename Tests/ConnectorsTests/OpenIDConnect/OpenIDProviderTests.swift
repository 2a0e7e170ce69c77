import AsyncHTTPClient
import Basics
import Connectors
import Crypto
import CryptoExtras
import Domain
import Foundation
import HTTPTypes
import Synchronization
import TestKit
import Testing

@Suite("OpenID Connect")
struct OpenIDProviderTests {
    private static let attempt = ExternalAttempt(
        state: "the state", nonce: "the nonce", verifier: "the verifier", redirectURL: "https://films.example/back?a=b")

    private static func provider(
        _ fake: FakeOpenID, secret: String? = "s%/cret", roleClaim: String? = nil, clock: TestClock = TestClock()
    ) -> OpenIDProvider {
        OpenIDProvider(
            settings: OpenIDSettings(
                issuer: fake.address, clientID: "kinothek", clientSecret: secret, scopes: "openid email",
                roleClaim: roleClaim, adminValue: "boss"),
            http: OutgoingHTTP(client: .shared), now: { clock.now })
    }

    /// A person who comes back with a token that the test may bend.
    private static func person(
        _ fake: FakeOpenID, roleClaim: String? = nil, _ bend: (inout TestToken) -> Void = { _ in }
    ) async throws -> ExternalPerson {
        var token = TestToken(issuer: fake.address + "/", now: .openID)
        bend(&token)
        let text = try token.signed(by: TestKeys.first)
        fake.change { state in
            state.keys = [("one", TestKeys.first)]
            state.token = text
        }
        return try await provider(fake, roleClaim: roleClaim).person(code: "the code", attempt: attempt)
    }

    private static func refuses(
        _ fake: FakeOpenID, _ comment: Comment, _ bend: (inout TestToken) -> Void
    ) async throws {
        let error = await #expect(throws: IdentityProviderError.self, comment) { try await person(fake, bend) }
        guard case .refused? = error else {
            Issue.record("\(comment): \(String(describing: error))")
            return
        }
    }

    @Test("the browser is sent to the provider with everything that the answer must fit")
    func address() async throws {
        try await FakeOpenID.with { fake in
            let url = try await Self.provider(fake).signInURL(for: Self.attempt, challenge: "abc")
            let parts = try #require(URLComponents(string: url))
            let items = Dictionary((parts.queryItems ?? []).map { ($0.name, $0.value) }) { first, _ in first }
            #expect(url.hasPrefix(fake.address + "/authorize?"))
            #expect(
                items == [
                    "response_type": "code", "client_id": "kinothek", "scope": "openid email", "state": "the state",
                    "redirect_uri": "https://films.example/back?a=b", "nonce": "the nonce", "code_challenge": "abc",
                    "code_challenge_method": "S256",
                ])
        }
    }

    @Test("an honest token names the person")
    func honest() async throws {
        try await FakeOpenID.with { fake in
            let person = try await Self.person(fake)
            #expect(
                person
                    == ExternalPerson(
                        issuer: fake.address + "/", subject: "auth0|7", email: "ann@example.org",
                        isEmailVerified: true, name: "Ann", role: nil))
            let exchange = try #require(fake.read { $0.exchanges.first })
            for field in [
                "grant_type=authorization_code", "code=the%20code", "code_verifier=the%20verifier",
                "redirect_uri=https%3A%2F%2Ffilms.example%2Fback%3Fa%3Db",
            ] {
                #expect(exchange.body.contains(field))
            }
            let credentials = Data("kinothek:s%25%2Fcret".utf8).base64EncodedString()
            #expect(exchange.authorization == "Basic " + credentials && !exchange.body.contains("client_secret"))
        }
    }

    @Test("the secret goes into the form where the provider wants that, and nowhere without one")
    func authentication() async throws {
        try await FakeOpenID.with { fake in
            fake.change { $0.document = ["token_endpoint_auth_methods_supported": ["client_secret_post"]] }
            _ = try await Self.person(fake)
            let posted = try #require(fake.read { $0.exchanges.last })
            #expect(posted.body.contains("client_secret=s%25%2Fcret") && posted.authorization == nil)
            _ = try await Self.provider(fake, secret: nil).person(code: "c", attempt: Self.attempt)
            let open = try #require(fake.read { $0.exchanges.last })
            #expect(!open.body.contains("client_secret") && open.authorization == nil)
        }
    }

    @Test("a token for somebody else, from somebody else, or for another time is refused")
    func claims() async throws {
        try await FakeOpenID.with { fake in
            let now = Instant.openID.seconds
            try await Self.refuses(fake, "issuer") { $0.claims["iss"] = "https://evil.example/" }
            try await Self.refuses(fake, "no issuer") { $0.claims["iss"] = nil }
            try await Self.refuses(fake, "audience") { $0.claims["aud"] = "another" }
            try await Self.refuses(fake, "audiences") { $0.claims["aud"] = ["another", "third"] }
            try await Self.refuses(fake, "many audiences") { $0.claims["aud"] = ["kinothek", "third"] }
            try await Self.refuses(fake, "party") { $0.claims["azp"] = "another" }
            try await Self.refuses(fake, "nonce") { $0.claims["nonce"] = "older nonce" }
            try await Self.refuses(fake, "no nonce") { $0.claims["nonce"] = nil }
            try await Self.refuses(fake, "expired") { $0.claims["exp"] = now - 61 }
            try await Self.refuses(fake, "no end") { $0.claims["exp"] = nil }
            try await Self.refuses(fake, "end as text") { $0.claims["exp"] = "9999999999" }
            try await Self.refuses(fake, "from the future") { $0.claims["iat"] = now + 61 }
            try await Self.refuses(fake, "not yet") { $0.claims["nbf"] = now + 61 }
            try await Self.refuses(fake, "nobody") { $0.claims["sub"] = "" }
            try await Self.refuses(fake, "long subject") { $0.claims["sub"] = String(repeating: "x", count: 256) }
        }
    }

    @Test("what is allowed is taken: clocks that differ a little, a list of audiences with our party")
    func allowed() async throws {
        try await FakeOpenID.with { fake in
            _ = try await Self.person(fake) { token in
                token.claims["exp"] = Instant.openID.seconds - 59
                token.claims["aud"] = ["kinothek", "third"]
                token.claims["azp"] = "kinothek"
            }
            let person = try await Self.person(fake) { token in
                token.claims["email_verified"] = "true"
                token.claims["name"] = nil
            }
            #expect(person.isEmailVerified && person.name == nil)
            #expect(try await !Self.person(fake) { $0.claims["email_verified"] = nil }.isEmailVerified)
        }
    }

    @Test("only RS256 counts, whatever the token says of itself")
    func algorithms() async throws {
        try await FakeOpenID.with { fake in
            for algorithm in ["none", "None", "HS256", "RS512", "PS256", "ES256", ""] {
                try await Self.refuses(fake, "\(algorithm)") { $0.header["alg"] = algorithm }
            }
            try await Self.refuses(fake, "extension") { $0.header["crit"] = ["exp"] }
            var token = TestToken(issuer: fake.address + "/", now: .openID)
            token.header["alg"] = "none"
            let unsigned = try token.unsigned() + "."
            token.header["alg"] = "HS256"
            let text = try token.unsigned()
            // The classic forgery: the provider's public key as the secret of a keyed hash.
            let code = HMAC<SHA256>.authenticationCode(
                for: Data(text.utf8), using: SymmetricKey(data: TestKeys.first.publicKey.derRepresentation))
            for forged in [unsigned, text + "." + Base64URL.encode(code), "a.b.c", "", "..", text] {
                fake.change { $0.token = forged }
                await #expect(throws: IdentityProviderError.self) {
                    try await Self.provider(fake).person(code: "c", attempt: Self.attempt)
                }
            }
        }
    }

    @Test("a signature by another key, or of another text, is refused")
    func signatures() async throws {
        try await FakeOpenID.with { fake in
            let token = TestToken(issuer: fake.address + "/", now: .openID)
            var other = token
            other.claims["sub"] = "auth0|8"
            let foreign = try token.signed(by: TestKeys.second)
            let signature = try token.signed(by: TestKeys.first).split(separator: ".").last ?? ""
            for forged in [foreign, try other.unsigned() + "." + signature] {
                fake.change { state in
                    state.keys = [("one", TestKeys.first)]
                    state.token = forged
                }
                await #expect(throws: IdentityProviderError.refused(reason: "the token's signature is wrong")) {
                    try await Self.provider(fake).person(code: "c", attempt: Self.attempt)
                }
            }
        }
    }

    @Test("an unknown key has the set fetched anew, once")
    func rotation() async throws {
        try await FakeOpenID.with { fake in
            let provider = Self.provider(fake)
            var token = TestToken(issuer: fake.address + "/", now: .openID)
            let first = try token.signed(by: TestKeys.first)
            token.header["kid"] = "two"
            let second = try token.signed(by: TestKeys.second)
            fake.change { state in
                state.keys = [("one", TestKeys.first)]
                state.token = first
            }
            for _ in 1...2 { _ = try await provider.person(code: "c", attempt: Self.attempt) }
            #expect(fake.read { $0.keyReads } == 1)
            fake.change { state in
                state.keys = [("two", TestKeys.second)]
                state.token = second
            }
            _ = try await provider.person(code: "c", attempt: Self.attempt)
            #expect(fake.read { $0.keyReads } == 2)
            fake.change { $0.token = first }
            await #expect(throws: IdentityProviderError.refused(reason: "the provider has no key one")) {
                try await provider.person(code: "c", attempt: Self.attempt)
            }
            #expect(fake.read { $0.keyReads } == 3)
        }
    }

    @Test("a token without a key's name is taken when there is one key only")
    func namelessKey() async throws {
        try await FakeOpenID.with { fake in
            _ = try await Self.person(fake) { $0.header["kid"] = nil }
            fake.change { $0.keys.append(("two", TestKeys.second)) }
            await #expect(throws: IdentityProviderError.self) {
                try await Self.provider(fake).person(code: "c", attempt: Self.attempt)
            }
        }
    }

    @Test("the claim tells administrators: a text, a list, or inside others")
    func roles() async throws {
        try await FakeOpenID.with { fake in
            let rows: [(claim: String, name: String, value: (any Sendable)?, role: Role)] = [
                ("https://k/role", "https://k/role", "boss", .admin),
                ("https://k/role", "https://k/role", ["viewer", "boss"], .admin),
                ("realm.roles", "realm", ["roles": ["boss"]], .admin), ("role", "role", "bosses", .user),
                ("role", "role", ["boss": true], .user), ("role", "role", nil, .user),
            ]
            for row in rows {
                let person = try await Self.person(fake, roleClaim: row.claim) { $0.claims[row.name] = row.value }
                #expect(person.role == row.role, "\(row)")
            }
        }
    }

    @Test("a provider that is somebody else, or leads to places that are not safe, is not used")
    func documents() async throws {
        try await FakeOpenID.with { fake in
            fake.change { $0.issuer = "https://evil.example" }
            await #expect(throws: IdentityProviderError.self) {
                try await Self.provider(fake).signInURL(for: Self.attempt, challenge: "abc")
            }
            fake.change { state in
                state.issuer = nil
                state.document = ["token_endpoint": 7]
            }
            await #expect(throws: IdentityProviderError.self) {
                try await Self.provider(fake).signInURL(for: Self.attempt, challenge: "abc")
            }
        }
    }

    @Test("the document is remembered for an hour")
    func remembered() async throws {
        try await FakeOpenID.with { fake in
            let clock = TestClock()
            let provider = Self.provider(fake, clock: clock)
            for _ in 1...3 { _ = try await provider.signInURL(for: Self.attempt, challenge: "abc") }
            #expect(fake.read { $0.documentReads } == 1)
            clock.advance(seconds: ConnectorsLimits.openIDDocumentSeconds)
            _ = try await provider.signInURL(for: Self.attempt, challenge: "abc")
            #expect(fake.read { $0.documentReads } == 2)
        }
    }

    @Test("a refused code is the person's affair, a broken token endpoint the provider's")
    func exchangeFailures() async throws {
        try await FakeOpenID.with { fake in
            fake.change { $0.tokenStatus = .badRequest }
            try await Self.refuses(fake, "code") { _ in }
            fake.change { $0.tokenStatus = .internalServerError }
            let error = await #expect(throws: IdentityProviderError.self) { try await Self.person(fake) }
            guard case .unavailable? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("nobody at the address is a provider that is not there")
    func nobody() async throws {
        try await FakeOpenID.with { fake in
            let settings = OpenIDSettings(
                issuer: "http://127.0.0.1:1", clientID: "k", clientSecret: nil, scopes: "openid", roleClaim: nil,
                adminValue: "admin")
            let provider = OpenIDProvider(
                settings: settings, http: OutgoingHTTP(client: .shared), now: { Instant.openID })
            await #expect(throws: IdentityProviderError.self) {
                try await provider.signInURL(for: Self.attempt, challenge: "abc")
            }
        }
    }
}

/// A clock that the test moves.
final class TestClock: Sendable {
    private let moment = Mutex(Instant(milliseconds: 1_800_000_000_000))

    var now: Instant { moment.withLock { $0 } }

    func advance(seconds: Double) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

extension Instant {
    fileprivate static let openID = Instant(milliseconds: 1_800_000_000_000)
}
