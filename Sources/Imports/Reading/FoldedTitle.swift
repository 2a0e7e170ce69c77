import Basics
import Foundation

/// The form of titles in which spellings of the same title are equal.
package enum FoldedTitle {
    /// Compatibility forms decomposed, without marks, case-folded, `&` as `and`, without apostrophes; any other signs
    /// are one space. A title of nothing but signs keeps them.
    package static func of(_ text: String) -> String {
        var folded = Folder(bytesExpected: text.utf8.count)
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            for byte in text.utf8 { folded.append(ascii: byte) }
        } else if text.unicodeScalars.allSatisfy({ $0.value < LatinFolding.end }) {
            for scalar in text.unicodeScalars { folded.append(latin: scalar) }
        } else {
            for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars { folded.append(scalar) }
        }
        return folded.bytes.isEmpty ? text.trimmed.lowercased() : String(decoding: folded.bytes, as: UTF8.self)
    }
}

/// Puts a folded title together.
private struct Folder {
    private(set) var bytes: [UInt8] = []
    private var isSpaceDue = false

    init(bytesExpected: Int) { bytes.reserveCapacity(bytesExpected) }

    mutating func append(ascii byte: UInt8) {
        switch byte {
        case 0x30...0x39, 0x61...0x7A: appendLetter(byte)
        case 0x41...0x5A: appendLetter(byte | 0x20)
        case UInt8(ascii: "'"): break
        case UInt8(ascii: "&"): for letter in "and".utf8 { appendLetter(letter) }
        default: isSpaceDue = true
        }
    }

    /// A scalar below `LatinFolding.end`.
    mutating func append(latin scalar: Unicode.Scalar) {
        guard scalar.value >= 0x80 else { return append(ascii: UInt8(scalar.value)) }
        for part in LatinFolding.decomposed[Int(scalar.value) - 0x80] { append(part) }
    }

    /// A scalar of decomposed text.
    mutating func append(_ scalar: Unicode.Scalar) {
        guard scalar.value >= 0x80 else { return append(ascii: UInt8(scalar.value)) }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: break
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter: appendFolded(scalar)
        case .otherLetter, .decimalNumber, .letterNumber, .otherNumber: append(letter: scalar)
        case .modifierLetter:
            // U+02BC is an apostrophe that counts as a letter.
            if scalar.value != 0x2BC { append(letter: scalar) }
        default:
            if !apostrophes.contains(scalar) { isSpaceDue = true }
        }
    }

    /// By way of the upper case, so that `ß` and `SS` meet, and the two forms of sigma; `ı` is a letter of its own.
    private mutating func appendFolded(_ scalar: Unicode.Scalar) {
        guard scalar.value != 0x131 else { return append(letter: scalar) }
        let upper = scalar.properties.lowercaseMapping.uppercased()
        for scalar in upper.unicodeScalars {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(letter: lower) }
        }
    }

    private mutating func append(letter: Unicode.Scalar) {
        for byte in UTF8.encode(letter) ?? UTF8.encodedReplacementCharacter { appendLetter(byte) }
    }

    private mutating func appendLetter(_ byte: UInt8) {
        if isSpaceDue, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
        isSpaceDue = false
        bytes.append(byte)
    }
}

private let apostrophes: Set<Unicode.Scalar> = ["\u{2018}", "\u{2019}", "\u{201B}"]

/// The letters of most European languages, decomposed ahead of time.
private enum LatinFolding {
    static let end: UInt32 = 0x250
    /// From U+0080 on.
    static let decomposed: [[Unicode.Scalar]] = (0x80..<end).compactMap(Unicode.Scalar.init).map {
        Array(String($0).decomposedStringWithCompatibilityMapping.unicodeScalars)
    }
}
