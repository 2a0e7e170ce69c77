import Foundation

/// Makes keys under which spellings of the same thing are equal, on both drivers alike.
enum Folding {
    /// The key of a name in the vocabulary: lower case, composed form, single spaces.
    static func nameKey(_ name: String) -> String {
        let lower = name.lowercased()
        let composed = lower.utf8.allSatisfy { $0 < 0x80 } ? lower : lower.precomposedStringWithCanonicalMapping
        return bounded(composed)
    }

    /// The key of a title: letters and digits without case, accents and punctuation.
    ///
    /// A title of nothing but signs keeps them.
    static func matchKey(_ title: String) -> String {
        let folded = folded(title)
        let words = folded.split { !($0.isLetter || $0.isNumber) }
        return bounded(words.isEmpty ? tidied(folded) : words.joined(separator: " "))
    }

    /// What titles are sorted by: the key of the title without its leading article.
    static func sortKey(_ title: String) -> String { withoutArticle(matchKey(title)) }

    /// What names are searched in: the text without case and accents, with its signs and single spaces, but none of the
    /// control characters that `NameMark` uses.
    static func searchText(_ text: String) -> String {
        let folded = folded(text)
        let marks: ClosedRange<UInt32> = 1...4
        guard folded.utf8.contains(where: { marks.contains(UInt32($0)) }) else { return tidied(folded) }
        return tidied(String(String.UnicodeScalarView(folded.unicodeScalars.filter { !marks.contains($0.value) })))
    }

    /// A folded name without its leading article, unless nothing else would remain.
    static func withoutArticle(_ name: String) -> String {
        guard let space = name.firstIndex(of: " "), articles.contains(name[..<space]) else { return name }
        return String(name[name.index(after: space)...])
    }

    /// The text without characters that no database holds, without spaces around it and with single ones inside.
    static func tidied(_ text: String) -> String {
        text.split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
    }

    /// The text without NUL, which PostgreSQL refuses; line breaks stay.
    static func storable(_ text: String) -> String {
        text.utf8.contains(0) ? String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" })) : text
    }

    private static let articles: Set<Substring> = [
        "the", "a", "an", "le", "la", "les", "el", "los", "las", "il", "der", "die", "das",
    ]

    /// Composed, because some systems write the names of files decomposed.
    private static func folded(_ text: String) -> String {
        isPlain(text)
            ? text.lowercased()
            : text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
                .precomposedStringWithCanonicalMapping
    }

    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    /// Cut at a character's border so that the database can index it.
    static func bounded(_ text: String) -> String {
        guard text.utf8.count > StorageLimits.keyBytesMax else { return text }
        var scalars = String.UnicodeScalarView()
        var size = 0
        for scalar in text.unicodeScalars {
            size += UTF8.width(scalar)
            if size > StorageLimits.keyBytesMax { break }
            scalars.append(scalar)
        }
        return String(scalars)
    }
}
