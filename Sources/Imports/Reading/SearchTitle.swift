/// What is searched for and compared of a title: the title itself without entities, and without a year and the words
/// of editions that shops put behind it.
///
/// `Blade Runner (The Final Cut) [OV]` becomes `Blade Runner`, `Dune (1984)` becomes `Dune` of 1984; `(500) Days of
/// Summer` and `[REC]` stay as they are.
package struct SearchTitle: Sendable, Hashable {
    package let text: String
    /// The year in brackets, from 1888 to five years after `thisYear`.
    package let year: Int?

    package init(_ cell: String, thisYear: Int) {
        let plain = TitleText.plain(cell)
        var stripping = EditionStripping(plain, yearMax: thisYear + ImportsLimits.filmYearsAhead)
        stripping.run()
        let isNothingLeft = stripping.rest.isEmpty
        text = isNothingLeft ? plain : String(stripping.rest)
        year = isNothingLeft ? nil : stripping.year
    }
}

/// Takes years and editions off the end of a title, one after the other.
private struct EditionStripping {
    private(set) var rest: Substring
    private(set) var year: Int?
    private let yearMax: Int

    init(_ title: String, yearMax: Int) {
        (rest, self.yearMax) = (title[...], yearMax)
    }

    mutating func run() {
        while let kept = withoutBracket() ?? withoutPhrase() {
            rest = kept
            while rest.utf8.last == UInt8(ascii: " ") { rest.removeLast() }
        }
    }

    /// The title before a year, or before editions, in brackets at its end. Nil when it ends with something else.
    private mutating func withoutBracket() -> Substring? {
        guard let opening = lastBracket() else { return nil }
        let bytes = rest.utf8
        let inner = rest[bytes.index(after: opening)..<bytes.index(before: bytes.endIndex)]
        if year == nil, let found = yearOfFilm(inner) {
            year = found
        } else {
            guard EditionWords.areWords(inner) else { return nil }
        }
        return rest[..<opening]
    }

    /// Where the bracket opens that is closed at the end.
    private func lastBracket() -> Substring.Index? {
        let bytes = rest.utf8
        guard let closing = bytes.last else { return nil }
        let opening: UInt8
        switch closing {
        case UInt8(ascii: ")"): opening = UInt8(ascii: "(")
        case UInt8(ascii: "]"): opening = UInt8(ascii: "[")
        default: return nil
        }
        var depth = 0
        var index = bytes.endIndex
        while index > bytes.startIndex {
            bytes.formIndex(before: &index)
            if bytes[index] == closing { depth += 1 }
            if bytes[index] == opening { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private func yearOfFilm(_ inner: Substring) -> Int? {
        let digits = EditionWords.trimmed(inner)
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48...57).contains($0) }), let year = Int(digits),
            year >= ImportsLimits.filmYearMin, year <= yearMax
        else { return nil }
        return year
    }

    /// The title before ` - X` or `: X` at its end where X names an edition.
    private func withoutPhrase() -> Substring? {
        let bytes = rest.utf8
        var index = bytes.endIndex
        var length = 0
        while index > bytes.startIndex, length <= EditionWords.phraseBytesMax {
            bytes.formIndex(before: &index)
            length += 1
            guard bytes[index] == UInt8(ascii: " "), index > bytes.startIndex else { continue }
            let before = bytes.index(before: index)
            let isColon = bytes[before] == UInt8(ascii: ":")
            let isDash = bytes[before] == UInt8(ascii: "-") && bytes[..<before].last == UInt8(ascii: " ")
            guard isColon || isDash else { continue }
            return EditionWords.isPhrase(rest[bytes.index(after: index)...]) ? rest[..<before] : nil
        }
        return nil
    }
}
