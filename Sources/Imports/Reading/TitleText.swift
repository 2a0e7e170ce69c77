import Basics
import Foundation

/// Brings titles into the form in which they are searched.
enum TitleText {
    /// The text with its entities decoded, composed (NFC), with single spaces and none at its ends.
    static func plain(_ cell: String) -> String {
        let decoded = cell.utf8.contains(UInt8(ascii: "&")) ? Entities.decoded(cell) : cell
        let composed = isComposed(decoded) ? decoded : decoded.precomposedStringWithCanonicalMapping
        return isTidy(composed) ? composed : tidied(composed)
    }

    /// At most so many bytes, cut between two characters as Unicode counts them.
    static func cut(_ text: String, bytesMax: Int) -> String {
        guard text.utf8.count > bytesMax else { return text }
        var scalars = String.UnicodeScalarView()
        var size = 0
        for scalar in text.unicodeScalars {
            size += UTF8.width(scalar)
            if size > bytesMax { break }
            scalars.append(scalar)
        }
        return String(scalars).trimmed
    }

    /// Whether the only blanks are single spaces inside.
    private static func isTidy(_ text: String) -> Bool {
        var isAfterBlank = true
        for scalar in text.unicodeScalars {
            let isSpace = scalar == " "
            if isSpace ? isAfterBlank : isBlank(scalar) { return false }
            isAfterBlank = isSpace
        }
        return !isAfterBlank || text.isEmpty
    }

    private static func tidied(_ text: String) -> String {
        text.unicodeScalars.split(whereSeparator: isBlank).map { String($0) }.joined(separator: " ")
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        // Most letters need not be looked up.
        switch scalar.value {
        case 0x21...0x7E, 0xA1...0x167F, 0x3001...: false
        default: scalar.properties.isWhitespace
        }
    }

    /// Whether no letter can be composed with its neighbour: true for most titles of most scripts.
    private static func isComposed(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value < 0x300 || composedScalars.contains { $0.contains(scalar.value) }
        }
    }

    /// Cyrillic, general punctuation, Kana, Han and Hangul: what none of their composed letters changes.
    private static let composedScalars: [ClosedRange<UInt32>] = [
        0x400...0x482, 0x48A...0x52F, 0x2010...0x2027, 0x3041...0x3096, 0x30A1...0x30FF, 0x4E00...0x9FFF,
        0xAC00...0xD7A3,
    ]
}
