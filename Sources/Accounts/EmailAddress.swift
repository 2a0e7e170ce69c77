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
}

extension String {
    /// The text without blanks at its ends.
    var trimmed: String {
        let blank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let scalars = unicodeScalars.drop(while: blank).reversed().drop(while: blank).reversed()
        return String(String.UnicodeScalarView(scalars))
    }

    /// Printable text of at most `charactersMax` characters without blanks at its ends.
    ///
    /// Control and format characters go, because names and labels are shown in terminals.
    func printable(charactersMax: Int) -> String {
        let kept = unicodeScalars.filter { !$0.isControl }
        return String(String(String.UnicodeScalarView(kept)).trimmed.prefix(charactersMax)).trimmed
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    fileprivate var isBlankOrControl: Bool { properties.isWhitespace || isControl }
}
