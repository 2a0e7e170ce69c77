/// A place in the lower-case view of a name, from which it is read forwards.
struct NameCursor {
    let low: [UInt8]
    var at: Int

    init(_ low: [UInt8], at: Int) {
        self.low = low
        self.at = at
    }

    var next: UInt8 { at < low.count ? low[at] : 0 }

    /// Whether a word ends here.
    var isAtBoundary: Bool { at >= low.count || !NameBytes.isWord(low[at]) }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte, at < low.count else { return false }
        at += 1
        return true
    }

    mutating func take(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard at + length <= low.count else { return false }
        for offset in 0..<length where low[at + offset] != word.utf8Start[offset] { return false }
        at += length
        return true
    }

    /// All digits that stand here. nil, and no move, unless their count is in `count`.
    mutating func digits(_ count: ClosedRange<Int>) -> (value: Int, count: Int)? {
        var end = at
        while end < low.count, NameBytes.isDigit(low[end]) { end += 1 }
        guard count.contains(end - at), let value = NameBytes.number(low, at..<end) else { return nil }
        defer { at = end }
        return (value, end - at)
    }

    /// Blanks, dots, underscores and dashes, at most `count`; whether there was a dash.
    @discardableResult
    mutating func separators(atMost count: Int) -> (count: Int, hasDash: Bool) {
        let start = at
        var hasDash = false
        while at - start < count, at < low.count {
            let byte = low[at]
            guard NameBytes.isBlank(byte) || byte == NameBytes.dot || byte == 0x5F || byte == NameBytes.dash else {
                break
            }
            hasDash = hasDash || byte == NameBytes.dash
            at += 1
        }
        return (at - start, hasDash)
    }
}
