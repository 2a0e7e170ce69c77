/// Reads WebVTT, with commas, without header or hours where that occurs.
///
/// A cue's text ends at a blank line. Of the settings only the line is kept, as top or not. Comments, style sheets and
/// regions are left out; identifiers too.
struct WebVTTReader {
    private enum State {
        /// Between cues: identifiers and damaged blocks pass.
        case outside
        /// Inside a block that a blank line ends, whatever it holds.
        case skipping
        case cue(TimingLine, textStart: Int)
    }

    private let bytes: [UInt8]
    private var state = State.outside
    private var isBlockStart = true
    /// Where the previous line starts if it is a number and not the first line of a cue's text.
    private var numberStart: Int?
    private var collector = CueCollector()

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The cues in the order of the file. `text` is what `PlainText` gives.
    static func cues(in text: [UInt8]) -> [SubtitleCue] {
        var reader = WebVTTReader(text)
        for range in ByteLines(text) {
            reader.take(range)
            if reader.collector.isFull { break }
        }
        reader.close(at: text.count)
        return reader.collector.finish()
    }

    private mutating func take(_ range: Range<Int>) {
        let line = bytes[range].trimmed
        defer { isBlockStart = line.isEmpty }
        if line.isEmpty {
            close(at: range.lowerBound)
            return
        }
        if case .skipping = state { return }
        if let timing = TimingLine(line) {
            // A number right above is the identifier of a cue that no blank line separates from the one before.
            close(at: numberStart ?? range.lowerBound)
            state = .cue(timing, textStart: range.upperBound)
            return
        }
        if TimingLine.isDamaged(line) || isBlockStart && Self.startsHiddenBlock(line) {
            close(at: range.lowerBound)
            state = .skipping
            return
        }
        noteNumber(line, at: range.lowerBound)
    }

    private mutating func noteNumber(_ line: ArraySlice<UInt8>, at start: Int) {
        guard case .cue(_, let textStart) = state, line.number != nil else {
            numberStart = nil
            return
        }
        let isFirst = bytes[textStart..<start].allSatisfy { $0.isLineEnd || $0.isBlank }
        numberStart = isFirst ? nil : start
    }

    private mutating func close(at end: Int) {
        if case .cue(let timing, let textStart) = state {
            let text = bytes[textStart..<end]
            collector.add(
                start: timing.startMilliseconds, end: timing.endMilliseconds,
                text: CueMarkup.text(text, .webVTT, alignment: Self.isAtTop(timing.rest) ? .top : nil))
        }
        state = .outside
        numberStart = nil
    }

    private static func startsHiddenBlock(_ line: ArraySlice<UInt8>) -> Bool {
        ["NOTE", "STYLE", "REGION"].contains { word in
            guard line.starts(with: word.utf8) else { return false }
            return line.count == word.utf8.count || line[line.startIndex + word.utf8.count].isBlank
        }
    }

    /// Whether the settings behind the times put the cue into the upper part of the picture.
    private static func isAtTop(_ settings: ArraySlice<UInt8>) -> Bool {
        for setting in settings.split(whereSeparator: \.isBlank) where setting.begins(with: "line:") {
            let value = setting.dropFirst(5)
            guard let number = value.prefix(while: \.isDigit).number else { return false }
            let sign = value.drop { $0.isDigit || $0 == UInt8(ascii: ".") }.first
            let isPercent = sign == UInt8(ascii: "%")
            return number
                <= (isPercent ? StreamingLimits.subtitleTopPercentMax : StreamingLimits.subtitleTopLinesMax)
        }
        return false
    }
}
