/// How a run of text is set.
package struct SubtitleStyle: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = SubtitleStyle(rawValue: 1)
    package static let italic = SubtitleStyle(rawValue: 2)
    package static let underline = SubtitleStyle(rawValue: 4)
}

/// A place on the picture, numbered like the keys of a number pad, as the tag `{\an8}` does.
package enum SubtitleAlignment: Int, Sendable, CaseIterable {
    case bottomLeft = 1
    case bottom, bottomRight, left, middle, right, topLeft, top, topRight

    package var isTop: Bool { rawValue >= Self.topLeft.rawValue }
}

/// A piece of one line in one style.
package struct SubtitleRun: Sendable, Hashable {
    package let text: String
    package let style: SubtitleStyle

    package init(_ text: String, _ style: SubtitleStyle = []) {
        self.text = text
        self.style = style
    }
}

/// What one cue says, in a single canonical form, so that equal texts are equal values.
///
/// There is at least one line and no line is blank; lines neither start nor end with a space; neighbouring runs differ
/// in style; control characters, byte order marks and word joiners do not occur.
package struct SubtitleText: Sendable, Hashable {
    package let lines: [[SubtitleRun]]
    package let alignment: SubtitleAlignment?

    /// Brings `lines` into the canonical form; nil if nothing visible is left. Line breaks inside runs start lines.
    package init?(lines: [[SubtitleRun]], alignment: SubtitleAlignment? = nil) {
        var builder = CueTextBuilder()
        builder.align(alignment)
        for line in lines {
            for run in line {
                builder.style = run.style
                builder.append(lines: PlainText.cleaned(Array(run.text.utf8))[...])
            }
            builder.breakLine()
        }
        guard let text = builder.finish() else { return nil }
        self = text
    }

    /// The builder's output is canonical already.
    init(canonical lines: [[SubtitleRun]], _ alignment: SubtitleAlignment?) {
        self.lines = lines
        self.alignment = alignment
    }

    /// The words alone, lines separated by line feeds.
    package var plain: String {
        lines.map { $0.map(\.text).joined() }.joined(separator: "\n")
    }
}
