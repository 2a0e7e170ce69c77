/// Writes strict WebVTT. Alignments other than "at the top" are left to the player.
enum WebVTTWriter {
    static func file(_ cues: [SubtitleCue]) -> [UInt8] {
        var output = Array("WEBVTT\n\n".utf8)
        let lines = CueLines(appendText: appendText)
        for cue in cues {
            SubtitleTime.append(cue.startMilliseconds, separator: UInt8(ascii: "."), to: &output)
            output.append(contentsOf: " --> ".utf8)
            SubtitleTime.append(cue.endMilliseconds, separator: UInt8(ascii: "."), to: &output)
            if cue.text.alignment?.isTop == true { output.append(contentsOf: " line:0".utf8) }
            output.append(ASCII.lineFeed)
            lines.append(cue.text, to: &output)
            output.append(ASCII.lineFeed)
        }
        return output
    }

    private static func appendText(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            // An arrow ends the cue, wherever it stands; and players built on ffmpeg lose the sign alone, too.
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case ASCII.backslash where text[..<index].last == UInt8(ascii: "{"):
                output.append(contentsOf: CueLines.wordJoiner)
                output.append(ASCII.backslash)
            default: output.append(text[index])
            }
        }
    }
}
