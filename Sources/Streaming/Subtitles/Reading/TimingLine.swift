/// The line of SubRip and WebVTT that says when a cue is shown.
struct TimingLine {
    let startMilliseconds: Int
    let endMilliseconds: Int
    /// What follows the times: coordinates, settings, nothing.
    let rest: ArraySlice<UInt8>

    /// Reads a time, an arrow and a time; nil for any other line. The arrow may be odd: `->`, `-- >`, no blanks.
    init?(_ line: ArraySlice<UInt8>) {
        guard Self.mayBeTiming(line) else { return nil }
        var scanner = ByteScanner(line)
        guard let start = SubtitleTime.take(from: &scanner), Self.takeArrow(&scanner),
            let end = SubtitleTime.take(from: &scanner)
        else { return nil }
        startMilliseconds = start
        endMilliseconds = end
        rest = scanner.rest
    }

    /// Whether the line was meant as a timing line, be it readable or damaged.
    static func resembles(_ line: ArraySlice<UInt8>) -> Bool { TimingLine(line) != nil || isDamaged(line) }

    /// Whether a line that cannot be read was meant as a timing line.
    static func isDamaged(_ line: ArraySlice<UInt8>) -> Bool {
        guard mayBeTiming(line), let arrow = line.arrowIndex else { return false }
        return line[..<arrow].contains(UInt8(ascii: ":"))
    }

    private static func mayBeTiming(_ line: ArraySlice<UInt8>) -> Bool {
        var signs = line.drop { $0.isBlank }
        while let byte = signs.first, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { signs.removeFirst() }
        return signs.first?.isDigit ?? false
    }

    private static func takeArrow(_ scanner: inout ByteScanner) -> Bool {
        var dashes = 0
        scanner.skipBlanks()
        while scanner.take(UInt8(ascii: "-")) {
            dashes += 1
            scanner.skipBlanks()
        }
        return dashes > 0 && scanner.take(UInt8(ascii: ">"))
    }
}
