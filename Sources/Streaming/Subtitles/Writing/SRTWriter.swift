/// Writes strict SubRip.
///
/// The format has no way to quote a sign. Words that look like a tag or a character reference get a word joiner behind
/// the first sign, which nobody sees and no reader takes for a tag.
enum SRTWriter {
    static func file(_ cues: [SubtitleCue]) -> [UInt8] {
        var output: [UInt8] = []
        let lines = CueLines(appendText: appendText)
        for (index, cue) in cues.enumerated() {
            output.append(contentsOf: "\(index + 1)\n".utf8)
            SubtitleTime.append(cue.startMilliseconds, separator: UInt8(ascii: ","), to: &output)
            output.append(contentsOf: " --> ".utf8)
            SubtitleTime.append(cue.endMilliseconds, separator: UInt8(ascii: ","), to: &output)
            output.append(ASCII.lineFeed)
            let alignment = cue.text.alignment.map { "{\\an\($0.rawValue)}" }
            lines.append(cue.text, prefix: alignment ?? "", to: &output)
            output.append(ASCII.lineFeed)
        }
        return output
    }

    private static func appendText(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
        for index in text.indices {
            output.append(text[index])
            if isMisleading(text[index...]) { output.append(contentsOf: CueLines.wordJoiner) }
        }
    }

    /// Whether the text starts like a tag or a character reference.
    private static func isMisleading(_ text: ArraySlice<UInt8>) -> Bool {
        switch text.first {
        case UInt8(ascii: "<"): looksLikeTag(text.dropFirst())
        case UInt8(ascii: "{"): text.dropFirst().first == ASCII.backslash
        case UInt8(ascii: "&"): CharacterReference(text) != nil
        default: false
        }
    }

    /// Whether a reader may see a tag in what follows `<`. Some, ffmpeg among them, look behind blanks: "< b or c >".
    private static func looksLikeTag(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first else { return false }
        if CueMarkup.startsSubRipTag(first) { return true }
        guard first.isBlank, let word = text.first(where: { !$0.isBlank }), word.isLetter else { return false }
        let end = text.first { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
        return end == UInt8(ascii: ">")
    }
}
