package import Basics
package import CryptoExtras
import Foundation
package import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// An identity provider on a port of its own, whose every answer a test can bend.
package final class FakeOpenID: Sendable {
    /// What the next answers are.
    package struct State {
        package var keys: [(name: String?, key: _RSA.Signing.PrivateKey)] = []
        /// The text of the next ID token.
        package var token = ""
        package var tokenStatus = HTTPResponse.Status.ok
        /// Replaces parts of the discovery document.
        package var document: [String: any Sendable] = [:]
        package var issuer: String?
        package var keyReads = 0
        package var documentReads = 0
        /// What the token endpoint was sent: its body and `Authorization`.
        package var exchanges: [(body: String, authorization: String?)] = []
        /// Whom the next visitor of the sign-in page turns out to be; without it there is no such page.
        package var visitor: [String: any Sendable]?
    }

    private let state = Mutex(State())
    package let address: String

    private init(address: String) {
        self.address = address
    }

    package func change(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

    package func read<Value: Sendable>(_ read: (State) -> Value) -> Value { state.withLock { read($0) } }

    /// Runs a test against a running provider.
    package static func with(_ test: @Sendable (FakeOpenID) async throws -> Void) async throws {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let running = Running()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // Being cancelled is how it ends.
                try? await application({ running.provider.withLock { $0 } }, port: port).run()
                port.finish()
            }
            defer { group.cancelAll() }
            var found = ports.makeAsyncIterator()
            let provider = FakeOpenID(address: "http://127.0.0.1:\(await found.next() ?? 0)")
            running.provider.withLock { $0 = provider }
            try await test(provider)
        }
    }

    /// The provider, once its address is known.
    private final class Running: Sendable {
        let provider = Mutex<FakeOpenID?>(nil)
    }

    private static func application(
        _ current: @escaping @Sendable () -> FakeOpenID?, port: AsyncStream<Int>.Continuation
    ) -> some ApplicationProtocol {
        let router = Router()
        router.get(".well-known/openid-configuration") { _, _ in
            try current()?.documentAnswer() ?? Response(status: .notFound)
        }
        router.get("keys") { _, _ in try current()?.keyAnswer() ?? Response(status: .notFound) }
        router.get("authorize") { request, _ in try current()?.visit(request.uri) ?? Response(status: .notFound) }
        router.post("token") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 1 << 20))
            return try current()?.tokenAnswer(body, request.headers[.authorization]) ?? Response(status: .notFound)
        }
        return Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "provider") { _ in SwiftLogNoOpLogHandler() })
    }

    private func documentAnswer() throws -> Response {
        try state.withLock { state in
            state.documentReads += 1
            let standard: [String: any Sendable] = [
                "issuer": state.issuer ?? address + "/", "authorization_endpoint": address + "/authorize",
                "token_endpoint": address + "/token", "jwks_uri": address + "/keys",
            ]
            return try Self.json(standard.merging(state.document) { _, new in new })
        }
    }

    private func keyAnswer() throws -> Response {
        try state.withLock { state in
            state.keyReads += 1
            let keys = try state.keys.map { name, key in
                let numbers = try key.publicKey.getKeyPrimitives()
                var entry = [
                    "kty": "RSA", "use": "sig", "alg": "RS256", "n": Base64URL.encode(numbers.modulus),
                    "e": Base64URL.encode(numbers.publicExponent),
                ]
                entry["kid"] = name
                return entry
            }
            return try Self.json(["keys": keys + [["kty": "EC", "kid": "curve"]]])
        }
    }

    private func tokenAnswer(_ body: String, _ authorization: String?) throws -> Response {
        try state.withLock { state in
            state.exchanges.append((body, authorization))
            var response = try Self.json(["access_token": "x", "token_type": "Bearer", "id_token": state.token])
            response.status = state.tokenStatus
            return response
        }
    }

    /// Signs the visitor in and sends them back at once.
    private func visit(_ uri: URI) throws -> Response {
        try state.withLock { state in
            let query = uri.queryParameters
            guard let visitor = state.visitor, let back = query["redirect_uri"], let nonce = query["nonce"] else {
                return Response(status: .notFound)
            }
            var token = TestToken(issuer: address + "/", now: World.live.now())
            token.claims.merge(visitor) { _, new in new }
            token.claims["nonce"] = String(nonce)
            token.claims["aud"] = query["client_id"].map { String($0) }
            state.keys = [("one", TestKeys.first)]
            state.token = try token.signed(by: TestKeys.first)
            let location = "\(back)?code=the-code&state=\(query["state"] ?? "")"
            return Response(status: .found, headers: [.location: location])
        }
    }

    private static func json(_ value: [String: any Sendable]) throws -> Response {
        let bytes = try JSONSerialization.data(withJSONObject: value)
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// Keys that tests share, because making one takes long.
package enum TestKeys {
    package static let first = make()
    package static let second = make()

    private static func make() -> _RSA.Signing.PrivateKey {
        do {
            return try _RSA.Signing.PrivateKey(keySize: .bits2048)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

/// Writes tokens, honest and other ones.
package struct TestToken {
    package var header: [String: any Sendable] = ["alg": "RS256", "kid": "one", "typ": "JWT"]
    package var claims: [String: any Sendable]

    package init(issuer: String, now: Instant) {
        claims = [
            "iss": issuer, "sub": "auth0|7", "aud": "kinothek", "nonce": "the nonce", "exp": now.seconds + 300,
            "iat": now.seconds, "email": "ann@example.org", "email_verified": true, "name": "Ann",
        ]
    }

    package func signed(by key: _RSA.Signing.PrivateKey) throws -> String {
        let text = try unsigned()
        let signature = try key.signature(for: Data(text.utf8), padding: .insecurePKCS1v1_5)
        return text + "." + Base64URL.encode(signature.rawRepresentation)
    }

    /// Header and payload.
    package func unsigned() throws -> String {
        let parts = try [header, claims].map { Base64URL.encode(try JSONSerialization.data(withJSONObject: $0)) }
        return parts.joined(separator: ".")
    }
}
