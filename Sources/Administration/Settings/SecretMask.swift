/// How a secret is shown: bullets, and its last characters so that people know which it is.
package enum SecretMask {
    private static let bullet: Character = "•"
    private static let bullets = String(repeating: bullet, count: 8)

    package static func masked(_ secret: String) -> String {
        bullets + end(of: secret)
    }

    /// Whether a text is no new secret but what a form shows of the present one: a mask, or the characters that the
    /// mask leaves.
    package static func isShown(_ text: String, of secret: String?) -> Bool {
        if text.contains(bullet) || (!text.isEmpty && text.allSatisfy { $0 == "*" }) { return true }
        guard let secret, !text.isEmpty else { return false }
        return text == end(of: secret)
    }

    /// Nothing of short ones, of which it would be too much.
    private static func end(of secret: String) -> String {
        guard secret.count >= AdministrationLimits.shownSecretCharactersMin else { return "" }
        return String(secret.suffix(AdministrationLimits.shownCharacters))
    }
}
