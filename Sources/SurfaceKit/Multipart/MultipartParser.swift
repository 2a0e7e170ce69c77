/// Reads a `multipart/form-data` body (RFC 7578, RFC 2046) piece by piece, as it comes.
///
/// It is strict where lenience makes two readers disagree: lines end in CR LF (a lone LF is content, or an error in a
/// header), header lines are not folded, and a line that begins with the boundary is a delimiter. It is lenient with
/// what clients really send: text before the first and after the last part, blanks after a boundary, and any header.
///
/// Between two pieces it keeps at most the unfinished header lines; of the content nothing but a count. The time is
/// proportional to the body, whatever is in it.
package struct MultipartParser: Sendable {
    private enum State {
        case preamble
        case content
        case head
        case delimiterEnd
        /// One dash of the two that close the body.
        case closing
        case padding
        case lineEnd
        case epilogue
        case failed(MultipartError)
    }

    private let limits: MultipartLimits
    private var state = State.preamble
    private var search: BoundarySearch
    private var head: MultipartHeadReader
    private var partsCount = 0

    /// Nil unless `header`, the value of `Content-Type`, is `multipart/form-data` with one valid boundary.
    package init?(contentType header: String, limits: MultipartLimits = MultipartLimits()) {
        guard let boundary = MultipartBoundary.read(header) else { return nil }
        self.limits = limits
        search = BoundarySearch(boundary: boundary)
        search.startLine()
        head = MultipartHeadReader(limits: limits)
    }

    /// What the next bytes of the body bring.
    ///
    /// Throws every `MultipartError` but `incomplete`, `fieldsTooLarge` and `fileUnexpected`; what these bytes brought
    /// before the error is lost then. After an error every further call throws the same.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(MultipartError) -> [MultipartEvent] {
        if case .failed(let error) = state { throw error }
        var events: [MultipartEvent] = []
        var rest = bytes
        do throws(MultipartError) {
            while !rest.isEmpty {
                let usedBytes = try take(rest, into: &events)
                rest = UnsafeRawBufferPointer(rebasing: rest[usedBytes...])
            }
        } catch {
            state = .failed(error)
            throw error
        }
        return events
    }

    package mutating func feed(_ bytes: ArraySlice<UInt8>) throws(MultipartError) -> [MultipartEvent] {
        try bytes.withUnsafeBufferPointer { buffer throws(MultipartError) in
            try feed(UnsafeRawBufferPointer(buffer))
        }
    }

    package mutating func feed(_ bytes: [UInt8]) throws(MultipartError) -> [MultipartEvent] {
        try feed(bytes[...])
    }

    /// To be called when the body has ended. Throws `incomplete` unless its closing delimiter came.
    package func finish() throws(MultipartError) {
        switch state {
        case .epilogue: return
        case .failed(let error): throw error
        default: throw .incomplete
        }
    }
}

extension MultipartParser {
    /// Gives how many bytes, at least one, are done with.
    private mutating func take(
        _ bytes: UnsafeRawBufferPointer, into events: inout [MultipartEvent]
    ) throws(MultipartError) -> Int {
        switch state {
        case .preamble, .content: return takeContent(bytes, into: &events)
        case .head: return try takeHead(bytes, into: &events)
        case .delimiterEnd, .closing, .padding, .lineEnd:
            try takeDelimiterByte(bytes[0], into: &events)
            return 1
        case .epilogue, .failed: return bytes.count
        }
    }

    private mutating func takeContent(_ bytes: UnsafeRawBufferPointer, into events: inout [MultipartEvent]) -> Int {
        let step = search.next(in: bytes)
        if case .content = state {
            if !step.data.isEmpty { events.append(.data(step.data)) }
            if step.isFound { events.append(.endOfPart) }
        }
        if step.isFound { state = .delimiterEnd }
        return step.usedBytes
    }

    private mutating func takeDelimiterByte(
        _ byte: UInt8, into events: inout [MultipartEvent]
    ) throws(MultipartError) {
        switch (state, byte) {
        case (.delimiterEnd, UInt8(ascii: "-")):
            state = .closing
        case (.closing, UInt8(ascii: "-")):
            state = .epilogue
            events.append(.end)
        case (.delimiterEnd, UInt8(ascii: " ")), (.delimiterEnd, UInt8(ascii: "\t")),
            (.padding, UInt8(ascii: " ")), (.padding, UInt8(ascii: "\t")):
            state = .padding
        case (.delimiterEnd, UInt8(ascii: "\r")), (.padding, UInt8(ascii: "\r")):
            state = .lineEnd
        case (.lineEnd, UInt8(ascii: "\n")):
            try startPart()
        default:
            throw .malformedDelimiter
        }
    }

    private mutating func startPart() throws(MultipartError) {
        guard partsCount < limits.partsMax else { throw .tooManyParts }
        partsCount += 1
        head = MultipartHeadReader(limits: limits)
        state = .head
    }

    private mutating func takeHead(
        _ bytes: UnsafeRawBufferPointer, into events: inout [MultipartEvent]
    ) throws(MultipartError) -> Int {
        let usedBytes = try head.take(bytes)
        if head.isComplete {
            events.append(.part(try head.finished()))
            search.startLine()
            state = .content
        }
        return usedBytes
    }
}
