/// Turns the bytes of a file into UTF-8, whatever they were written in.
package enum FileText {
    /// Valid UTF-8 without a byte order mark and without zero bytes.
    ///
    /// A byte order mark decides between UTF-16 and UTF-8; without one, what is no UTF-8 is Windows-1252.
    package static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        let text = decoded(bytes)
        // Databases refuse a zero byte, and no title has one.
        return text.contains(0) ? text.filter { $0 != 0 } : text
    }

    private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes, isBigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, isBigEndian: true) }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        return String(validating: text, as: UTF8.self) == nil ? windows1252(text) : text
    }

    /// Half a unit at the end is left out, and half a pair becomes U+FFFD.
    private static func utf16(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Never fails: the five bytes without a meaning become control characters.
    private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            guard byte >= 0x80 else {
                text.append(byte)
                continue
            }
            let scalar = byte < 0xA0 ? highSigns[Int(byte - 0x80)] : Unicode.Scalar(byte)
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        return text
    }

    /// What Windows-1252 has at 0x80 to 0x9F.
    private static let highSigns = Array(
        """
        \u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}\
        \u{8F}\u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\
        \u{17E}\u{178}
        """.unicodeScalars)
}
