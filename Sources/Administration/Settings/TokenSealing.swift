import Basics
import Domain

/// Seals secrets that are no settings, such as tokens of people's accounts elsewhere, with the key of the settings.
package struct TokenSealing: SecretSealing {
    private let vault: SecretVault
    private let settings: Settings
    /// What is sealed for one purpose does not open for another.
    private let purpose: String

    package init(vault: SecretVault, settings: Settings, purpose: String) {
        self.vault = vault
        self.settings = settings
        self.purpose = purpose
    }

    /// Throws `SecretError`. Makes a key only where no stored setting needs one that is missing.
    package func seal(_ secret: [UInt8]) throws -> [UInt8] {
        let text = try vault.seal(
            Base64URL.encode(secret), for: purpose, mayMakeKey: settings.snapshot.sealed.isEmpty)
        return Array(text.utf8)
    }

    /// Throws `SecretError`.
    package func open(_ sealed: [UInt8]) throws -> [UInt8] {
        let text = try vault.open(String(decoding: sealed, as: UTF8.self), for: purpose)
        return Base64URL.decode(text) ?? []
    }
}
