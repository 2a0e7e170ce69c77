import Foundation

/// A name made ready for scanning.
///
/// All rules work on bytes, because a library of 100,000 files is read in a second or two that way.
struct NameText {
    /// The name in NFC, spelled as it was found.
    private(set) var bytes: [UInt8]
    /// As long as `bytes`, but in lower case, and with ASCII in place of foreign brackets, dashes and blanks.
    private(set) var low: [UInt8]

    var count: Int { low.count }

    init(_ name: Substring) {
        let raw = Array(name.utf8)
        guard raw.contains(where: { $0 >= 0x80 }) else {
            bytes = raw
            low = raw.map(NameBytes.lowered)
            return
        }
        bytes = NameScript.isPlain(raw) ? raw : Array(String(name).precomposedStringWithCanonicalMapping.utf8)
        low = NameScript.lowered(bytes, mapsSigns: true)
    }

    init(_ name: String) { self.init(name[...]) }

    private init(bytes: [UInt8], low: [UInt8]) {
        self.bytes = bytes
        self.low = low
    }

    /// The part of the name that `range` covers.
    func part(_ range: Range<Int>) -> NameText {
        NameText(bytes: Array(bytes[range]), low: Array(low[range]))
    }

    /// Takes a part out without moving the rest.
    mutating func clear(_ range: Range<Int>) {
        for index in range {
            bytes[index] = NameBytes.gap
            low[index] = NameBytes.gap
        }
    }

    /// Whether the name holds nothing but separators.
    var isBlank: Bool { low.allSatisfy(NameBytes.isSeparator) }

    /// Where the bracket that opens at `index` closes, or nil.
    func closing(of index: Int) -> Int? {
        let opener = low[index]
        let closer = NameBytes.closer(of: opener)
        var depth = 0
        for position in index..<count {
            if low[position] == opener { depth += 1 }
            guard low[position] == closer else { continue }
            depth -= 1
            if depth == 0 { return position }
        }
        return nil
    }

    /// Whether there is a blank in `range`, behind its first word: then dots and underscores belong to the words.
    func hasSpaces(_ range: Range<Int>) -> Bool {
        low[range].drop(while: NameBytes.isSeparator).contains(NameBytes.space)
    }

    /// The characters that lie in `range` as a whole. A dash of three bytes may be cut, as `low` has one of one byte.
    private func whole(_ range: Range<Int>) -> Range<Int> {
        func isInside(_ index: Int) -> Bool { index < count && bytes[index] & 0xC0 == 0x80 }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isInside(start) { start += 1 }
        while end > start, isInside(end) { end -= 1 }
        return start..<end
    }

    /// The text of `range` for people: single blanks, no separators and no stray brackets at its ends.
    func title(_ given: Range<Int>, keepsDots: Bool) -> String {
        let range = whole(given)
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        var isAfterBlank = false
        for index in range {
            let byte = bytes[index]
            if NameBytes.isBlank(byte) || !keepsDots && (byte == NameBytes.dot || byte == 0x5F) {
                isAfterBlank = !out.isEmpty
            } else {
                if isAfterBlank { out.append(NameBytes.space) }
                isAfterBlank = false
                out.append(byte)
            }
        }
        return String(decoding: TitleTrim.trimmed(out), as: UTF8.self)
    }
}
