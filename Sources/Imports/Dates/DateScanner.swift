/// Reads the parts of a date, one after the other.
struct DateScanner {
    private let bytes: [UInt8]
    private var index: Int
    private let end: Int

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        (index, end) = (range.lowerBound, range.upperBound)
    }

    var isAtEnd: Bool { index == end }

    /// A number of so many digits. Nil where there are fewer; more are left.
    mutating func number(digits least: Int, upTo most: Int) -> Int? {
        var value = 0
        let start = index
        while index < end, index - start < most, (48...57).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 48)
            index += 1
        }
        return index - start < least ? nil : value
    }

    mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard index < end, bytes[index] == UInt8(ascii: sign) else { return false }
        index += 1
        return true
    }

    /// A year of four digits, or of two where those are read.
    mutating func year(_ forms: DateReading.Forms) -> Int? {
        let start = index
        guard let year = number(digits: 2, upTo: 4) else { return nil }
        switch index - start {
        case 4: return year
        case 2 where forms.contains(.shortYears): return 2000 + year
        default: return nil
        }
    }

    /// `hh:mm:ss` with or without a fraction, in milliseconds since midnight.
    mutating func clock() -> Int? {
        guard let hour = number(digits: 1, upTo: 2), skip(":"), let minute = number(digits: 1, upTo: 2), skip(":"),
            let second = number(digits: 1, upTo: 2), hour < 24, minute < 60, second < 60
        else { return nil }
        let whole = ((hour * 60 + minute) * 60 + second) * 1000
        guard skip(".") else { return whole }
        return fraction().map { whole + $0 }
    }

    /// How far ahead of UTC the clock is, in milliseconds; 0 where no zone is written.
    mutating func zone() -> Int {
        let start = index
        _ = skip(" ")
        if skip("Z") || skip("z") { return 0 }
        let isBehind = skip("-")
        guard isBehind || skip("+"), let hours = number(digits: 2, upTo: 2) else {
            index = start
            return 0
        }
        let hasColon = skip(":")
        guard let minutes = hasColon || !isAtEnd ? number(digits: 2, upTo: 2) : 0, hours < 24, minutes < 60 else {
            index = start
            return 0
        }
        return (hours * 60 + minutes) * 60_000 * (isBehind ? -1 : 1)
    }

    /// Milliseconds; finer digits are read and dropped.
    private mutating func fraction() -> Int? {
        var value = 0
        let start = index
        while index < end, (48...57).contains(bytes[index]) {
            if index - start < 3 { value = value * 10 + Int(bytes[index] - 48) }
            index += 1
        }
        switch index - start {
        case 0: return nil
        case 1: return value * 100
        case 2: return value * 10
        default: return value
        }
    }
}
