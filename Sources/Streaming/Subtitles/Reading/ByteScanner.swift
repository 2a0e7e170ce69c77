/// A place in a line of text, for readers that take one piece after another.
struct ByteScanner {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func skipBlanks() {
        while let byte = rest.first, byte.isBlank { rest.removeFirst() }
    }

    /// Takes `byte` if it comes next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    /// Takes a number of at most `digitsMax` digits; nil if there is none or a longer one.
    mutating func number(digitsMax: Int) -> Int? {
        let digits = rest.prefix { $0.isDigit }
        guard digits.count <= digitsMax, let value = digits.number else { return nil }
        rest = rest[digits.endIndex...]
        return value
    }

    /// Takes decimals as milliseconds: "5" is 500, "1234" is 123, nothing is 0.
    mutating func decimalMilliseconds() -> Int {
        var (value, unit) = (0, 100)
        while let byte = rest.first, byte.isDigit {
            value += Int(byte &- 48) * unit
            unit /= 10
            rest.removeFirst()
        }
        return value
    }
}
