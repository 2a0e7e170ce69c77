/// The text that is stored for an error: one line, bounded, and without what could be a secret.
enum FailureText {
    /// An error that describes itself is taken at its word; of any other only the type and case are told, because
    /// associated values may hold anything.
    static func of(_ error: any Error) -> String {
        let text: String
        if type(of: error) is any CustomStringConvertible.Type {
            text = String(describing: error)
        } else {
            let name = String(describing: error).prefix { $0 != "(" && $0 != " " }
            text = "\(type(of: error)).\(name)"
        }
        return redacted(text)
    }

    /// The text in one line, bounded, and without what could be a secret.
    static func redacted(_ text: String) -> String {
        // Words beyond the bound need not be looked at.
        let line = text.prefix(JobsLimits.textCharactersRead).split(whereSeparator: \.isWhitespace)
            .map { redacted($0) }.joined(separator: " ")
        return String(line.prefix(JobsLimits.failureCharactersMax))
    }

    /// A word without the user information of an address and without long runs of letters and digits.
    private static func redacted(_ word: Substring) -> String {
        var result = ""
        var run = ""
        for character in withoutUserInfo(word) + " " {
            if character.isLetter || character.isNumber || character == "_" || character == "-" {
                run.append(character)
            } else {
                result += isSecret(run) ? "***" : run
                result.append(character)
                run = ""
            }
        }
        return String(result.dropLast())
    }

    private static func isSecret(_ run: String) -> Bool {
        run.count >= JobsLimits.secretCharactersMin && run.contains(where: \.isNumber)
    }

    private static func withoutUserInfo(_ word: Substring) -> String {
        guard let scheme = word.firstRange(of: "://") else { return String(word) }
        let rest = word[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let at = authority.lastIndex(of: "@") else { return String(word) }
        return word[..<scheme.upperBound] + "***" + rest[at...]
    }
}
