import Basics
import Domain

/// An ID token in its parts. Nothing in it is believed before its signature was checked.
struct IDToken {
    let algorithm: String
    let keyID: String?
    let payload: [UInt8]
    /// The text that was signed.
    let signed: [UInt8]
    let signature: [UInt8]

    /// Throws `IdentityProviderError.refused` for text that is no token, and for one with extensions that must be
    /// understood.
    init(_ text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= ConnectorsLimits.openIDTokenBytesMax, parts.count == 3,
            let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), let claims = try? JSONClaims(header),
            let algorithm = claims["alg"]?.text, claims["crit"] == nil
        else { throw IdentityProviderError.refused(reason: "that is no token") }
        self.algorithm = algorithm
        self.payload = payload
        self.signature = signature
        keyID = claims["kid"]?.text
        signed = Array("\(parts[0]).\(parts[1])".utf8)
    }
}

/// What a token says, once its signature was checked.
struct IDTokenClaims {
    let subject: String
    private let claims: JSONClaims

    /// Throws `IdentityProviderError.refused` when it does not say whom it is about.
    init(_ payload: [UInt8]) throws {
        guard let claims = try? JSONClaims(payload), let subject = claims["sub"]?.text, !subject.isEmpty,
            subject.utf8.count <= ConnectorsLimits.openIDSubjectBytesMax
        else { throw IdentityProviderError.refused(reason: "the token names nobody") }
        self.claims = claims
        self.subject = subject
    }

    /// Whether the token is from this provider, for this server, for this attempt, and good now.
    ///
    /// Throws `IdentityProviderError.refused`.
    func check(issuer: String, clientID: String, nonce: String, now: Double) throws {
        let leeway = ConnectorsLimits.openIDLeewaySeconds
        let audience = claims["aud"]?.texts ?? []
        let party = claims["azp"]?.text
        try require(claims["iss"]?.text == issuer, "another issuer")
        try require(audience.contains(clientID), "another audience")
        try require(party == clientID || party == nil && audience.count == 1, "another authorized party")
        try require(claims["nonce"]?.text == nonce, "another nonce")
        try require((claims["exp"]?.number).map { now < $0 + leeway } ?? false, "an end that has passed")
        try require((claims["iat"]?.number).map { $0 < now + leeway } ?? true, "a beginning that is to come")
        try require((claims["nbf"]?.number).map { $0 < now + leeway } ?? true, "a beginning that is to come")
    }

    var email: String? { claims["email"]?.text }
    var name: String? { claims["name"]?.text }
    /// Some providers write the truth as a text.
    var isEmailVerified: Bool { claims["email_verified"]?.flag ?? (claims["email_verified"]?.text == "true") }

    /// The texts of a claim: one of this very name, else one inside others (`realm_access.roles`).
    func values(at path: String) -> [String] {
        if let claim = claims[path] { return claim.texts }
        return path.split(separator: ".").reduce(Optional(claims)) { $0?[String($1)] }?.texts ?? []
    }

    private func require(_ isTrue: Bool, _ what: String) throws {
        guard isTrue else { throw IdentityProviderError.refused(reason: "the token has \(what)") }
    }
}
