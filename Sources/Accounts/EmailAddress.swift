import Basics
package import Domain

/// The one written form of an account's e-mail address: trimmed and lower case, so that two spellings are one account.
package enum EmailAddress {
    /// Throws `AccountError.invalidEmail` unless there is exactly one `@` with text on both sides, no blank and no
    /// control character inside, and at most 254 bytes. Whether mail arrives there is nobody's business here.
    package static func canonical(_ text: String) throws(AccountError) -> String {
        let email = text.trimmed.lowercased()
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard email.utf8.count <= AccountsLimits.emailBytesMax, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
            email.unicodeScalars.allSatisfy({ !$0.isBlankOrControl })
        else { throw .invalidEmail(text) }
        return email
    }

    /// The end of addresses to which nothing can ever be sent (RFC 2606).
    static let nowhere = ".invalid"

    /// Accounts of media servers have such addresses, and nobody can vouch for one.
    static func isNowhere(_ email: String) -> Bool { email.lowercased().hasSuffix(nowhere) }
}
