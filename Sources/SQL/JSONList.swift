/// Writes values as a JSON array, for statements that take a list as one parameter.
enum JSONList {
    static func encode(_ values: some Sequence<SQLValue>) -> String {
        var text = "["
        for (position, value) in values.enumerated() {
            if position > 0 { text.append(",") }
            append(value, to: &text)
        }
        text.append("]")
        return text
    }

    /// A blob has no form in JSON and no list of blobs is asked for anywhere; it is written as null.
    private static func append(_ value: SQLValue, to text: inout String) {
        switch value {
        case .null, .blob: text.append("null")
        case .integer(let number): text.append(String(number))
        case .real(let number): text.append(number.isFinite ? String(number) : "null")
        case .text(let string): append(string, to: &text)
        }
    }

    private static func append(_ string: String, to text: inout String) {
        text.append("\"")
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text.append("\\\"")
            case "\\": text.append("\\\\")
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text.append("\"")
    }
}
