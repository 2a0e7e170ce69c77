/// The tracks of a fragmented MP4 and their clocks, from the box `moov`.
struct TrackTimes: Equatable {
    private struct Track: Equatable {
        let ticksPerSecond: Double
        let isPicture: Bool
    }

    private let tracks: [UInt64: Track]

    /// Nil when there is no track whose times can be read.
    init?(moov: ArraySlice<UInt8>) {
        var tracks: [UInt64: Track] = [:]
        for box in moov.boxes where box.kind == "trak" {
            guard let head = box.content.box("tkhd"), let media = box.content.box("mdia"),
                let clock = media.box("mdhd"), let handler = media.box("hdlr"),
                let id = head.number(at: head.first == 1 ? 20 : 12, bytes: 4),
                let ticks = clock.number(at: clock.first == 1 ? 20 : 12, bytes: 4), ticks > 0
            else { continue }
            let isPicture = handler.dropFirst(8).prefix(4).elementsEqual("vide".utf8)
            tracks[id] = Track(ticksPerSecond: Double(ticks), isPicture: isPicture)
        }
        guard !tracks.isEmpty else { return nil }
        self.tracks = tracks
    }

    /// When a fragment, the content of a box `moof`, begins and ends, in seconds: its pictures where it has any. Nil
    /// when it does not say.
    func span(moof: ArraySlice<UInt8>) -> ClosedRange<Double>? {
        var spans: [(isPicture: Bool, span: ClosedRange<Double>)] = []
        for box in moof.boxes where box.kind == "traf" {
            guard let head = box.content.box("tfhd"), let id = head.number(at: 4, bytes: 4), let track = tracks[id],
                let time = box.content.box("tfdt"), let begin = time.number(at: 4, bytes: time.first == 1 ? 8 : 4)
            else { continue }
            let usual = Self.usualDuration(head)
            let runs = box.content.boxes.filter { $0.kind == "trun" }
            let ticks = runs.reduce(0.0) { $0 + Self.duration(of: $1.content, usual: usual) }
            let first = Double(begin) / track.ticksPerSecond
            spans.append((track.isPicture, first...(first + ticks / track.ticksPerSecond)))
        }
        return (spans.first { $0.isPicture } ?? spans.first)?.span
    }

    /// What `tfhd` says of all samples of the fragment, in ticks; 0 where it says nothing.
    private static func usualDuration(_ tfhd: ArraySlice<UInt8>) -> UInt64 {
        let flags = tfhd.number(at: 0, bytes: 4) ?? 0
        guard flags & 0x8 != 0 else { return 0 }
        let before = (flags & 0x1 != 0 ? 8 : 0) + (flags & 0x2 != 0 ? 4 : 0)
        return tfhd.number(at: 8 + before, bytes: 4) ?? 0
    }

    /// In ticks.
    private static func duration(of trun: ArraySlice<UInt8>, usual: UInt64) -> Double {
        guard let flags = trun.number(at: 0, bytes: 4), let count = trun.number(at: 4, bytes: 4) else { return 0 }
        guard flags & 0x100 != 0 else { return Double(usual) * Double(count) }
        let head = 8 + (flags & 0x1 != 0 ? 4 : 0) + (flags & 0x4 != 0 ? 4 : 0)
        // Of each sample: duration, size, flags and offset, those that are there.
        let stride = [0x100, 0x200, 0x400, 0x800].reduce(0) { $0 + (flags & $1 != 0 ? 4 : 0) }
        let there = min(Int(clamping: count), max(0, (trun.count - head) / stride))
        return (0..<there).reduce(0) { $0 + Double(trun.number(at: head + $1 * stride, bytes: 4) ?? 0) }
    }
}
