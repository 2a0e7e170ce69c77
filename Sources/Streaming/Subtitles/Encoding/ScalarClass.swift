/// What a scalar is, as far as it tells plausible text from text read in the wrong encoding.
enum ScalarClass: Sendable, Hashable {
    case latin, greek, cyrillic, hebrew, arabic, thai
    case hiragana, katakana, halfwidthKatakana, ideograph, hangul, wideSign
    /// Quotation marks, dashes and the like, which every language uses.
    case typographic
    case noBreakSpace
    case symbol
    case ascii
    /// Control characters, private characters, and what no character belongs to.
    case control, privateUse, fault

    var isEastAsian: Bool {
        switch self {
        case .hiragana, .katakana, .halfwidthKatakana, .ideograph, .hangul, .wideSign: true
        default: false
        }
    }

    /// Whether words are made of such scalars. ASCII letters have to be asked for on their own.
    var isAlphabetic: Bool {
        switch self {
        case .latin, .greek, .cyrillic, .hebrew, .arabic, .thai: true
        default: false
        }
    }

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0..<0x80: self = .ascii
        case 0x80..<0xA0: self = .control
        case 0xA0: self = .noBreakSpace
        case 0xAB, 0xBB, 0x200C...0x200F, 0x2013...0x2015, 0x2018...0x201E, 0x2026, 0x2039, 0x203A: self = .typographic
        case 0xA1..<0xC0, 0xD7, 0xF7: self = .symbol
        case 0xC0..<0x250, 0x1E00..<0x1F00: self = .latin
        case 0x370..<0x400: self = .greek
        case 0x400..<0x530: self = .cyrillic
        case 0x590..<0x600, 0xFB1D..<0xFB50: self = .hebrew
        case 0x600..<0x700: self = .arabic
        case 0xE00..<0xE80: self = .thai
        case 0x3000..<0x3040, 0xFF00..<0xFF61, 0x30FB: self = .wideSign
        case 0x3040..<0x30A0: self = .hiragana
        case 0x30A0..<0x3100: self = .katakana
        case 0xFF61..<0xFFA0: self = .halfwidthKatakana
        case 0x3400..<0xA000, 0xF900..<0xFB00, 0x20000..<0x30000: self = .ideograph
        case 0xAC00..<0xD7B0: self = .hangul
        case 0xE000..<0xF900, 0xF0000...0x10FFFF: self = .privateUse
        case 0xFFFD: self = .fault
        default: self = .symbol
        }
    }
}
