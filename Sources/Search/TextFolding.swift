import Foundation

/// Reduces text to what people mean when they type it: no case, no accents, no punctuation, single blanks.
package enum TextFolding {
    /// Articles that people leave out in front of a title, in the languages of most catalogues.
    private static let articles: Set<String> = [
        "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "l", "un", "une", "el", "los", "las",
        "il", "lo", "gli", "de", "het", "en", "den", "det",
    ]

    /// "Amélie: Le Fabuleux Destin" becomes "amelie le fabuleux destin".
    package static func folded(_ text: some StringProtocol) -> String {
        words(of: text).joined(separator: " ")
    }

    /// The folded text without a leading article, unless nothing else would remain.
    package static func foldedTitle(_ text: some StringProtocol) -> String {
        let words = words(of: text)
        guard words.count > 1, articles.contains(words[0]) else { return words.joined(separator: " ") }
        return words.dropFirst().joined(separator: " ")
    }

    /// The folded words in order. "don't" is one word, "spider-man" two, "&" is "and".
    package static func words(of text: some StringProtocol) -> [String] {
        var words: [String] = []
        var current = String.UnicodeScalarView()
        for scalar in plain(text) {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                current.append(scalar)
            } else if scalar != "'" && scalar != "\u{2019}" && !current.isEmpty {
                words.append(String(current))
                current = String.UnicodeScalarView()
            }
        }
        if !current.isEmpty { words.append(String(current)) }
        return words
    }

    private static func plain(_ text: some StringProtocol) -> [Unicode.Scalar] {
        let spelled = text.replacingOccurrences(of: "&", with: " and ")
        return spelled.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars.compactMap { scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark: nil
            default: special[scalar] ?? scalar
            }
        }
    }

    /// Letters that have no decomposition but that people type without their stroke.
    private static let special: [Unicode.Scalar: Unicode.Scalar] = ["ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"]
}
