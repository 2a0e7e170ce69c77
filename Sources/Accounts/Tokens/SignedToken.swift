import Basics
import Crypto
import Foundation

/// The three parts of a token, of which the first is the only one that this server writes.
///
/// Nothing of the header is ever interpreted, so no header can choose another algorithm.
struct SignedToken {
    /// `{"alg":"HS256","typ":"JWT"}`
    fileprivate static let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
    private static let dot = UInt8(ascii: ".")

    fileprivate let claims: [UInt8]
    fileprivate let signature: [UInt8]

    /// Nil for what cannot be a token, without any work that its length could make large.
    init?(_ text: String) {
        guard text.utf8.count <= AccountsLimits.accessTokenBytesMax else { return nil }
        let parts = text.utf8.split(separator: Self.dot, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual(Self.header.utf8) else { return nil }
        (claims, signature) = (Array(parts[1]), Array(parts[2]))
    }
}

/// What a token says.
struct TokenClaims {
    let userUUID: String
    let issuedAt: Instant
    let expiresAt: Instant

    init(userUUID: String, issuedAt: Instant) {
        self.userUUID = userUUID
        self.issuedAt = issuedAt
        expiresAt = issuedAt.adding(seconds: AccountsLimits.accessTokenSeconds)
    }

    /// Nil for claims of another kind, and for moments that are none.
    fileprivate init?(_ written: WrittenClaims) {
        guard written.type == WrittenClaims.access, let issuedAt = Self.moment(written.iat),
            let expiresAt = Self.moment(written.exp)
        else { return nil }
        (userUUID, self.issuedAt, self.expiresAt) = (written.sub, issuedAt, expiresAt)
    }

    private static func moment(_ seconds: Double) -> Instant? {
        Int64(exactly: (seconds * 1000).rounded()).map { Instant(milliseconds: $0) }
    }
}

/// The claims as JSON: `iat` and `exp` are seconds since 1970 with their milliseconds.
private struct WrittenClaims: Codable {
    static let access = "access"

    let sub: String
    let iat: Double
    let exp: Double
    let type: String

    init(_ claims: TokenClaims) {
        (sub, iat, exp) = (claims.userUUID, claims.issuedAt.seconds, claims.expiresAt.seconds)
        type = Self.access
    }
}

/// Signs tokens and checks signatures.
struct TokenSigner {
    let key: SymmetricKey

    func token(of claims: TokenClaims) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let body = Base64URL.encode(try encoder.encode(WrittenClaims(claims)))
        return "\(SignedToken.header).\(body).\(signature(of: body.utf8))"
    }

    /// Nil for another signature, or another spelling of the right one; nothing of the claims is read before.
    func claims(of token: SignedToken) -> TokenClaims? {
        guard token.signature.isEqualInConstantTime(to: Array(signature(of: token.claims).utf8)),
            let bytes = Base64URL.decode(String(decoding: token.claims, as: UTF8.self)),
            let written = try? JSONDecoder().decode(WrittenClaims.self, from: Data(bytes))
        else { return nil }
        return TokenClaims(written)
    }

    private func signature(of claims: some Sequence<UInt8>) -> String {
        let signed = Array(SignedToken.header.utf8) + [UInt8(ascii: ".")] + claims
        return Base64URL.encode(HMAC<SHA256>.authenticationCode(for: signed, using: key))
    }
}
