/// Reads a header's value from left to right, byte by byte.
struct HeaderScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    var next: UInt8? { isAtEnd ? nil : bytes[position] }

    mutating func skip() {
        if !isAtEnd { position += 1 }
    }

    /// Steps over `byte`; false when something else comes.
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Steps over `text`; false, and not a step, when something else comes.
    mutating func take(_ text: String, ignoringCase: Bool = false) -> Bool {
        let wanted = text.utf8
        guard bytes.count - position >= wanted.count else { return false }
        for (given, wanted) in zip(bytes[position...], wanted) {
            guard given == wanted || (ignoringCase && Self.lower(given) == Self.lower(wanted)) else { return false }
        }
        position += wanted.count
        return true
    }

    mutating func skipBlanks() {
        while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { position += 1 }
    }

    /// A number of any length; numbers that do not fit become the largest one. Nil when no digit comes.
    mutating func number() -> Int64? {
        guard let first = next, Self.isDigit(first) else { return nil }
        var value: Int64 = 0
        while let byte = next, Self.isDigit(byte) {
            let (tens, isLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isLarger) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            value = isLarge || isLarger ? .max : sum
            position += 1
        }
        return value
    }

    /// A number of exactly `count` digits, which must be few enough to fit.
    mutating func number(digits count: Int) -> Int? {
        guard bytes.count - position >= count, bytes[position..<position + count].allSatisfy(Self.isDigit) else {
            return nil
        }
        let value = bytes[position..<position + count].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        position += count
        return value
    }

    /// The bytes before `end`, or before the end of the text where `end` does not come.
    mutating func text(until end: UInt8) -> ArraySlice<UInt8> {
        let start = position
        while let byte = next, byte != end { position += 1 }
        return bytes[start..<position]
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
