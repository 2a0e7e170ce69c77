/// Character references: the five of XML, numbers, and the names of HTML that other programs leave in their files.
///
/// A document cannot add names of its own, so no reference ever grows: the text is at most as long as its source.
enum NFOEntities {
    /// Appends `bytes[range]` with its references replaced, line ends as `\n`, and without other control characters.
    /// An ampersand that starts no reference stands for itself.
    static func append(_ bytes: [UInt8], _ range: Range<Int>, to out: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, index, range.upperBound) {
                append(scalar, to: &out)
                index = end
            } else {
                let end = bytes[(index + 1)..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) ?? range.upperBound
                appendVerbatim(bytes, index..<end, to: &out)
                index = end
            }
        }
    }

    /// The same for text in which references mean nothing.
    static func appendVerbatim(_ bytes: [UInt8], _ range: Range<Int>, to out: inout [UInt8]) {
        for index in range {
            let byte = bytes[index]
            if byte >= 0x20 || byte == 0x09 || byte == 0x0a {
                out.append(byte)
            } else if byte == 0x0d, index + 1 == range.upperBound || bytes[index + 1] != 0x0a {
                out.append(0x0a)
            }
        }
    }

    /// The text with its references replaced once more: some programs escape twice.
    static func decode(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var out: [UInt8] = []
        append(bytes, 0..<bytes.count, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends a character in UTF-8; nothing for numbers that are no character of a text.
    static func append(_ value: UInt32, to out: inout [UInt8]) {
        guard value >= 0x20 || value == 0x09 || value == 0x0a, let scalar = Unicode.Scalar(value),
            let encoded = UTF8.encode(scalar)
        else { return }
        out.append(contentsOf: encoded)
    }

    /// The character of the reference that starts with the ampersand at `start`, and where the reference ends.
    private static func reference(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (scalar: UInt32, end: Int)? {
        let limit = min(end, start + referenceBytesMax)
        guard let semicolon = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")), semicolon > start + 1 else {
            return nil
        }
        let body = bytes[(start + 1)..<semicolon]
        let scalar =
            body.first == UInt8(ascii: "#") ? number(body.dropFirst()) : names[String(decoding: body, as: UTF8.self)]
        return scalar.map { ($0, semicolon + 1) }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
        guard let first = digits.first else { return nil }
        let isHex = first == UInt8(ascii: "x") || first == UInt8(ascii: "X")
        let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
        guard text.utf8.first != UInt8(ascii: "+"), text.utf8.first != UInt8(ascii: "-") else { return nil }
        return UInt32(text, radix: isHex ? 16 : 10)
    }

    /// Longer than the longest name and than any number with some leading zeros.
    private static let referenceBytesMax = 16

    private static let names: [String: UInt32] = {
        var names: [String: UInt32] = [
            "amp": 0x26, "lt": 0x3c, "gt": 0x3e, "quot": 0x22, "apos": 0x27, "OElig": 0x152, "oelig": 0x153,
            "Scaron": 0x160, "scaron": 0x161, "Yuml": 0x178, "ndash": 0x2013, "mdash": 0x2014, "lsquo": 0x2018,
            "rsquo": 0x2019, "sbquo": 0x201a, "ldquo": 0x201c, "rdquo": 0x201d, "bdquo": 0x201e, "bull": 0x2022,
            "hellip": 0x2026, "lsaquo": 0x2039, "rsaquo": 0x203a, "euro": 0x20ac, "trade": 0x2122,
        ]
        for (offset, name) in latin1.split(separator: " ").enumerated() { names[String(name)] = 0xa0 + UInt32(offset) }
        return names
    }()

    /// The names of U+00A0 to U+00FF in order.
    private static let latin1 = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
        micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
        AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
        times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
        egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
        ugrave uacute ucirc uuml yacute thorn yuml
        """
}
