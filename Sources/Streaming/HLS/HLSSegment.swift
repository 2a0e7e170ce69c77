/// A piece of a film that is ready.
struct HLSSegment: Hashable, Sendable {
    /// From 0 in each run.
    let number: Int
    /// In seconds of the file.
    let begin: Double
    let end: Double
    let byteCount: Int64
    /// No longer on the disk.
    var isRemoved = false
}

/// The list of pieces that a player reads (RFC 8216).
struct HLSPlaylist: Sendable {
    /// From the one with which the player begins.
    let segments: [HLSSegment]
    /// Where the player wants to begin.
    let start: Double
    /// Whether no more will come.
    let isComplete: Bool

    var text: String {
        let longest = segments.map { $0.end - $0.begin }.max() ?? 0
        let target = max(StreamingLimits.segmentSeconds, longest).rounded(.up)
        var lines = [
            "#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:\(Int(target))",
            "#EXT-X-MEDIA-SEQUENCE:\(segments.first?.number ?? 0)", "#EXT-X-PLAYLIST-TYPE:EVENT",
            "#EXT-X-INDEPENDENT-SEGMENTS", "#EXT-X-MAP:URI=\"init.mp4\"",
        ]
        if let first = segments.first {
            lines.append("#EXT-X-START:TIME-OFFSET=\(Self.decimals(max(0, start - first.begin))),PRECISE=YES")
            // The place in the film, for players that count from the beginning of the list.
            lines.append("#EXT-X-PROGRAM-DATE-TIME:\(Self.moment(first.begin))")
        }
        for segment in segments {
            lines.append("#EXTINF:\(Self.decimals(segment.end - segment.begin)),")
            lines.append("\(segment.number).m4s")
        }
        if isComplete { lines.append("#EXT-X-ENDLIST") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// With three decimals.
    private static func decimals(_ seconds: Double) -> String {
        let thousandths = Int((max(0, seconds) * 1000).rounded())
        return "\(thousandths / 1000).\(padded(thousandths % 1000, to: 3))"
    }

    /// So many seconds after 1970 began.
    private static func moment(_ seconds: Double) -> String {
        let thousandths = Int((max(0, seconds) * 1000).rounded())
        let second = thousandths / 1000
        let clock = [second / 3600 % 24, second / 60 % 60, second % 60].map { padded($0, to: 2) }
        let day = padded(1 + second / 86_400, to: 2)
        return "1970-01-\(day)T\(clock.joined(separator: ":")).\(padded(thousandths % 1000, to: 3))Z"
    }

    private static func padded(_ number: Int, to count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
