extension Rule where Value == String {
    /// A text of so many code points.
    package static func text(_ length: ClosedRange<Int>) -> Rule<String> {
        Rule { value throws(Fault) in
            guard let text = value.text else { throw Fault("string_type", "Input should be a valid string") }
            let count = text.unicodeScalars.count
            if count < length.lowerBound {
                let bound = String(length.lowerBound)
                throw Fault(
                    "string_too_short", "String should have at least \(bound) character\(bound == "1" ? "" : "s")",
                    "min_length", .number(bound))
            }
            if count > length.upperBound {
                let bound = String(length.upperBound)
                throw Fault(
                    "string_too_long", "String should have at most \(bound) characters", "max_length", .number(bound))
            }
            return text
        }
    }

    /// A UUID in any of its written forms, given back in the usual one in lower case.
    package static let uuid = Rule { value throws(Fault) in
        guard let text = value.text else {
            throw Fault("uuid_type", "UUID input should be a string, bytes or UUID object")
        }
        guard let uuid = UUIDText.canonical(text) else {
            throw Fault("uuid_parsing", "Input should be a valid UUID", "error", .text("It is none"))
        }
        return uuid
    }
}

extension Rule where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of several texts.
    package static var choice: Rule<Value> {
        Rule { value throws(Fault) in
            guard let choice = value.text.flatMap({ Value(rawValue: $0) }) else {
                let names = Value.allCases.map { "'\($0.rawValue)'" }
                let words = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
                throw Fault("literal_error", "Input should be \(words)", "expected", .text(words))
            }
            return choice
        }
    }
}

/// The written forms of UUIDs.
package enum UUIDText {
    /// The usual form in lower case; nil for what is no UUID. Hyphens, braces and `urn:uuid:` may be there or not.
    package static func canonical(_ text: String) -> String? {
        var rest = text.lowercased()[...]
        if rest.hasPrefix("urn:uuid:") { rest = rest.dropFirst(9) }
        if rest.hasPrefix("{"), rest.hasSuffix("}") { rest = rest.dropFirst().dropLast() }
        let groups = rest.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.count == 1 || groups.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return nil }
        let digits = Array(groups.joined().utf8)
        guard digits.count == 32, digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { String(decoding: digits[$0..<$1], as: UTF8.self) }
            .joined(separator: "-")
    }
}
