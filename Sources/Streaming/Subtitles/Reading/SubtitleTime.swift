/// The points in time of subtitle files.
enum SubtitleTime {
    /// Takes `H:MM:SS,mmm` with all that occurs in its place: no hours, one digit, a point or a colon before the
    /// milliseconds, fewer or no decimals, blanks around the signs, a minus anywhere. Milliseconds, perhaps negative;
    /// nil if there is no time or an impossible one.
    static func take(from scanner: inout ByteScanner) -> Int? {
        var isNegative = false
        var parts: [Int] = []
        var decimals = 0
        while true {
            scanner.skipBlanks()
            if scanner.take(UInt8(ascii: "-")) { isNegative = true } else { _ = scanner.take(UInt8(ascii: "+")) }
            if parts.count == 3 {
                decimals = scanner.decimalMilliseconds()
                break
            }
            guard let part = scanner.number(digitsMax: StreamingLimits.subtitleTimeDigitsMax) else { return nil }
            parts.append(part)
            let afterPart = scanner
            scanner.skipBlanks()
            if scanner.take(UInt8(ascii: ":")) { continue }
            if parts.count >= 2, scanner.take(UInt8(ascii: ",")) || scanner.take(UInt8(ascii: ".")) {
                scanner.skipBlanks()
                if scanner.take(UInt8(ascii: "-")) { isNegative = true }
                decimals = scanner.decimalMilliseconds()
            } else {
                scanner = afterPart
            }
            break
        }
        guard parts.count >= 2 else { return nil }
        let milliseconds = parts.reduce(0) { $0 * 60 + $1 } * 1_000 + decimals
        guard milliseconds <= StreamingLimits.subtitleMillisecondsMax else { return nil }
        return isNegative ? -milliseconds : milliseconds
    }

    /// The time that the bytes are, blanks around it aside.
    static func parse(_ bytes: ArraySlice<UInt8>) -> Int? {
        var scanner = ByteScanner(bytes)
        guard let time = take(from: &scanner) else { return nil }
        scanner.skipBlanks()
        return scanner.rest.isEmpty ? time : nil
    }

    /// Writes `HH:MM:SS`, `separator`, `mmm`; more than two digits of hours when needed.
    static func append(_ milliseconds: Int, separator: UInt8, to output: inout [UInt8]) {
        append(milliseconds / 3_600_000, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(milliseconds / 60_000 % 60, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        append(milliseconds / 1_000 % 60, digits: 2, to: &output)
        output.append(separator)
        append(milliseconds % 1_000, digits: 3, to: &output)
    }

    private static func append(_ value: Int, digits: Int, to output: inout [UInt8]) {
        let text = String(value).utf8
        for _ in 0..<max(0, digits - text.count) { output.append(UInt8(ascii: "0")) }
        output.append(contentsOf: text)
    }
}
