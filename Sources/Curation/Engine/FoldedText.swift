import Foundation

/// A text as names are looked for in it: its words without case, bounded by separators.
///
/// Words are bounded by `_ . - – + , ( ) [ ]`, by their like in other scripts, and by blanks. Quotation marks and marks
/// that end a sentence go from the ends of words, so that "Anna Bell!" has the words of "Anna Bell"; inside a word they
/// stay.
struct FoldedText: Sendable {
    /// The words with one blank between them, as UTF-8.
    struct Line: Sendable, Hashable {
        var bytes: [UInt8] = []
        var words: [Range<Int>] = []
    }

    /// After NFKC and case folding.
    private(set) var exact = Line()
    /// The same words without diacritics.
    private(set) var plain = Line()
    /// Whether both are the same.
    private(set) var isPlain = true
    /// Words that are four digits in brackets, by their place.
    private(set) var bracketedYears: [Int] = []

    var count: Int { exact.words.count }

    init(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        exact.bytes.reserveCapacity(bytes.count)
        readWords(bytes) { text, bytes, word in
            if bytes[word].allSatisfy({ $0 < 0x80 }) {
                text.append(bytes, word)
            } else {
                // What is folded may fall into more words.
                let folded = Array(Self.folded(String(decoding: bytes[word], as: UTF8.self)).utf8)
                text.readWords(folded) { $0.append($1, $2) }
            }
        }
        if exact.bytes.allSatisfy({ $0 < 0x80 }) { plain = exact } else { makePlain() }
    }

    private mutating func readWords(
        _ bytes: [UInt8], _ read: (inout FoldedText, [UInt8], Range<Int>) -> Void
    ) {
        var start = 0
        for place in 0...bytes.count where place == bytes.count || Self.isSeparator(bytes[place]) {
            if place > start { read(&self, bytes, start..<place) }
            start = place + 1
        }
    }

    private mutating func append(_ text: [UInt8], _ word: Range<Int>) {
        if Self.isBracketed(text, word) { bracketedYears.append(exact.words.count) }
        var (first, last) = (word.lowerBound, word.upperBound)
        while first < last, Self.isEdge(text[first]) { first += 1 }
        while first < last, Self.isEdge(text[last - 1]) { last -= 1 }
        if first == last { (first, last) = (word.lowerBound, word.upperBound) }
        if !exact.bytes.isEmpty { exact.bytes.append(0x20) }
        let begin = exact.bytes.count
        for place in first..<last { exact.bytes.append(Self.lower(text[place])) }
        exact.words.append(begin..<exact.bytes.count)
    }

    private mutating func makePlain() {
        for word in exact.words {
            if !plain.bytes.isEmpty { plain.bytes.append(0x20) }
            let begin = plain.bytes.count
            if exact.bytes[word].allSatisfy({ $0 < 0x80 }) {
                plain.bytes.append(contentsOf: exact.bytes[word])
            } else {
                let text = String(decoding: exact.bytes[word], as: UTF8.self)
                let bare = Self.withoutDiacritics(text)
                plain.bytes.append(contentsOf: (bare.isEmpty ? text : bare).utf8)
            }
            plain.words.append(begin..<plain.bytes.count)
        }
        isPlain = plain == exact
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F: true
        case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ","),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }

    private static func isEdge(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
            UInt8(ascii: ";"):
            true
        default: false
        }
    }

    private static func isBracketed(_ text: [UInt8], _ word: Range<Int>) -> Bool {
        guard word.count == 4, word.lowerBound > 0, word.upperBound < text.count,
            text[word].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return false }
        let (before, behind) = (text[word.lowerBound - 1], text[word.upperBound])
        return before == UInt8(ascii: "(") && behind == UInt8(ascii: ")")
            || before == UInt8(ascii: "[") && behind == UInt8(ascii: "]")
    }
}

// What is not ASCII.
extension FoldedText {
    /// Upper case first, because that spells out what lower case keeps, such as "ß".
    private static func folded(_ text: String) -> String {
        let cased = text.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
        var folded = String.UnicodeScalarView()
        for scalar in cased.precomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar {
            case "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}": folded.append("'")
            case _ where isSeparator(scalar): folded.append(" ")
            case _ where scalar.properties.generalCategory == .format: continue
            default: folded.append(scalar)
            }
        }
        return String(folded)
    }

    /// Dashes, brackets and stops of other scripts bound words as theirs of ASCII do.
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80 else { return false }
        switch scalar.properties.generalCategory {
        case .dashPunctuation, .openPunctuation, .closePunctuation, .spaceSeparator, .lineSeparator,
            .paragraphSeparator, .control:
            return true
        default:
            return ["\u{3001}", "\u{3002}", "\u{30FB}"].contains(scalar)
        }
    }

    private static let strokes: [Unicode.Scalar: Unicode.Scalar] = ["ø": "o", "ł": "l", "đ": "d", "ħ": "h"]
    private static let marks: ClosedRange<UInt32> = 0x0300...0x036F

    private static func withoutDiacritics(_ word: String) -> String {
        var bare = String.UnicodeScalarView()
        for scalar in word.decomposedStringWithCanonicalMapping.unicodeScalars where !marks.contains(scalar.value) {
            bare.append(strokes[scalar] ?? scalar)
        }
        return String(bare).precomposedStringWithCanonicalMapping
    }
}
