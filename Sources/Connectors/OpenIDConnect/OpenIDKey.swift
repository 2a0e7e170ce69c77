import Basics
import CryptoExtras
import Domain
import Foundation

/// A public key of a provider.
struct OpenIDKey: Sendable {
    let name: String?
    private let key: _RSA.Signing.PublicKey

    /// The keys of a set that can check RS256 signatures; others, and damaged ones, are left out.
    static func set(_ body: [UInt8]) throws -> [OpenIDKey] {
        guard let entries = try JSONClaims(body)["keys"]?.list else {
            throw IdentityProviderError.unavailable(reason: "the provider's key set has no keys")
        }
        return entries.prefix(ConnectorsLimits.openIDKeysMax).compactMap { OpenIDKey($0) }
    }

    private init?(_ entry: JSONClaims) {
        guard entry["kty"]?.text == "RSA", entry["use"]?.text ?? "sig" == "sig",
            entry["alg"]?.text ?? "RS256" == "RS256",
            let modulus = entry["n"]?.text.flatMap({ Base64URL.decode($0) }),
            let exponent = entry["e"]?.text.flatMap({ Base64URL.decode($0) }),
            let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent),
            key.keySizeInBits >= ConnectorsLimits.openIDKeyBitsMin
        else { return nil }
        self.key = key
        name = entry["kid"]?.text
    }

    func isSignature(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature), for: text, padding: .insecurePKCS1v1_5)
    }
}
