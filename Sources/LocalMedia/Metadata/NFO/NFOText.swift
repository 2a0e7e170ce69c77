import Foundation

/// Texts of .nfo files as they are meant to be read.
enum NFOText {
    /// A text of several lines: plain, trimmed and cut; nil when nothing is left.
    static func prose(_ text: String) -> String? {
        let plain = trimmed(NFOMarkup.strip(NFOEntities.decode(text)))
        return plain.isEmpty ? nil : cut(plain, LocalMediaLimits.nfoPlotCharactersMax)
    }

    /// A text of one line: the same, and every run of blanks is one space.
    static func line(_ text: String, max: Int = LocalMediaLimits.nfoShortCharactersMax) -> String? {
        let plain = NFOMarkup.strip(NFOEntities.decode(text))
        let words = plain.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
        let line = words.map { String($0) }.joined(separator: " ")
        return line.isEmpty ? nil : cut(line, max)
    }

    /// The values of repeated elements, each of which may hold several: `Drama / Crime` or `|Drama|Crime|`.
    ///
    /// A slash without a space on both sides belongs to the name, as in `AC/DC`.
    static func list(_ texts: [String]) -> [String] {
        var kept: [String] = []
        var seen: Set<String> = []
        for text in texts {
            for part in text.split(separator: "|").flatMap({ $0.components(separatedBy: " / ") }) {
                guard let value = line(part), value != "/" else { continue }
                guard kept.count < LocalMediaLimits.nfoListEntriesMax else { return kept }
                if seen.insert(value.lowercased()).inserted { kept.append(value) }
            }
        }
        return kept
    }

    /// The text without the blanks and line ends at both sides.
    static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

    /// An address on the web; nil for paths, other schemes and what is too long.
    static func webURL(_ text: String) -> String? {
        let url = trimmed(text)
        let head = url.prefix(8).lowercased()
        guard head.hasPrefix("http://") || head.hasPrefix("https://"),
            url.utf8.count <= LocalMediaLimits.nfoURLBytesMax,
            !url.unicodeScalars.contains(where: \.properties.isWhitespace)
        else { return nil }
        return url
    }

    /// Counted in Unicode scalars, because one character of a hostile text may be as long as the file.
    private static func cut(_ text: String, _ max: Int) -> String {
        guard text.utf8.count > max else { return text }
        let kept = String(text.unicodeScalars.prefix(max))
        return kept.utf8.count == text.utf8.count ? text : trimmed(kept)
    }
}
