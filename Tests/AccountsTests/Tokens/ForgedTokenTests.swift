import Accounts
import Basics
import Crypto
import Domain
import Testing

@Suite("Forged access tokens")
struct ForgedTokenTests {
    private let fake = FakeWorld()
    private let store = FakeAccountStore()
    private let tokens: AccessTokens

    init() {
        tokens = AccessTokens(store: store, secrets: KnownSecret(), world: fake.world)
    }

    private static let uuid = "5f0c1c8e-0000-4000-8000-000000000001"
    private static let header = #"{"alg":"HS256","typ":"JWT"}"#
    private static let claims = #"{"sub":"\#(uuid)","iat":1700000000,"exp":1700086400,"type":"access"}"#

    /// A token that is signed with a key, whatever its parts say.
    private static func token(
        _ header: String = header, _ claims: String = claims, key: [UInt8] = KnownSecret.bytes
    ) -> String {
        let signed = Base64URL.encode(header.utf8) + "." + Base64URL.encode(claims.utf8)
        let code = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: SymmetricKey(data: key))
        return signed + "." + Base64URL.encode(code)
    }

    private func accepts(_ token: String) async throws -> Bool {
        _ = try await store.addUser(
            NewUser(
                uuid: Self.uuid, email: "ann@example.org", name: "Ann", role: .user, passwordHash: nil,
                createdAt: fake.now))
        return try await tokens.verify(token) != nil
    }

    @Test("the forgery that lacks nothing is taken, so that the others are refused for what they lack")
    func good() async throws {
        #expect(try await accepts(Self.token()))
    }

    @Test(
        "no other header is taken, though the right key signed it",
        arguments: [
            #"{"alg":"none","typ":"JWT"}"#, #"{"alg":"None"}"#, #"{"alg":"HS384","typ":"JWT"}"#,
            #"{"alg":"HS512","typ":"JWT"}"#, #"{"alg":"RS256","typ":"JWT"}"#, #"{"alg":"hs256","typ":"JWT"}"#,
            #"{"typ":"JWT"}"#, "{}", "", "null", #"{"alg":"HS256","typ":"JWT","kid":"../../dev/null"}"#,
            #"{"alg":"HS256","typ":"JWT","jwk":{}}"#, #"{"alg":"HS256","alg":"none"}"#,
        ])
    func headers(_ header: String) async throws {
        #expect(try await !accepts(Self.token(header)))
    }

    @Test(
        "no other claims are taken, though the right key signed them",
        arguments: [
            #"{"sub":"\#(uuid)","iat":1700000000,"exp":1700086400,"type":"refresh"}"#,
            #"{"sub":"\#(uuid)","iat":1700000000,"exp":1700086400}"#,
            #"{"sub":"\#(uuid)","iat":1700000000,"type":"access"}"#,
            #"{"sub":"\#(uuid)","exp":1700086400,"type":"access"}"#,
            #"{"iat":1700000000,"exp":1700086400,"type":"access"}"#,
            #"{"sub":"\#(uuid)","iat":1700000000,"exp":1700000000,"type":"access"}"#,
            #"{"sub":"\#(uuid)","iat":1700000000,"exp":"1700086400","type":"access"}"#,
            #"{"sub":"\#(uuid)","iat":1700000000,"exp":1e300,"type":"access"}"#,
            #"{"sub":"\#(uuid)","iat":1700000000,"exp":-1e300,"type":"access"}"#,
            #"{"sub":"\#(uuid)","iat":1e999,"exp":1700086400,"type":"access"}"#,
            #"{"sub":"\#(uuid)","iat":null,"exp":1700086400,"type":"access"}"#,
            #"{"sub":1,"iat":1700000000,"exp":1700086400,"type":"access"}"#,
            #"{"sub":"","iat":1700000000,"exp":1700086400,"type":"access"}"#,
            #"{"sub":"5f0c1c8e-0000-4000-8000-000000000002","iat":1700000000,"exp":1700086400,"type":"access"}"#,
            "[]", "{}", "", "null", "{", "\u{0}",
        ])
    func claims(_ claims: String) async throws {
        #expect(try await !accepts(Self.token(Self.header, claims)))
    }

    @Test("no other key is taken", arguments: [[], [0], [UInt8](repeating: 0, count: 32), [UInt8](1...32)])
    func keys(_ key: [UInt8]) async throws {
        #expect(try await !accepts(Self.token(key: key)))
    }

    @Test("a token that was cut, lengthened or changed anywhere is none")
    func changes() async throws {
        let good = Self.token()
        #expect(try await accepts(good))
        let bytes = Array(good.utf8)
        for place in bytes.indices {
            var changed = bytes
            changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let text = String(decoding: changed, as: UTF8.self)
            #expect(try await tokens.verify(text) == nil, "changed at \(place)")
            let cut = String(decoding: bytes[..<place], as: UTF8.self)
            #expect(try await tokens.verify(cut) == nil, "cut at \(place)")
        }
        for other in [good + "=", good + ".", good + "A", " " + good, good + "\n", "." + good, good + "\u{301}"] {
            #expect(try await tokens.verify(other) == nil, "\(other)")
        }
    }

    @Test(
        "what is no token is nobody's, without the database",
        arguments: [
            "", ".", "..", "...", "a.b.c", "a..", "..c", "\u{0}.\u{0}.\u{0}", "ä.ö.ü", "x y.z",
            String(repeating: ".", count: 1_000_000), String(repeating: "e", count: 1_000_000),
        ])
    func nonsense(_ text: String) async throws {
        #expect(try await tokens.verify(text) == nil)
        #expect(await store.tokenReads == 0)
    }
}

/// A secret that the tests know, too.
struct KnownSecret: SecretStore {
    static let bytes = [UInt8](0..<32)

    func secret(named name: String, orStore candidate: [UInt8]) -> [UInt8] { Self.bytes }
}
