/// Writes the lines of a cue's text. What the formats differ in is how they tell text from tags.
struct CueLines {
    /// Between the signs of what would be taken for a tag. It has neither width nor meaning, and our readers drop it.
    static let wordJoiner: [UInt8] = [0xE2, 0x81, 0xA0]

    /// Appends the text of one run, with all signs disarmed that have a meaning in the format.
    let appendText: (ArraySlice<UInt8>, inout [UInt8]) -> Void

    /// Appends all lines, each with a line feed. `prefix` stands in front of the first.
    func append(_ text: SubtitleText, prefix: String = "", to output: inout [UInt8]) {
        var tags = StyleTags()
        for (index, runs) in text.lines.enumerated() {
            var line = Array((index == 0 ? prefix : "").utf8)
            for run in runs {
                tags.change(to: run.style, in: &line)
                appendText(Array(run.text.utf8)[...], &line)
            }
            let next = index + 1 < text.lines.count ? text.lines[index + 1].first?.style : nil
            tags.narrow(to: next ?? [], in: &line)
            // No reader may take words for the times of a next cue.
            if TimingLine.resembles(line[...]) { output.append(contentsOf: Self.wordJoiner) }
            output.append(contentsOf: line)
            output.append(ASCII.lineFeed)
        }
    }
}
