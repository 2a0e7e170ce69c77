/// Removes from text what is never meant to be seen but confuses readers and players.
enum PlainText {
    /// Drops NUL and the other control characters, and byte order marks wherever files were joined; tabs and the
    /// separators that only some programs take for line ends become spaces. LF and CR stay. `text` is valid UTF-8.
    static func cleaned(_ text: [UInt8]) -> [UInt8] {
        guard let first = text.indices.first(where: { isSuspect(text, $0) }) else { return text }
        var result = Array(text[..<first])
        result.reserveCapacity(text.count)
        var index = first
        while index < text.count {
            let length = isSuspect(text, index) ? suspectLength(text, index) : 0
            if length == 0 {
                result.append(text[index])
                index += 1
            } else {
                if isSeparator(text, index) { result.append(ASCII.space) }
                index += length
            }
        }
        return result
    }

    /// Whether a character reference may stand for the scalar.
    static func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x2060, 0xFEFF: false
        default: true
        }
    }

    /// Whether the byte may start something that goes; cheap, because it is asked of every byte.
    private static func isSuspect(_ text: [UInt8], _ index: Int) -> Bool {
        let byte = text[index]
        if byte >= 0x20, byte < 0x7F { return false }
        return byte < 0x20 && !byte.isLineEnd || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF
    }

    /// The length of what goes; 0 if it stays.
    private static func suspectLength(_ text: [UInt8], _ index: Int) -> Int {
        let second = index + 1 < text.count ? text[index + 1] : 0
        let third = index + 2 < text.count ? text[index + 2] : 0
        switch text[index] {
        case 0xC2: return second < 0xA0 ? 2 : 0
        case 0xE2: return second == 0x80 && (third == 0xA8 || third == 0xA9) ? 3 : 0
        case 0xEF: return second == 0xBB && third == 0xBF ? 3 : 0
        default: return 1
        }
    }

    private static func isSeparator(_ text: [UInt8], _ index: Int) -> Bool {
        switch text[index] {
        case ASCII.tab, 0x0B, 0x0C, 0xE2: true
        case 0xC2: text[index + 1] == 0x85
        default: false
        }
    }
}
