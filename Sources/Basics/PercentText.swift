/// Text as a part of a URL: everything but letters, digits and `-._~` is written as `%` and two digits.
package enum PercentText {
    /// `kept` are further ASCII characters that stay as they are.
    package static func encode(_ text: String, keeping kept: String = "") -> String {
        let plain = Set("-._~".utf8).union(kept.utf8)
        return text.utf8.map { byte in
            isAlphanumeric(byte) || plain.contains(byte)
                ? String(Unicode.Scalar(byte)) : "%" + Hex.encode([byte]).uppercased()
        }.joined()
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
