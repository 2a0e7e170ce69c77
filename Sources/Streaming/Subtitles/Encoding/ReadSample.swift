/// A sample of text as one encoding reads it: which scalars there are, and how oddly they stand together.
struct ReadSample {
    /// How often each scalar beyond ASCII occurs; letters as small ones.
    private(set) var counts: [Unicode.Scalar: Int] = [:]
    /// The sum over all places that no proper text would have; zero or less, in hundredths.
    private(set) var oddity = 0

    init?(_ sample: EncodingSample, encoding: TextEncoding) {
        guard let converter = CharsetConverter(from: encoding) else { return nil }
        let scalars = Array(String(decoding: converter.utf8(sample.bytes), as: UTF8.self).unicodeScalars)
        let signs = scalars.map(Sign.init)
        for index in signs.indices where signs[index].scalar.value >= 0x80 {
            let sign = signs[index]
            counts[sign.small, default: 0] += 1
            oddity += Self.oddity(
                of: sign, after: index > 0 ? signs[index - 1] : .none,
                before: index + 1 < signs.count ? signs[index + 1] : .none)
        }
    }

    /// A scalar and what matters of it.
    private struct Sign {
        let scalar: Unicode.Scalar
        let small: Unicode.Scalar
        let scalarClass: ScalarClass
        let isLetter: Bool
        let isUpper: Bool
        let isLower: Bool

        /// Quotation marks, which stand around words, not inside. An apostrophe is none.
        var isQuotation: Bool {
            switch scalar.value {
            case 0xAB, 0xBB, 0x201A...0x201E, 0x2039, 0x203A: true
            default: false
            }
        }

        static let none = Sign(" ")

        init(_ scalar: Unicode.Scalar) {
            self.scalar = scalar
            let isLatin = scalar.isASCII && UInt8(truncatingIfNeeded: scalar.value).isLetter
            scalarClass = isLatin ? .latin : ScalarClass(scalar)
            isLetter = scalarClass.isAlphabetic
            let hasCase = isLetter && (scalarClass == .latin || scalarClass == .greek || scalarClass == .cyrillic)
            isUpper = hasCase && scalar.properties.isUppercase
            isLower = hasCase && !isUpper
            let mapping = isUpper ? scalar.properties.lowercaseMapping.unicodeScalars : String.UnicodeScalarView()
            small = mapping.count == 1 ? mapping.first ?? scalar : scalar
        }
    }

    /// Capitals begin words or stand among capitals; they do not follow small letters, and rarely stand alone.
    private static func capitalOddity(after previous: Sign, before next: Sign) -> Int {
        if previous.isLower { return 600 }
        if previous.isUpper || next.isUpper { return 30 }
        return previous.isLetter || next.isLetter ? 120 : 400
    }

    private static func oddity(of sign: Sign, after previous: Sign, before next: Sign) -> Int {
        var oddity = 0
        if sign.isUpper { oddity -= capitalOddity(after: previous, before: next) }
        if sign.isLower, next.isUpper, next.scalar.isASCII { oddity -= 200 }
        if sign.isLetter {
            if previous.isLetter, previous.scalarClass != sign.scalarClass { oddity -= 400 }
            if next.scalar.isASCII, next.isLetter, sign.scalarClass != .latin { oddity -= 400 }
        }
        if sign.scalarClass.isEastAsian {
            if previous.isLetter { oddity -= 300 }
            if next.isLetter { oddity -= 300 }
        }
        if sign.scalarClass == .symbol, previous.isLetter, next.isLetter { oddity -= 300 }
        if sign.isQuotation, previous.isLetter, next.isLetter { oddity -= 300 }
        // A closing mark does not open a word.
        if sign.scalar == "\u{2019}", !previous.isLetter, next.isLetter { oddity -= 220 }
        return oddity
    }
}
