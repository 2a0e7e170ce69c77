import Foundation

/// What one scalar beyond ASCII contributes to the words of a text.
///
/// The rules are those of BERT's normalizer and pre-tokenizer, in their order: drop controls, set ideographs apart,
/// decompose, drop accents, fold case, split at white space and punctuation.
enum TextNormalizer {
    /// A piece of a scalar after normalization.
    enum Part: Equatable {
        case space
        case punctuation(Unicode.Scalar)
        case letter(Unicode.Scalar)
    }

    static func parts(of scalar: Unicode.Scalar, isLowerCasing: Bool) -> [Part] {
        // In this order: U+0085 is both a control and white space, and BERT drops it.
        if isDropped(scalar) { return [] }
        if scalar.properties.isWhitespace { return [.space] }
        let parts = isLowerCasing ? folded(scalar).map(part) : [part(scalar)]
        return isIdeograph(scalar) ? [.space] + parts + [.space] : parts
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\u{FFFD}" { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate: return true
        default: return false
        }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        decomposed(scalar)
            .filter { $0.properties.generalCategory != .nonspacingMark }
            .flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
    }

    private static func decomposed(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2F7FF: [scalar]
        default: Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
        }
    }

    private static func part(_ scalar: Unicode.Scalar) -> Part {
        if scalar.isASCII {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            return isWord ? .letter(scalar) : .punctuation(scalar)
        }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return .punctuation(scalar)
        default:
            return .letter(scalar)
        }
    }

    /// The blocks that BERT sets apart. The gap before 2B920 is in the reference tokenizer, so it is here too.
    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }
}
