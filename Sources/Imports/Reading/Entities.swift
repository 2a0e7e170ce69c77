/// The entities of HTML that shops leave in their titles.
enum Entities {
    /// Decodes `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;`, `&#39;` and `&#x27;`, once; whatever else stays.
    static func decoded(_ text: String) -> String {
        var decoded = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let mark = rest.firstIndex(of: "&") {
            decoded.append(contentsOf: rest[..<mark])
            rest = rest[mark...]
            // The longest is `&#x10FFFF;`; leading zeros are allowed for.
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let scalar = scalar(named: String(rest[rest.index(after: mark)..<end]))
            else {
                decoded.append("&")
                rest.removeFirst()
                continue
            }
            decoded.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        decoded.append(contentsOf: rest)
        return String(decoded)
    }

    private static func scalar(named name: String) -> Unicode.Scalar? {
        if let scalar = names[name] { return scalar }
        guard name.first == "#" else { return nil }
        let isHexadecimal = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), value > 0
        else { return nil }
        return Unicode.Scalar(value)
    }

    private static let names: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
}
