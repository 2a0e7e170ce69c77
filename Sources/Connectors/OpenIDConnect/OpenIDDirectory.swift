import Basics
import Domain

/// What a provider publishes of itself: its addresses and the keys that it signs with.
actor OpenIDDirectory {
    private let issuer: String
    private let http: OutgoingHTTP
    private let now: @Sendable () -> Instant
    private var known: (document: OpenIDDocument, at: Instant)?
    private var keys: [OpenIDKey]?

    init(issuer: String, http: OutgoingHTTP, now: @escaping @Sendable () -> Instant) {
        self.issuer = issuer
        self.http = http
        self.now = now
    }

    /// The provider's discovery document, remembered for a while. Throws `IdentityProviderError`.
    func document() async throws -> OpenIDDocument {
        if let known, now().seconds(since: known.at) < ConnectorsLimits.openIDDocumentSeconds { return known.document }
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let body = try await fetch(base + "/.well-known/openid-configuration")
        let document = try OpenIDDocument(body, issuer: issuer)
        known = (document, now())
        keys = nil
        return document
    }

    /// The key of a token. A name that is not known yet has the set fetched anew, once: providers change their keys.
    ///
    /// Throws `IdentityProviderError`.
    func key(named name: String?) async throws -> OpenIDKey {
        if let keys, let key = Self.key(named: name, in: keys) { return key }
        let address = try await document().keySet
        let fetched = try OpenIDKey.set(try await fetch(address))
        keys = fetched
        guard let key = Self.key(named: name, in: fetched) else {
            throw IdentityProviderError.refused(reason: "the provider has no key \(name ?? "without a name")")
        }
        return key
    }

    /// A token without a key's name is taken only when there is no choice.
    private static func key(named name: String?, in keys: [OpenIDKey]) -> OpenIDKey? {
        guard let name else { return keys.count == 1 ? keys.first : nil }
        return keys.first { $0.name == name }
    }

    private func fetch(_ url: String) async throws -> [UInt8] {
        let answer = try await OpenIDAnswer.of(url) { [http] in
            try await http.get(
                url, headers: [("Accept", "application/json")],
                bounds: AnswerBounds(
                    seconds: ConnectorsLimits.openIDSeconds, bytesMax: ConnectorsLimits.openIDBytesMax))
        }
        guard answer.status == 200 else {
            throw IdentityProviderError.unavailable(reason: "\(url) answered \(answer.status)")
        }
        return answer.body
    }
}

/// A discovery document, as far as it is needed.
struct OpenIDDocument: Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keySet: String
    let takesBasicAuthentication: Bool

    /// Throws `IdentityProviderError.unavailable` for a document of somebody else, and for one that sends people or
    /// secrets over plain HTTP although the provider itself is reached over TLS.
    init(_ body: [UInt8], issuer wanted: String) throws {
        let claims = try JSONClaims(body)
        func address(_ name: String) throws -> String {
            guard let url = claims[name]?.text, url.hasPrefix("https://") || !wanted.hasPrefix("https://") else {
                throw IdentityProviderError.unavailable(reason: "the provider's \(name) is missing or not safe")
            }
            return url
        }
        issuer = claims["issuer"]?.text ?? ""
        guard Self.withoutSlash(issuer) == Self.withoutSlash(wanted) else {
            throw IdentityProviderError.unavailable(reason: "the provider calls itself \(issuer), not \(wanted)")
        }
        authorizationEndpoint = try address("authorization_endpoint")
        tokenEndpoint = try address("token_endpoint")
        keySet = try address("jwks_uri")
        // Without a list the standard says that basic authentication is taken.
        let methods = claims["token_endpoint_auth_methods_supported"]?.texts
        takesBasicAuthentication = methods.map { $0.isEmpty || $0.contains("client_secret_basic") } ?? true
    }

    private static func withoutSlash(_ text: String) -> Substring {
        text.hasSuffix("/") ? text.dropLast() : text[...]
    }
}
