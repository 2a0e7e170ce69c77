/// Reads SubRip as it occurs: with missing or wrong counters, without blank lines, with damaged cues between.
///
/// A cue begins at its timing line, whatever precedes it, and its text goes on to where the next cue begins. So blank
/// lines inside a text do no harm, and lines of digits are text unless they stand where a counter must.
struct SRTReader {
    private enum Line {
        case none, blank, timing, text
        /// Nothing but digits, perhaps a counter. `value` is nil for huge numbers.
        case number(value: Int?, start: Int)
    }

    private struct OpenCue {
        let timing: TimingLine
        let textStart: Int
        let counter: Int?
        var hasContent = false
        /// Where a counter behind a blank line ended the text.
        var textEnd: Int?
    }

    private let bytes: [UInt8]
    private var cue: OpenCue?
    private var previous = Line.none
    private var isPreviousBlockStart = true
    private var collector = CueCollector()

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The cues in the order of the file. `text` is what `PlainText` gives.
    static func cues(in text: [UInt8]) -> [SubtitleCue] {
        var reader = SRTReader(text)
        for range in ByteLines(text) {
            reader.take(range)
            if reader.collector.isFull { break }
        }
        reader.close(at: text.count)
        return reader.collector.finish()
    }

    private mutating func take(_ range: Range<Int>) {
        let line = bytes[range].trimmed
        if let timing = TimingLine(line) {
            open(timing, at: range)
            previous = .timing
            isPreviousBlockStart = false
            return
        }
        if isDamagedTiming(line) {
            close(at: counterStart(before: range.lowerBound))
            previous = .text
        } else if line.isEmpty {
            previous = .blank
        } else if line.allSatisfy(\.isDigit) {
            noteNumber(line, at: range.lowerBound)
            return
        } else {
            cue?.hasContent = true
            previous = .text
        }
        isPreviousBlockStart = line.isEmpty
    }

    /// A number behind a blank line is the counter of the next cue, though perhaps of a damaged one.
    private mutating func noteNumber(_ line: ArraySlice<UInt8>, at start: Int) {
        if isPreviousBlockStart, let open = cue, open.hasContent, open.textEnd == nil { cue?.textEnd = start }
        if case .number = previous { isPreviousBlockStart = false }
        cue?.hasContent = true
        previous = .number(value: line.number, start: start)
    }

    /// Whether a line that cannot be read stands where a timing line must.
    private func isDamagedTiming(_ line: ArraySlice<UInt8>) -> Bool {
        if TimingLine.isDamaged(line) { return true }
        return isPreviousBlockStart && line.arrowIndex != nil
    }

    private mutating func open(_ timing: TimingLine, at range: Range<Int>) {
        let headerStart = counterStart(before: range.lowerBound)
        var counter: Int?
        if case .number(let value, let start) = previous, start == headerStart || cue?.textEnd == start || cue == nil {
            counter = value
        }
        close(at: headerStart)
        cue = OpenCue(timing: timing, textStart: range.upperBound, counter: counter)
    }

    /// Where the header of the cue with a timing line at `timingStart` begins.
    ///
    /// A number right above the timing line is a counter if the file numbers its cues, or if it is the next one;
    /// otherwise it is the last line of the text before. Behind a blank line, `textEnd` has decided already.
    private func counterStart(before timingStart: Int) -> Int {
        guard case .number(let value, let start) = previous, let cue, cue.textEnd == nil else { return timingStart }
        let isNext = value != nil && value == cue.counter.map { $0 + 1 }
        return isNext || cue.counter != nil && !isFirstLine(start) ? start : timingStart
    }

    /// Whether the line at `start` is the first behind the open cue's timing line.
    private func isFirstLine(_ start: Int) -> Bool {
        guard let cue else { return false }
        return bytes[cue.textStart..<start].allSatisfy { $0.isLineEnd || $0.isBlank }
    }

    private mutating func close(at end: Int) {
        guard let cue else { return }
        let text = bytes[cue.textStart..<max(cue.textStart, cue.textEnd ?? end)]
        collector.add(
            start: cue.timing.startMilliseconds, end: cue.timing.endMilliseconds, text: CueMarkup.text(text, .subRip))
        self.cue = nil
    }
}
