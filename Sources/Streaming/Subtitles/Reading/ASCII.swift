/// Names for bytes that cannot be written as literals.
enum ASCII {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let tab = UInt8(ascii: "\t")
    static let space = UInt8(ascii: " ")
    static let backslash = UInt8(ascii: "\\")
}

extension UInt8 {
    var isDigit: Bool { self &- 48 < 10 }
    var isLetter: Bool { (self | 0x20) &- 97 < 26 }
    var isBlank: Bool { self == ASCII.space || self == ASCII.tab }
    var isLineEnd: Bool { self == ASCII.lineFeed || self == ASCII.carriageReturn }
    /// The small letter of a capital one; any other byte as it is.
    var lowercased: UInt8 { self &- 65 < 26 ? self | 0x20 : self }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes begin with `word`, which is in small letters; their own case does not matter.
    func begins(with word: String) -> Bool {
        var index = startIndex
        for byte in word.utf8 {
            guard index < endIndex, self[index].lowercased == byte else { return false }
            index += 1
        }
        return true
    }

    /// Whether the bytes are `word`, which is in small letters; their own case does not matter.
    func equals(_ word: String) -> Bool { count == word.utf8.count && begins(with: word) }

    /// The bytes without blanks at both ends.
    var trimmed: ArraySlice<UInt8> {
        var (start, end) = (startIndex, endIndex)
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return self[start..<end]
    }

    /// The decimal number that the bytes are; nil for anything else and for more than nine digits,
    /// so that no sum or product of a few overflows.
    var number: Int? {
        guard !isEmpty, count <= 9 else { return nil }
        var value = 0
        for byte in self {
            guard byte.isDigit else { return nil }
            value = value * 10 + Int(byte &- 48)
        }
        return value
    }

    /// Where `-->` starts.
    var arrowIndex: Int? {
        guard count >= 3 else { return nil }
        for index in startIndex + 2..<endIndex
        where self[index] == UInt8(ascii: ">") && self[index - 1] == UInt8(ascii: "-")
            && self[index - 2] == UInt8(ascii: "-")
        {
            return index - 2
        }
        return nil
    }
}
