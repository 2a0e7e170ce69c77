/// What a `Range` header asks for, before the file's size is known (RFC 9110, section 14.1.2).
struct RangeHeader: Equatable {
    enum Part: Equatable {
        /// `a-b`, or `a-` up to the end.
        case from(Int64, through: Int64?)
        /// `-n`: the last bytes.
        case last(Int64)
    }

    let parts: [Part]

    /// Nil for whatever a server may ignore: another unit, what is no range, an end before its start, too many ranges.
    init?(_ text: String) {
        var scanner = HeaderScanner(text)
        guard scanner.take("bytes=", ignoringCase: true) else { return nil }
        var parts: [Part] = []
        repeat {
            scanner.skipBlanks()
            // An empty element of a list counts for nothing (RFC 9110, section 5.6.1.2).
            if scanner.isAtEnd || scanner.next == UInt8(ascii: ",") { continue }
            guard let part = Self.part(&scanner), parts.count < StreamingLimits.rangesMax else { return nil }
            parts.append(part)
            scanner.skipBlanks()
        } while scanner.take(UInt8(ascii: ","))
        guard scanner.isAtEnd, !parts.isEmpty else { return nil }
        self.parts = parts
    }

    private static func part(_ scanner: inout HeaderScanner) -> Part? {
        if scanner.take(UInt8(ascii: "-")) {
            return scanner.number().map { .last($0) }
        }
        guard let first = scanner.number(), scanner.take(UInt8(ascii: "-")) else { return nil }
        guard let last = scanner.number() else { return .from(first, through: nil) }
        return first <= last ? .from(first, through: last) : nil
    }

    /// The parts that a file of `size` bytes has, in the order in which they were asked for.
    func ranges(of size: Int64) -> [ByteRange] {
        parts.compactMap { part in
            switch part {
            case .from(let first, let last): ByteRange(first: first, last: min(last ?? .max, size - 1))
            case .last(let count): count > 0 ? ByteRange(first: max(0, size - count), last: size - 1) : nil
            }
        }
    }
}
