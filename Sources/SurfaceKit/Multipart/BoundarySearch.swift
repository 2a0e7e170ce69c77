#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds delimiters, CR LF `--` and the boundary, in bytes that come in pieces.
///
/// A boundary cannot hold CR, so the delimiter's only CR is its first byte. A match that breaks off can therefore start
/// anew only at a later CR: the search never goes back over a byte, and all it has to keep between two pieces is how
/// many bytes of the delimiter the last piece ended with.
struct BoundarySearch: Sendable {
    struct Step {
        /// The bytes that turned out to stand before the delimiter.
        let data: [UInt8]
        /// How much of the piece is done with, the delimiter included.
        let usedBytes: Int
        let isFound: Bool
    }

    private let delimiter: [UInt8]
    /// Bytes of the delimiter that were seen so far.
    private var matched = 0
    /// How many of these were not in the body.
    private var supposed = 0

    init(boundary: [UInt8]) {
        delimiter = Array("\r\n--".utf8) + boundary
    }

    /// Begins at the start of a line. The line end before it counts as the delimiter's, because the body may begin with
    /// a delimiter, and so may a part without content.
    mutating func startLine() {
        matched = 2
        supposed = 2
    }

    /// Looks through `piece`, which is not empty, up to the first delimiter, or to the end.
    mutating func next(in piece: UnsafeRawBufferPointer) -> Step {
        let continued = matched > 0 ? matchingCount(piece, from: 0) : 0
        if matched + continued == delimiter.count {
            forget()
            return Step(data: [], usedBytes: continued, isFound: true)
        }
        if continued == piece.count {
            matched += continued
            return Step(data: [], usedBytes: continued, isFound: false)
        }
        let held = Array(delimiter[supposed..<matched])
        forget()
        return scan(piece, after: held)
    }

    private mutating func scan(_ piece: UnsafeRawBufferPointer, after held: [UInt8]) -> Step {
        var place = 0
        while let start = Self.carriageReturn(in: piece, from: place) {
            let count = matchingCount(piece, from: start)
            let isFound = count == delimiter.count
            if isFound || start + count == piece.count {
                matched = isFound ? 0 : count
                return Step(data: Self.joined(held, piece[..<start]), usedBytes: start + count, isFound: isFound)
            }
            place = start + count
        }
        return Step(data: Self.joined(held, piece[...]), usedBytes: piece.count, isFound: false)
    }

    private mutating func forget() {
        matched = 0
        supposed = 0
    }

    /// How many bytes from `start` on go on with the delimiter where the match stands.
    private func matchingCount(_ piece: UnsafeRawBufferPointer, from start: Int) -> Int {
        let most = min(delimiter.count - matched, piece.count - start)
        var count = 0
        while count < most, piece[start + count] == delimiter[matched + count] { count += 1 }
        return count
    }

    private static func carriageReturn(in piece: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < piece.count, let base = piece.baseAddress else { return nil }
        let found = memchr(base + start, 0x0d, piece.count - start)
        return found.map { UnsafeRawPointer($0) - base }
    }

    private static func joined(_ held: [UInt8], _ plain: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
        let plain = UnsafeRawBufferPointer(rebasing: plain)
        if held.isEmpty { return [UInt8](plain) }
        if plain.isEmpty { return held }
        var data = held
        data.reserveCapacity(held.count + plain.count)
        data.append(contentsOf: plain)
        return data
    }
}
