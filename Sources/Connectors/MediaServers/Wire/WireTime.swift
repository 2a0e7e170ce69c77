import Basics

/// Times and lengths as the servers write them.
enum WireTime {
    /// Of .NET: a tick is 100 nanoseconds.
    static let ticksPerMillisecond: Int64 = 10_000
    /// Moments before 1900 are .NET's beginning of time, which stands for "never".
    private static let millisecondsMin: Int64 = -2_208_988_800_000

    static func milliseconds(ticks: Int64) -> Int64 { ticks / ticksPerMillisecond }

    /// Reads `YYYY-MM-DDTHH:MM:SS` with any number of fraction digits, of which three count, and with `Z`, an offset
    /// or nothing at its end, which means UTC too. Nil for anything else.
    static func instant(_ text: String) -> Instant? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
            bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes[11..<13], below: 24), let minute = number(bytes[14..<16], below: 60),
            let second = number(bytes[17..<19], below: 61)
        else { return nil }
        guard let (thousandths, rest) = fraction(bytes[19...]), let offset = offsetMinutes(rest) else { return nil }
        let minutes = (date.daysSinceEpoch * 24 + hour) * 60 + minute - offset
        let moment = Instant(milliseconds: Int64((minutes * 60 + second) * 1_000 + thousandths))
        return moment.milliseconds < millisecondsMin ? nil : moment
    }

    /// The day of a date or a moment, as it is written; nil for .NET's beginning of time.
    static func date(_ text: String) -> CivilDate? {
        guard let date = CivilDate(String(decoding: text.utf8.prefix(10), as: UTF8.self)), date.year > 1 else {
            return nil
        }
        return date
    }

    private static func fraction(_ bytes: ArraySlice<UInt8>) -> (thousandths: Int, rest: ArraySlice<UInt8>)? {
        guard bytes.first == UInt8(ascii: ".") else { return (0, bytes) }
        let digits = bytes.dropFirst().prefix { (48...57).contains($0) }
        guard !digits.isEmpty else { return nil }
        let padded = Array(digits.prefix(3)) + [UInt8](repeating: 48, count: max(0, 3 - digits.count))
        return (padded.reduce(0) { $0 * 10 + Int($1 - 48) }, bytes[digits.endIndex...])
    }

    /// Of `Z`, `+HH:MM`, `-HH:MM` or nothing.
    private static func offsetMinutes(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return 0 }
        if bytes.count == 1 { return first | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        let start = bytes.startIndex
        guard bytes.count == 6, first == UInt8(ascii: "+") || first == UInt8(ascii: "-"),
            bytes[start + 3] == UInt8(ascii: ":"), let hours = number(bytes[(start + 1)..<(start + 3)], below: 24),
            let minutes = number(bytes[(start + 4)...], below: 60)
        else { return nil }
        return (first == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func number(_ digits: ArraySlice<UInt8>, below bound: Int) -> Int? {
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return value < bound ? value : nil
    }
}
