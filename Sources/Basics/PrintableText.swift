extension String {
    /// The text without blanks at its ends.
    package var trimmed: String {
        let blank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let scalars = unicodeScalars.drop(while: blank).reversed().drop(while: blank).reversed()
        return String(String.UnicodeScalarView(scalars))
    }

    /// Printable text of at most `charactersMax` characters without blanks at its ends.
    ///
    /// Control and format characters go, because names and labels are shown in terminals.
    package func printable(charactersMax: Int) -> String {
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

    package var isBlankOrControl: Bool { properties.isWhitespace || isControl }
}
