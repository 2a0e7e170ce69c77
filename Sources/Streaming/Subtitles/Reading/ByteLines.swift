/// The lines of a text as ranges, whatever ends them: LF, CR LF, CR alone, or the CR CR LF of careless conversions.
struct ByteLines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Range<Int>? {
        guard position < bytes.count else { return nil }
        let start = position
        var end = start
        while end < bytes.count, !bytes[end].isLineEnd { end += 1 }
        position = end + lineEndLength(at: end)
        return start..<end
    }

    private func lineEndLength(at index: Int) -> Int {
        guard index < bytes.count, bytes[index] == ASCII.carriageReturn else { return 1 }
        if byte(at: index + 1) == ASCII.lineFeed { return 2 }
        let isDoubled = byte(at: index + 1) == ASCII.carriageReturn && byte(at: index + 2) == ASCII.lineFeed
        return isDoubled ? 3 : 1
    }

    private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
}
