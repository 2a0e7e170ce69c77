import NIOCore
import Streaming

/// One part of the body of an answer.
enum FilePiece: Sendable, Equatable {
    case text(String)
    case range(ByteRange)

    var byteCount: Int64 {
        switch self {
        case .text(let text): Int64(text.utf8.count)
        case .range(let range): range.count
        }
    }
}

/// Hands out the body of an answer in steps that are small enough for one write.
struct FilePieces {
    enum Step: Equatable {
        case bytes(ByteBuffer)
        case span(FileSpan)
    }

    private var pieces: ArraySlice<FilePiece>

    init(_ pieces: [FilePiece]) {
        self.pieces = pieces[...]
    }

    var isAtEnd: Bool { pieces.isEmpty }

    /// A text, or the next bytes of the file, at most `spanBytesMax` of them; nil at the end.
    mutating func next(spanBytesMax: Int) -> Step? {
        switch pieces.popFirst() {
        case nil: return nil
        case .text(let text): return .bytes(ByteBuffer(string: text))
        case .range(let range):
            let count = min(range.count, Int64(spanBytesMax))
            if let rest = ByteRange(first: range.first + count, last: range.last) {
                pieces = [.range(rest)] + pieces
            }
            return .span(FileSpan(offset: range.first, count: Int(count)))
        }
    }

    /// Keeps `count` bytes of a span that was just handed out; the others come again.
    mutating func shorten(_ span: FileSpan, to count: Int) -> FileSpan {
        guard span.count > count else { return span }
        let short = FileSpan(offset: span.offset, count: count)
        var last = span.end - 1
        if case .range(let next) = pieces.first, next.first == span.end {
            last = next.last
            pieces.removeFirst()
        }
        if let rest = ByteRange(first: short.end, last: last) { pieces = [.range(rest)] + pieces }
        return short
    }
}
