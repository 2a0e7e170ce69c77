/// Reads the bytes of header lines.
enum HeaderText {
    /// A character that header and parameter names may hold (RFC 9110, 5.6.2).
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// Everything but control characters; a tab is none here.
    static func isText(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7f || byte == UInt8(ascii: "\t")
    }

    /// Without blanks and tabs at both ends.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = bytes.firstIndex(where: { !isBlank($0) }),
            let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return bytes[bytes.endIndex...] }
        return bytes[first...last]
    }

    /// ASCII letters in lower case.
    static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(
            decoding: bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 },
            as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}

/// Names of fields and files as browsers write them: UTF-8, with `%22`, `%0D` and `%0A` for a quote and line ends.
///
/// Browsers leave `%` itself alone, so every other percent sign stands for itself. Bytes that are no UTF-8 become the
/// replacement character.
enum FormNameText {
    static func decoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = PercentByte.value(rest), [0x22, 0x0d, 0x0a].contains(value) {
                text.append(value)
                rest.removeFirst(2)
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The value of a parameter such as `filename*=UTF-8''%e2%82%ac.apk` (RFC 5987).
enum ExtendedValue {
    /// Nil when the character set is neither UTF-8 nor ISO-8859-1, or the text is not in it.
    static func decoded(_ bytes: [UInt8]) -> String? {
        let parts = bytes.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let text = percentDecoded(parts[2]) else { return nil }
        return switch HeaderText.lowercased(parts[0]) {
        case "utf-8": String(validating: text, as: UTF8.self)
        case "iso-8859-1": String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) }))
        default: nil
        }
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                text.append(byte)
                continue
            }
            guard let value = PercentByte.value(rest) else { return nil }
            text.append(value)
            rest.removeFirst(2)
        }
        return text
    }
}

/// The two hexadecimal digits after a percent sign.
private enum PercentByte {
    static func value(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        let digits = bytes.prefix(2)
        guard digits.count == 2, let high = digit(digits[digits.startIndex]),
            let low = digit(digits[digits.startIndex + 1])
        else { return nil }
        return high << 4 | low
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
