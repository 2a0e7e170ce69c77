/// The text formats that subtitles come in.
package enum SubtitleFormat: String, Sendable, CaseIterable {
    /// SubRip.
    case srt
    case vtt
    /// Advanced SubStation Alpha and its ancestor SSA.
    case ass
    /// MicroDVD: times are frame numbers. (VobSub pictures use the same ending and hold no text.)
    case sub
    /// SAMI.
    case smi

    /// The format that a file's ending promises; nil for endings that no text format has. Case does not matter.
    package init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "srt": self = .srt
        case "vtt", "webvtt": self = .vtt
        case "ass", "ssa": self = .ass
        case "sub": self = .sub
        case "smi", "sami": self = .smi
        default: return nil
        }
    }

    /// What the first line of a text says, if it is unmistakable. Files are renamed more often than converted.
    init?(beginningOf text: [UInt8]) {
        let start = text.drop { $0.isBlank || $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }
        if start.begins(with: "webvtt") {
            self = .vtt
        } else if start.begins(with: "[script info]") {
            self = .ass
        } else if start.begins(with: "<sami") {
            self = .smi
        } else {
            return nil
        }
    }
}
