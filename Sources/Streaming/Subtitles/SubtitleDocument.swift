/// Why a subtitle file is refused. Damage is no reason: what cannot be read is left out.
package enum SubtitleError: Error, Equatable {
    /// The file is larger than `StreamingLimits.subtitleBytesMax`.
    case tooLarge(sizeBytes: Int)
}

/// The cues of a subtitle file in the order of their start.
///
/// Reading is lenient, writing is strict: whatever was read, `srt()` and `webVTT()` give well-formed files in UTF-8
/// without a byte order mark.
package struct SubtitleDocument: Sendable, Hashable {
    package let cues: [SubtitleCue]

    /// Sorts `cues` by start, equal starts in the given order. Cues that no player could show are left out, as are
    /// those behind the limit.
    package init(cues: [SubtitleCue]) {
        let showable = cues.filter(\.isShowable)
        let sorted = showable.enumerated().sorted {
            ($0.element.startMilliseconds, $0.offset) < ($1.element.startMilliseconds, $1.offset)
        }
        self.cues = sorted.prefix(StreamingLimits.subtitleCuesMax).map(\.element)
    }

    /// Reads a file of the given format, unless its first line plainly shows another one.
    ///
    /// `language` (BCP 47 or ISO 639-2) tells which encodings to expect when the text is not Unicode.
    /// `framesPerSecond` is the film's rate, for MicroDVD files that do not state one.
    package static func read(
        _ bytes: [UInt8], as format: SubtitleFormat, language: String?, framesPerSecond: Double? = nil
    ) throws(SubtitleError) -> SubtitleDocument {
        guard bytes.count <= StreamingLimits.subtitleBytesMax else { throw .tooLarge(sizeBytes: bytes.count) }
        let text = PlainText.cleaned(TextDecoding.decode(bytes, language: language).utf8)
        let cues =
            switch SubtitleFormat(beginningOf: text) ?? format {
            case .srt: SRTReader.cues(in: text)
            case .vtt: WebVTTReader.cues(in: text)
            case .ass: ASSReader.cues(in: text)
            case .sub: MicroDVDReader.cues(in: text, framesPerSecond: framesPerSecond)
            case .smi: SAMIReader.cues(in: text, language: language)
            }
        return SubtitleDocument(cues: cues)
    }

    /// SubRip: counters from one, `HH:MM:SS,mmm`, a blank line after each cue; the tags `b`, `i`, `u` and `{\anN}`.
    package func srt() -> [UInt8] { SRTWriter.file(cues) }

    /// WebVTT: the tags `b`, `i`, `u`, and `line:0` for what belongs to the top of the picture.
    package func webVTT() -> [UInt8] { WebVTTWriter.file(cues) }
}
