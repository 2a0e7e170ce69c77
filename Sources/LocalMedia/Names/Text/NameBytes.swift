/// What a byte of a name in its lower-case view is.
enum NameBytes {
    /// Stands in for text that was taken out of a name. No name holds it otherwise.
    static let gap: UInt8 = 0x1F
    static let space: UInt8 = 0x20
    static let dash: UInt8 = 0x2D
    static let dot: UInt8 = 0x2E

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// A letter or digit; bytes of other scripts count as letters.
    static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte >= 0x80 }

    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == gap || byte == 0x09 }

    /// What stands between the words of a name.
    static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case gap, 0x09, 0x20, 0x2E, 0x5F, 0x2D, 0x2C, 0x2B, 0x7E, 0x3B: true
        default: isOpener(byte) || isCloser(byte)
        }
    }

    static func isOpener(_ byte: UInt8) -> Bool { byte == 0x28 || byte == 0x5B || byte == 0x7B }

    static func isCloser(_ byte: UInt8) -> Bool { byte == 0x29 || byte == 0x5D || byte == 0x7D }

    /// The bracket that ends what `opener` begins.
    static func closer(of opener: UInt8) -> UInt8 { opener == 0x28 ? 0x29 : opener + 2 }

    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// The number that `range` of `bytes` spells; nil if it is empty, too long or holds anything but digits.
    static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var value = 0
        for index in range {
            guard isDigit(bytes[index]) else { return nil }
            value = value * 10 + Int(bytes[index] &- 0x30)
        }
        return value
    }
}
