/// Lower case and ASCII signs for scripts beyond ASCII, keeping the number of bytes.
enum NameScript {
    /// `bytes` has to be valid UTF-8. `mapsSigns` puts ASCII in place of foreign brackets, dashes and blanks.
    static func lowered(_ bytes: [UInt8], mapsSigns: Bool) -> [UInt8] {
        var low = bytes
        var index = 0
        while index < low.count {
            let lead = low[index]
            if lead < 0x80 {
                low[index] = NameBytes.lowered(lead)
                index += 1
            } else if lead < 0xE0 {
                lowerPair(&low, index, mapsSigns)
                index += 2
            } else if lead < 0xF0 {
                lowerTriple(&low, index, mapsSigns)
                index += 3
            } else {
                index += 4
            }
        }
        return low
    }

    private static func lowerPair(_ low: inout [UInt8], _ index: Int, _ mapsSigns: Bool) {
        guard index + 1 < low.count else { return }
        let value = UInt32(low[index] & 0x1F) << 6 | UInt32(low[index + 1] & 0x3F)
        let lower: UInt32
        switch value {
        case 0xA0:
            guard mapsSigns else { return }
            low[index] = NameBytes.space
            low[index + 1] = NameBytes.space
            return
        case 0xC0...0xDE where value != 0xD7, 0x391...0x3A1, 0x3A3...0x3A9, 0x410...0x42F: lower = value + 0x20
        case 0x400...0x40F: lower = value + 0x50
        case 0x100...0x24F, 0x370...0x3FF, 0x460...0x58F: lower = mapped(value)
        default: return
        }
        guard (0x80..<0x800).contains(lower) else { return }
        low[index] = UInt8(0xC0 | lower >> 6)
        low[index + 1] = UInt8(0x80 | lower & 0x3F)
    }

    private static func lowerTriple(_ low: inout [UInt8], _ index: Int, _ mapsSigns: Bool) {
        guard index + 2 < low.count else { return }
        let value =
            UInt32(low[index] & 0x0F) << 12 | UInt32(low[index + 1] & 0x3F) << 6 | UInt32(low[index + 2] & 0x3F)
        if mapsSigns, let sign = sign(value) {
            low.replaceSubrange(index..<(index + 3), with: sign)
            return
        }
        // Vietnamese and old Greek letters; the other scripts of three bytes that are in use have no cases.
        guard (0x1E00...0x1FFF).contains(value) else { return }
        let lower = mapped(value)
        guard (0x800..<0x10000).contains(lower) else { return }
        low[index] = UInt8(0xE0 | lower >> 12)
        low[index + 1] = UInt8(0x80 | lower >> 6 & 0x3F)
        low[index + 2] = UInt8(0x80 | lower & 0x3F)
    }

    /// Three bytes of ASCII that mean the same as a sign of a wide script.
    private static func sign(_ value: UInt32) -> [UInt8]? {
        switch value {
        case 0x3000: [0x20, 0x20, 0x20]
        case 0x2010...0x2015: [0x20, 0x2D, 0x20]
        case 0xFF08: [0x28, 0x20, 0x20]
        case 0xFF09: [0x20, 0x20, 0x29]
        case 0x3010, 0xFF3B, 0x3014: [0x5B, 0x20, 0x20]
        case 0x3011, 0xFF3D, 0x3015: [0x20, 0x20, 0x5D]
        default: nil
        }
    }

    /// Whether the text is composed already, and its letters have lower-case forms of equal length that are all that
    /// case folding does to them. So it is with most names, and Foundation's way takes ten times as long.
    static func isPlain(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
            } else if lead < 0xE0, index + 1 < bytes.count {
                guard isPlain(UInt32(lead & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)) else { return false }
                index += 2
            } else if lead < 0xF0, index + 2 < bytes.count {
                let value =
                    UInt32(lead & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
                guard isPlain(value) else { return false }
                index += 3
            } else {
                return false
            }
        }
        return true
    }

    private static func isPlain(_ value: UInt32) -> Bool {
        switch value {
        case 0xB5, 0xDF, 0x130, 0x131, 0x149, 0x17F, 0x1C4...0x1CC, 0x1F0...0x1F3, 0x23A...0x24F: false
        case 0xA0...0x24F: true
        case 0x386, 0x388...0x38A, 0x38C...0x38F, 0x391...0x3A1, 0x3A3...0x3AF, 0x3B1...0x3C1, 0x3C3...0x3CE: true
        case 0x400...0x481, 0x48A...0x52F: true
        case 0x2010...0x2027, 0x3001...0x3029, 0x3030...0x3098, 0x309B...0x9FFF, 0xAC00...0xD7A3: true
        default: false
        }
    }

    private static func mapped(_ value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value) else { return value }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        guard lower.count == 1, let first = lower.first else { return value }
        return first.value
    }
}
