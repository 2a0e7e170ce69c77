package import Basics
package import Domain

/// A provider that speaks OpenID Connect: authorization code with PKCE, tokens signed with RS256 and with nothing else.
package struct OpenIDProvider: IdentityProvider {
    private let settings: OpenIDSettings
    private let directory: OpenIDDirectory
    private let http: OutgoingHTTP
    private let now: @Sendable () -> Instant

    package init(settings: OpenIDSettings, http: OutgoingHTTP, now: @escaping @Sendable () -> Instant) {
        self.settings = settings
        self.http = http
        self.now = now
        directory = OpenIDDirectory(issuer: settings.issuer, http: http, now: now)
    }

    package func signInURL(for attempt: ExternalAttempt, challenge: String) async throws -> String {
        let endpoint = try await directory.document().authorizationEndpoint
        let query = FormText.encode([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", attempt.redirectURL),
            ("scope", settings.scopes), ("state", attempt.state), ("nonce", attempt.nonce),
            ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ])
        return endpoint + (endpoint.contains("?") ? "&" : "?") + query
    }

    package func person(code: String, attempt: ExternalAttempt) async throws -> ExternalPerson {
        let document = try await directory.document()
        let token = try IDToken(try await exchange(code, attempt, at: document))
        guard token.algorithm == "RS256" else {
            throw IdentityProviderError.refused(reason: "the token is signed with \(token.algorithm), not RS256")
        }
        let key = try await directory.key(named: token.keyID)
        guard key.isSignature(token.signature, of: token.signed) else {
            throw IdentityProviderError.refused(reason: "the token's signature is wrong")
        }
        let claims = try IDTokenClaims(token.payload)
        try claims.check(
            issuer: document.issuer, clientID: settings.clientID, nonce: attempt.nonce, now: now().seconds)
        return person(claims, issuer: document.issuer)
    }

    /// Trades the code for the text of an ID token.
    private func exchange(_ code: String, _ attempt: ExternalAttempt, at document: OpenIDDocument) async throws
        -> String
    {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", attempt.redirectURL),
            ("client_id", settings.clientID), ("code_verifier", attempt.verifier),
        ]
        var headers = [
            ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json"),
        ]
        if let secret = settings.clientSecret {
            if document.takesBasicAuthentication {
                headers.append(("Authorization", FormText.basic(name: settings.clientID, secret: secret)))
            } else {
                fields.append(("client_secret", secret))
            }
        }
        let answer = try await OpenIDAnswer.of("the token endpoint") { [headers, fields] in
            try await http.post(
                document.tokenEndpoint, headers: headers, body: Array(FormText.encode(fields).utf8),
                timeoutSeconds: ConnectorsLimits.openIDSeconds)
        }
        // A code that is wrong, old or used up is the person's affair; anything else is the provider's.
        if (400..<500).contains(answer.status) {
            throw IdentityProviderError.refused(reason: "the token endpoint answered \(answer.status)")
        }
        guard answer.status == 200, let token = try? JSONClaims(answer.body)["id_token"]?.text else {
            throw IdentityProviderError.unavailable(reason: "the token endpoint gave no token (\(answer.status))")
        }
        return token
    }

    private func person(_ claims: IDTokenClaims, issuer: String) -> ExternalPerson {
        let role = settings.roleClaim.map { claims.values(at: $0).contains(settings.adminValue) ? Role.admin : .user }
        return ExternalPerson(
            issuer: issuer, subject: claims.subject, email: claims.email, isEmailVerified: claims.isEmailVerified,
            name: claims.name, role: role)
    }
}

/// Runs a request and words what went wrong on the way.
enum OpenIDAnswer {
    static func of(
        _ what: String, _ work: @Sendable () async throws -> OutgoingHTTP.Answer
    ) async throws -> OutgoingHTTP.Answer {
        do {
            return try await work()
        } catch let error as CancellationError {
            throw error
        } catch {
            throw IdentityProviderError.unavailable(reason: "\(what) cannot be reached: \(error)")
        }
    }
}

/// Names and values as forms and query strings have them.
enum FormText {
    static func encode(_ fields: [(String, String)]) -> String {
        fields.map { escaped($0.0) + "=" + escaped($0.1) }.joined(separator: "&")
    }

    /// RFC 6749 section 2.3.1: both parts are escaped like form fields before they are joined.
    static func basic(name: String, secret: String) -> String {
        "Basic " + Base64.encode(Array("\(escaped(name)):\(escaped(secret))".utf8))
    }

    private static func escaped(_ text: String) -> String { PercentText.encode(text) }
}

/// Base64 with its usual letters and padding.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        let text = Base64URL.encode(bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }
}
