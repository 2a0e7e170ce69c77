/// Numbers as people and programs write them into .nfo files.
enum NFONumbers {
    /// The decimal number at the start of a text: `7.8`, `7,8`, `8.1/10`. Nil for anything else and for negatives.
    static func decimal(_ text: String) -> Double? {
        let scan = NFODigits(text)
        guard let whole = scan.first else { return nil }
        var number = Double(whole.digits) ?? 0
        if let mark = whole.follower, mark == "." || mark == ",", let fraction = scan.adjoining(0) {
            number = Double("\(whole.digits).\(fraction.digits)") ?? number
        }
        return number.isFinite ? number : nil
    }

    /// A count, with marks between the thousands: `12,345`, `12.345`, `12 345`, `1'234'567`.
    static func count(_ text: String) -> Int? {
        let scan = NFODigits(text)
        guard let whole = scan.first else { return nil }
        var digits = whole.digits
        var place = 0
        while let group = scan.adjoining(place), group.digits.count == 3,
            let mark = scan.runs[place].follower, groupMarks.contains(mark)
        {
            digits += group.digits
            place += 1
        }
        return Int(digits)
    }

    /// A whole number within `range`; `5.0` counts as 5, `-1` and text as nothing.
    static func whole(_ text: String?, in range: ClosedRange<Int>) -> Int? {
        guard let number = text.flatMap(decimal), let whole = Int(exactly: number.rounded(.down)) else { return nil }
        return range.contains(whole) ? whole : nil
    }

    static func flag(_ text: String?) -> Bool? {
        switch text.flatMap({ NFOText.line($0) })?.lowercased() {
        case "true", "1", "yes": true
        case "false", "0", "no": false
        default: nil
        }
    }

    /// Minutes: `96`, `96 min`, `1h 36m`, `1:36` and `01:36:00`.
    static func runtimeMinutes(_ text: String) -> Int? {
        let runs = NFODigits(text).runs
        guard let first = runs.first, let number = Int(first.digits), !NFOText.trimmed(text).hasPrefix("-"),
            number <= LocalMediaLimits.nfoRuntimeMinutesRange.upperBound
        else { return nil }
        let second = runs.dropFirst().first.flatMap { Int($0.digits) }.flatMap { $0 < 60 ? $0 : nil }
        let isClock = first.follower == ":" && number < 24
        let isHours = isClock || first.unit.hasPrefix("h") || first.unit.hasPrefix("std")
        let minutes = isHours ? number * 60 + (second ?? 0) : number
        return LocalMediaLimits.nfoRuntimeMinutesRange.contains(minutes) ? minutes : nil
    }

    private static let groupMarks: Set<Unicode.Scalar> = [
        ",", ".", "'", " ", "\u{a0}", "\u{202f}", "\u{2009}", "\u{2019}",
    ]
}

/// The runs of ASCII digits in a text.
struct NFODigits {
    struct Run {
        /// At most as many digits as a number here may have.
        let digits: String
        /// What stands directly behind the digits.
        let follower: Unicode.Scalar?
        /// The lower-case letters behind the digits, blanks skipped.
        let unit: String
        /// Whether exactly one character lies between this run and the next.
        let adjoinsNext: Bool
    }

    let runs: [Run]
    /// The run that the text starts with, blanks and a plus sign apart.
    let first: Run?

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars.prefix(Self.scalarsMax))
        var runs: [Run] = []
        var leading = true
        var (index, startsWithDigits) = (0, false)
        while index < scalars.count {
            guard Self.isDigit(scalars[index]) else {
                if !scalars[index].properties.isWhitespace && scalars[index] != "+" { leading = false }
                index += 1
                continue
            }
            let end = scalars[index...].firstIndex { !Self.isDigit($0) } ?? scalars.count
            if runs.isEmpty { startsWithDigits = leading }
            runs.append(Self.run(scalars, index..<end))
            index = end
        }
        self.runs = runs
        first = startsWithDigits ? runs.first : nil
    }

    /// The run behind run `place`, if one character lies between them.
    func adjoining(_ place: Int) -> Run? {
        place + 1 < runs.count && runs[place].adjoinsNext ? runs[place + 1] : nil
    }

    private static func run(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Run {
        let rest = scalars[range.upperBound...]
        let letters = rest.drop { $0.properties.isWhitespace }.prefix { $0.properties.isAlphabetic }
        return Run(
            digits: text(scalars[range].prefix(digitsMax)), follower: rest.first, unit: text(letters).lowercased(),
            adjoinsNext: rest.count > 1 && isDigit(rest[range.upperBound + 1]))
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static let scalarsMax = 64
    private static let digitsMax = 18
}
