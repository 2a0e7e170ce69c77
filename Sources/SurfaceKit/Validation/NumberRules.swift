extension Rule where Value == Int {
    /// A whole number: a JSON number without a fraction, or a text that is one. What no integer of this machine can
    /// hold counts as the largest or smallest.
    package static func int(in range: ClosedRange<Int> = Int.min...Int.max) -> Rule<Int> {
        Rule { value throws(Fault) in
            let number = try WholeNumber.read(value)
            try RangeFault.check(number, in: range) { String($0) }
            return number
        }
    }
}

extension Rule where Value == Double {
    /// A number, or a text that is one. The bounds of `range` are whole.
    package static func number(in range: ClosedRange<Double>? = nil) -> Rule<Double> {
        Rule { value throws(Fault) in
            let number: Double?
            switch value {
            case .number(let text), .text(let text): number = Double(text.trimmedASCII)
            default: throw Fault("float_type", "Input should be a valid number")
            }
            guard let number, number.isFinite else {
                throw Fault(
                    "float_parsing", "Input should be a valid number, unable to parse string as a number")
            }
            if let range { try RangeFault.check(number, in: range) { String(Int($0)) } }
            return number
        }
    }
}

extension Rule where Value == [Int] {
    /// A list of whole numbers, not longer than `countMax`.
    package static func ints(countMax: Int) -> Rule<[Int]> {
        Rule { value throws(Fault) in
            guard let elements = value.list else { throw Fault("list_type", "Input should be a valid list") }
            guard elements.count <= countMax else {
                throw Fault(
                    "too_long", "List should have at most \(countMax) items", "max_length", .number(String(countMax)))
            }
            var numbers: [Int] = []
            for (position, element) in elements.enumerated() {
                do throws(Fault) {
                    numbers.append(try WholeNumber.read(element))
                } catch {
                    throw error.at(position)
                }
            }
            return numbers
        }
    }
}

/// Whole numbers as Python reads them.
package enum WholeNumber {
    package static func read(_ value: JSONTree) throws(Fault) -> Int {
        switch value {
        case .number(let text):
            if let number = Int(text) { return number }
            guard let number = Double(text), number.isFinite, number == number.rounded() else {
                throw Fault(
                    "int_from_float", "Input should be a valid integer, got a number with a fractional part")
            }
            return clamped(number)
        case .text(let text):
            guard let number = read(text) else {
                throw Fault(
                    "int_parsing", "Input should be a valid integer, unable to parse string as an integer")
            }
            return number
        default:
            throw Fault("int_type", "Input should be a valid integer")
        }
    }

    /// An optional sign and digits, with a fraction of nothing but zeros; blanks around do not matter.
    package static func read(_ text: String) -> Int? {
        let text = text.trimmedASCII
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts[0].first == "-" || parts[0].first == "+" ? parts[0].dropFirst() : parts[0]
        let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
        guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit),
            parts.count == 1 || !parts[1].isEmpty && parts[1].utf8.allSatisfy({ $0 == 48 })
        else { return nil }
        return Int(parts[0]) ?? (parts[0].first == "-" ? Int.min : Int.max)
    }

    private static func clamped(_ number: Double) -> Int {
        Int(exactly: number) ?? (number < 0 ? Int.min : Int.max)
    }
}

/// Numbers that are too small or too large.
enum RangeFault {
    static func check<Number: Comparable>(
        _ number: Number, in range: ClosedRange<Number>, _ written: (Number) -> String
    ) throws(Fault) {
        if number < range.lowerBound {
            let bound = written(range.lowerBound)
            throw Fault(
                "greater_than_equal", "Input should be greater than or equal to \(bound)", "ge", .number(bound))
        }
        if number > range.upperBound {
            let bound = written(range.upperBound)
            throw Fault("less_than_equal", "Input should be less than or equal to \(bound)", "le", .number(bound))
        }
    }
}

extension String {
    /// Without the blanks of ASCII at its ends.
    package var trimmedASCII: String {
        let isBlank = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
        let rest = utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(rest), as: UTF8.self)
    }
}
