/// An edit decision list next to a video: lines of `start end action`.
package enum EDLFile {
    /// One line that names a stretch of the file.
    package struct Entry: Hashable, Sendable {
        package let startMilliseconds: Int64
        package let endMilliseconds: Int64
        /// 0 cut, 1 mute, 2 scene, 3 commercial break; 4 to 8 are used by programs that find intros and credits.
        package let action: Int

        package init(startMilliseconds: Int64, endMilliseconds: Int64, action: Int) {
            self.startMilliseconds = startMilliseconds
            self.endMilliseconds = endMilliseconds
            self.action = action
        }
    }

    /// Reads seconds (`12.5`), clocks (`00:01:02.5`) and, when the frame rate is known, frames (`#300`).
    ///
    /// Comments and lines that make no sense are skipped; a file beyond `LocalMediaLimits.edlBytesMax` has no entries.
    package static func read(_ bytes: [UInt8], framesPerSecond: Double? = nil) -> [Entry] {
        guard bytes.count <= LocalMediaLimits.edlBytesMax else { return [] }
        let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return lines.prefix(LocalMediaLimits.edlLinesMax).compactMap { line in
            let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            guard words.count >= 3, let action = Int(words[2]), (0...8).contains(action),
                let start = milliseconds(words[0], framesPerSecond),
                let end = milliseconds(words[1], framesPerSecond), start < end
            else { return nil }
            return Entry(startMilliseconds: start, endMilliseconds: end, action: action)
        }
    }

    private static func milliseconds(_ word: Substring, _ framesPerSecond: Double?) -> Int64? {
        guard word.first == "#" else { return ProbeTime.milliseconds(clock: String(word)) }
        guard let rate = framesPerSecond, rate > 0, let frames = Double(word.dropFirst()), frames >= 0 else {
            return nil
        }
        return ProbeTime.milliseconds(seconds: frames / rate)
    }
}

extension MarkerReading {
    /// Takes intro and credits from an edit decision list by where they lie: programs do not agree on the actions.
    ///
    /// Actions 4 to 8 count, and 3 as long as the list does not hold so many that they are the commercial breaks of a
    /// recording.
    package init(edl entries: [EDLFile.Entry], durationMilliseconds: Int64?) {
        self.init()
        guard let rules = MarkerRules(durationMilliseconds: durationMilliseconds) else { return }
        let breaks = entries.filter { $0.action == 3 }.count
        let first = breaks <= LocalMediaLimits.edlBreaksAsMarkersMax ? 3 : 4
        let ordered = entries.filter { (first...8).contains($0.action) }
            .sorted { ($0.startMilliseconds, $0.endMilliseconds) < ($1.startMilliseconds, $1.endMilliseconds) }
        for entry in ordered {
            let (start, end) = (entry.startMilliseconds, entry.endMilliseconds)
            if let found = rules.intro(startMilliseconds: start, endMilliseconds: end) {
                intro = intro ?? found
            } else if let found = rules.credits(startMilliseconds: start, endMilliseconds: end) {
                credits = found
            }
        }
    }
}
