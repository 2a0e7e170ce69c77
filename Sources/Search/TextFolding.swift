import Foundation

/// Reduces text to what people mean when they type it: no case, no accents, no punctuation, single blanks.
package enum TextFolding {
    /// Articles that people leave out in front of a title, in the languages of most catalogues.
    private static let articles: Set<String> = [
        "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "l", "un", "une", "el", "los", "las",
        "il", "lo", "gli", "de", "het", "en", "den", "det",
    ]

    private static let apostrophes: Set<Unicode.Scalar> = ["'", "\u{2018}", "\u{2019}", "\u{02BC}"]

    /// "Amélie: Le Fabuleux Destin" becomes "amelie le fabuleux destin".
    package static func folded(_ text: some StringProtocol) -> String {
        words(of: text).joined(separator: " ")
    }

    /// The folded text without a leading article, unless nothing else would remain. Text of nothing but signs keeps
    /// them: "$" is a film.
    package static func foldedTitle(_ text: some StringProtocol) -> String {
        let words = words(of: text)
        guard let first = words.first else { return String(text.filter { !$0.isWhitespace }) }
        if hasElidedArticle(text) { return ([String(first.dropFirst())] + words.dropFirst()).joined(separator: " ") }
        guard words.count > 1, articles.contains(first) else { return words.joined(separator: " ") }
        return words.dropFirst().joined(separator: " ")
    }

    /// What `foldedTitle` makes of the different ways in which a title is typed: "L'Avventura" is also found as
    /// "lavventura". None for blank text.
    static func names(of title: String) -> [String] {
        let names = [foldedTitle(title)] + (hasElidedArticle(title) ? [folded(title)] : [])
        return names.filter { !$0.isEmpty }
    }

    /// The folded words in order. "don't" is one word, "spider-man" two, "&" is "and".
    package static func words(of text: some StringProtocol) -> [String] {
        var words: [String] = []
        var current = String.UnicodeScalarView()
        for scalar in plain(text) where !apostrophes.contains(scalar) {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                current.append(scalar)
            } else if !current.isEmpty {
                words.append(String(current))
                current = String.UnicodeScalarView()
            }
        }
        if !current.isEmpty { words.append(String(current)) }
        return words
    }

    /// Whether the text begins with "l'" and a letter.
    private static func hasElidedArticle(_ text: some StringProtocol) -> Bool {
        let start = Array(text.unicodeScalars.prefix(3))
        return start.count == 3 && (start[0] == "l" || start[0] == "L") && apostrophes.contains(start[1])
            && start[2].properties.isAlphabetic
    }

    private static func plain(_ text: some StringProtocol) -> String.UnicodeScalarView {
        let spelled = text.replacingOccurrences(of: "&", with: " and ")
        var plain = String.UnicodeScalarView()
        for scalar in spelled.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
        where scalar.properties.generalCategory != .nonspacingMark {
            if let spelling = special[scalar] {
                plain.append(contentsOf: spelling.unicodeScalars)
            } else {
                plain.append(scalar)
            }
        }
        return plain
    }

    /// Letters that have no decomposition but that people type without their stroke, or as two.
    private static let special: [Unicode.Scalar: String] = [
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    ]
}
