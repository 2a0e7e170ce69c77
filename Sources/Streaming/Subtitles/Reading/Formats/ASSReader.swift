/// Reads the dialogue of Advanced SubStation Alpha and of SSA: text only, from all layers.
///
/// Styles, fonts, positions, drawings and comments are left out. What the same words say twice at the same time is
/// said once.
struct ASSReader {
    /// Where a dialogue line has what; the fields are separated by commas.
    private struct Format {
        var start = 1
        var end = 2
        var text = 9
        var count = 10

        init() {}

        /// Reads the names behind `Format:`; nil if one that is needed is missing.
        init?(_ names: ArraySlice<UInt8>) {
            let fields = names.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(\.trimmed)
            guard let start = fields.firstIndex(where: { $0.equals("start") }),
                let end = fields.firstIndex(where: { $0.equals("end") }),
                let text = fields.firstIndex(where: { $0.equals("text") })
            else { return nil }
            (self.start, self.end, self.text, count) = (start, end, text, fields.count)
        }
    }

    private var format = Format()
    /// Files without any section are read as events.
    private var isInEvents = true
    private var collector = CueCollector()

    private init() {}

    /// The cues in the order of the file. `text` is what `PlainText` gives.
    static func cues(in text: [UInt8]) -> [SubtitleCue] {
        var reader = ASSReader()
        for range in ByteLines(text) {
            reader.take(text[range].trimmed)
            if reader.collector.isFull { break }
        }
        reader.collector.dropRepetitions()
        return reader.collector.finish()
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        if line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]") {
            isInEvents = line.equals("[events]")
        } else if isInEvents, line.begins(with: "format:") {
            format = Format(line.dropFirst(7)) ?? format
        } else if isInEvents, line.begins(with: "dialogue:") {
            addDialogue(line.dropFirst(9))
        }
    }

    private mutating func addDialogue(_ line: ArraySlice<UInt8>) {
        guard let fields = fields(of: line), let start = SubtitleTime.parse(fields[format.start]),
            let end = SubtitleTime.parse(fields[format.end])
        else { return }
        collector.add(start: start, end: end, text: Self.text(fields[format.text]))
    }

    /// As many fields as the format has. Surplus commas belong to the text. Nil if there are too few.
    private func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        let comma = UInt8(ascii: ",")
        let isTextLast = format.text == format.count - 1
        if isTextLast {
            let fields = line.split(separator: comma, maxSplits: format.count - 1, omittingEmptySubsequences: false)
            return fields.count == format.count ? fields : nil
        }
        var fields = line.split(separator: comma, omittingEmptySubsequences: false)
        let surplus = fields.count - format.count
        guard surplus >= 0 else { return nil }
        let text = line[fields[format.text].startIndex..<fields[format.text + surplus].endIndex]
        fields.replaceSubrange(format.text...(format.text + surplus), with: [text])
        return fields
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> SubtitleText? {
        var builder = CueTextBuilder()
        var overrides = OverrideTags()
        var rest = bytes
        while !rest.isEmpty, !builder.isFull {
            let plain = rest.prefix { $0 != UInt8(ascii: "{") && $0 != ASCII.backslash }
            if !overrides.isDrawing { builder.append(plain) }
            rest = rest[plain.endIndex...]
            guard let sign = rest.first else { break }
            if sign == UInt8(ascii: "{"), let block = Self.block(rest) {
                overrides.apply(block, to: &builder)
                rest = rest[(block.endIndex + 1)...]
            } else if sign == ASCII.backslash, let second = rest.dropFirst().first,
                takeEscape(second, overrides.isDrawing, into: &builder)
            {
                rest = rest.dropFirst(2)
            } else {
                if !overrides.isDrawing { builder.append(rest.prefix(1)) }
                rest.removeFirst()
            }
        }
        return builder.finish()
    }

    /// What is between the brace at the start of `text` and the one that closes it.
    private static func block(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let inside = text.dropFirst().prefix(StreamingLimits.subtitleTagBytesMax)
        return inside.firstIndex(of: UInt8(ascii: "}")).map { inside[..<$0] }
    }

    /// `\N` and `\n` break the line, `\h` is a space that stays. False for any other letter.
    private static func takeEscape(_ letter: UInt8, _ isDrawing: Bool, into builder: inout CueTextBuilder) -> Bool {
        switch letter {
        case UInt8(ascii: "N"), UInt8(ascii: "n"): builder.breakLine()
        case UInt8(ascii: "h"): if !isDrawing { builder.append(Unicode.Scalar(0xA0)) }
        default: return false
        }
        return true
    }
}
