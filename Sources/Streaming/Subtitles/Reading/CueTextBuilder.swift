/// Puts the text of one cue together, piece by piece, in the canonical form of `SubtitleText`.
///
/// Takes valid UTF-8 that `PlainText` has cleaned. What goes beyond the limit is ignored at no cost.
struct CueTextBuilder {
    /// The style of what is appended next.
    var style: SubtitleStyle = []
    private var alignment: SubtitleAlignment?
    private var lines: [[SubtitleRun]] = []
    private var line: [(bytes: [UInt8], style: SubtitleStyle)] = []
    private var characters = 0

    var isFull: Bool { characters >= StreamingLimits.subtitleTextCharactersMax }

    /// The first alignment of a cue counts, as in SubStation Alpha.
    mutating func align(_ alignment: SubtitleAlignment?) {
        self.alignment = self.alignment ?? alignment
    }

    /// Appends text that may hold line ends, which start new lines.
    mutating func append(lines bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while let end = rest.firstIndex(where: { $0.isLineEnd }) {
            append(rest[..<end])
            breakLine()
            rest = rest[(end + 1)...]
            if isFull { return }
        }
        append(rest)
    }

    /// Appends text within a line. Word joiners go: the writers use them to tell text from tags.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !bytes.isEmpty, !isFull else { return }
        if line.last?.style != style { line.append(([], style)) }
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if isWordJoiner(bytes, at: index) {
                index += 3
                continue
            }
            // A byte that does not continue a scalar starts the next one.
            if bytes[index] & 0xC0 != 0x80 {
                if isFull { return }
                characters += 1
            }
            line[line.count - 1].bytes.append(bytes[index])
            index += 1
        }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        append(Array(String(scalar).utf8)[...])
    }

    mutating func breakLine() {
        guard !line.isEmpty else { return }
        trimLine()
        let runs = line.map { SubtitleRun(String(decoding: $0.bytes, as: UTF8.self), $0.style) }
        line = []
        if runs.contains(where: { $0.text.unicodeScalars.contains { !Self.isInvisible($0) } }) { lines.append(runs) }
    }

    /// The text; nil if there is nothing to see.
    mutating func finish() -> SubtitleText? {
        breakLine()
        return lines.isEmpty ? nil : SubtitleText(canonical: lines, alignment)
    }

    private func isWordJoiner(_ bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
        bytes[index] == 0xE2 && index + 2 < bytes.endIndex && bytes[index + 1] == 0x81 && bytes[index + 2] == 0xA0
    }

    /// Takes away spaces at both ends, runs of nothing else included, and runs that stayed empty.
    private mutating func trimLine() {
        let isText: (UInt8) -> Bool = { !$0.isBlank }
        guard let first = line.firstIndex(where: { $0.bytes.contains(where: isText) }),
            let last = line.lastIndex(where: { $0.bytes.contains(where: isText) })
        else {
            line = []
            return
        }
        line = line[first...last].filter { !$0.bytes.isEmpty }
        let end = line.count - 1
        let kept = line[end].bytes.lastIndex(where: isText).map { $0 + 1 } ?? 0
        line[end].bytes.removeSubrange(kept...)
        line[0].bytes = Array(line[0].bytes.drop { $0.isBlank })
        mergeRuns()
    }

    /// An empty run between two of the same style leaves neighbours that belong together.
    private mutating func mergeRuns() {
        var merged: [(bytes: [UInt8], style: SubtitleStyle)] = []
        for run in line {
            if let last = merged.last, last.style == run.style {
                merged[merged.count - 1].bytes += run.bytes
            } else {
                merged.append(run)
            }
        }
        line = merged
    }

    /// Spaces of all widths, and marks without width.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x202A...0x202F, 0x205F...0x206F, 0x3000: true
        default: false
        }
    }
}
