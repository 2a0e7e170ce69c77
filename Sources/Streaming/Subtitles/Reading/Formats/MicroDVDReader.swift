/// Reads MicroDVD: `{first frame}{last frame}text|second line`.
///
/// The frame rate comes from a first line like `{1}{1}23.976`, else from the caller, else it is that of film on disc.
/// `{y:i}` sets one line in italics and `{Y:i}` all that follow, as does a slash at the start of a line.
struct MicroDVDReader {
    private var framesPerSecond: Double
    private var isFirst = true
    private var collector = CueCollector()

    /// The cues in the order of the file. `text` is what `PlainText` gives.
    static func cues(in text: [UInt8], framesPerSecond: Double?) -> [SubtitleCue] {
        let rate = framesPerSecond.flatMap(Self.plausible)
        var reader = MicroDVDReader(framesPerSecond: rate ?? StreamingLimits.subtitleFramesPerSecond)
        for range in ByteLines(text) {
            reader.take(text[range].trimmed)
            if reader.collector.isFull { break }
        }
        return reader.collector.finish()
    }

    private init(framesPerSecond: Double) { self.framesPerSecond = framesPerSecond }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        var scanner = ByteScanner(line)
        guard let first = Self.takeFrame(&scanner), let start = first,
            let last = Self.takeFrame(&scanner)
        else { return }
        defer { isFirst = false }
        if isFirst, start <= 1, last ?? start == start, let rate = Self.rate(scanner.rest) {
            framesPerSecond = rate
            return
        }
        collector.add(start: time(of: start), end: last.map(time), text: Self.text(scanner.rest))
    }

    private func time(of frame: Int) -> Int { Int((Double(frame) * 1_000 / framesPerSecond).rounded()) }

    /// Takes `{123}` or `{}`; nil if there is neither, and a frame of nil for the latter.
    private static func takeFrame(_ scanner: inout ByteScanner) -> Int?? {
        guard scanner.take(UInt8(ascii: "{")) else { return nil }
        scanner.skipBlanks()
        let frame = scanner.number(digitsMax: StreamingLimits.subtitleFrameDigitsMax)
        scanner.skipBlanks()
        guard scanner.take(UInt8(ascii: "}")) else { return nil }
        return .some(frame)
    }

    private static func rate(_ text: ArraySlice<UInt8>) -> Double? {
        let digits = text.trimmed.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
        guard digits.count <= StreamingLimits.subtitleFrameRateBytesMax else { return nil }
        return Double(String(decoding: digits, as: UTF8.self)).flatMap(plausible)
    }

    private static func plausible(_ rate: Double) -> Double? {
        StreamingLimits.subtitleFramesPerSecondRange.contains(rate) ? rate : nil
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> SubtitleText? {
        var builder = CueTextBuilder()
        var markup = CueMarkup(.subRip)
        var lasting: SubtitleStyle = []
        for line in bytes.split(separator: UInt8(ascii: "|")) where !builder.isFull {
            var rest = line.trimmed
            builder.style = lasting
            while let code = takeCode(&rest) {
                let style = style(code.dropFirst(2))
                builder.style.formUnion(style)
                if code.first == UInt8(ascii: "Y") { lasting.formUnion(style) }
            }
            if rest.first == UInt8(ascii: "/") {
                builder.style.insert(.italic)
                rest.removeFirst()
            }
            markup.read(rest, into: &builder)
            builder.breakLine()
        }
        return builder.finish()
    }

    /// Takes a code like `{y:i,b}` or `{C:$0000FF}` and returns what is between the braces.
    private static func takeCode(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let inside = text.dropFirst().prefix(StreamingLimits.subtitleTagBytesMax)
        guard text.first == UInt8(ascii: "{"), let end = inside.firstIndex(of: UInt8(ascii: "}")),
            inside.first?.isLetter == true, inside.dropFirst().first == UInt8(ascii: ":")
        else { return nil }
        text = text[(end + 1)...]
        return inside[..<end]
    }

    private static func style(_ letters: ArraySlice<UInt8>) -> SubtitleStyle {
        var style: SubtitleStyle = []
        for letter in letters.split(separator: UInt8(ascii: ",")).map(\.trimmed) {
            if letter.equals("i") { style.insert(.italic) }
            if letter.equals("b") { style.insert(.bold) }
            if letter.equals("u") { style.insert(.underline) }
        }
        return style
    }
}
