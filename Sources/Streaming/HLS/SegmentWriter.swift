import Foundation

/// Writes the pieces of one run into its folder.
struct SegmentWriter {
    /// What came out of some bytes.
    enum Event: Equatable {
        case initialization([UInt8])
        case segment(HLSSegment)
    }

    private struct Open {
        let file: FileHandle
        let number: Int
        let begin: Double
        var end: Double
        var byteCount: Int64 = 0

        mutating func reach(_ second: Double) { end = max(end, second) }
    }

    private let folder: String
    private var reader = FragmentReader()
    private var open: Open?
    private var count = 0

    init(folder: String) {
        self.folder = folder
    }

    /// Where a piece lies.
    static func path(of number: Int, in folder: String) -> String { folder + "/\(number).m4s" }

    /// Writes what came. `mayOpen` is called before every piece with the events up to there; false ends everything.
    /// Throws `FragmentReader.Malformed` and the system's errors.
    mutating func take(_ bytes: ArraySlice<UInt8>, mayOpen: ([Event]) -> Bool) throws -> [Event] {
        var events: [Event] = []
        for event in try reader.take(bytes) {
            switch event {
            case .initialization(let bytes): events.append(.initialization(bytes))
            case .fragment(let span):
                if let open, span.lowerBound - open.begin >= Self.length(of: open.number) {
                    try close(end: span.lowerBound).map { events.append(.segment($0)) }
                }
                if open == nil {
                    guard mayOpen(events) else { return [] }
                    events = []
                    open = try begin(at: span.lowerBound)
                }
                open?.reach(span.upperBound)
            case .bytes(let bytes):
                try open?.file.write(contentsOf: bytes)
                open?.byteCount += Int64(bytes.count)
            }
        }
        return events
    }

    /// The last piece, once nothing more comes.
    mutating func close() throws -> HLSSegment? { try close(end: open?.end ?? 0) }

    private mutating func close(end: Double) throws -> HLSSegment? {
        guard let open else { return nil }
        self.open = nil
        try open.file.close()
        return HLSSegment(number: open.number, begin: open.begin, end: max(end, open.begin), byteCount: open.byteCount)
    }

    private mutating func begin(at second: Double) throws -> Open {
        let path = Self.path(of: count, in: folder)
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        defer { count += 1 }
        return Open(file: file, number: count, begin: second, end: second)
    }

    /// A little less than what is wanted counts, since pictures do not come at whole seconds.
    private static func length(of number: Int) -> Double {
        let wanted = number == 0 ? StreamingLimits.firstSegmentSeconds : StreamingLimits.segmentSeconds
        return wanted - StreamingLimits.segmentSecondsTolerance
    }
}
