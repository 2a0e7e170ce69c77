/// Words of file names that say how a file was made, and nothing of what is in it.
enum ReleaseNoise {
    /// Which words of a file's name are noise, by their place.
    static func marks(_ text: FoldedText) -> [Bool] {
        let line = text.plain
        var marks = [Bool](repeating: false, count: text.count)
        for place in text.bracketedYears where isYear(line, place) { marks[place] = true }
        for place in marks.indices {
            if isNoise(line, place) { marks[place] = true }
            guard place + 1 < marks.count else { continue }
            if isPair(line, place) || isNumbered(line, place) {
                marks[place] = true
                marks[place + 1] = true
            }
        }
        return marks
    }

    private static let words = hashes([
        "4k", "8k", "uhd", "fhd", "qhd", "hd", "sd", "hdr", "hdr10", "sdr", "x264", "x265", "h264", "h265", "hevc",
        "avc", "xvid", "divx", "av1", "vp9", "aac", "ac3", "dts", "mp3", "flac", "opus", "8bit", "10bit", "web",
        "webdl", "webrip", "bluray", "bdrip", "brrip", "dvd", "dvdrip", "hdtv", "hdrip", "remux", "vhsrip", "proper",
        "repack", "clip", "mp4", "mkv", "avi", "wmv", "mov",
    ])

    private static let pairs = hashes([
        "web dl", "web rip", "blu ray", "dvd rip", "h 264", "h 265", "x 264", "x 265", "full hd", "ultra hd",
        "10 bit", "8 bit", "5 1", "7 1",
    ])

    /// With a number behind them they count pieces.
    private static let counters = hashes(["part", "pt", "cd", "disc", "disk", "dvd", "clip", "file"])

    private static func hashes(_ words: [String]) -> Set<UInt64> {
        Set(words.map { NameHash.of(Array($0.utf8), 0..<$0.utf8.count) })
    }

    private static func isNoise(_ line: FoldedText.Line, _ place: Int) -> Bool {
        let word = line.words[place]
        guard word.count <= 9 else { return false }
        return words.contains(NameHash.of(line.bytes, word)) || isMeasure(line.bytes, word)
    }

    private static func isPair(_ line: FoldedText.Line, _ place: Int) -> Bool {
        let range = line.words[place].lowerBound..<line.words[place + 1].upperBound
        return range.count <= 8 && pairs.contains(NameHash.of(line.bytes, range))
    }

    private static func isNumbered(_ line: FoldedText.Line, _ place: Int) -> Bool {
        let (word, next) = (line.words[place], line.words[place + 1])
        guard word.count <= 4, next.count <= 3, digits(line.bytes, next) == next.count else { return false }
        return counters.contains(NameHash.of(line.bytes, word))
    }

    /// "1080p", "1080i", "60fps", "1920x1080".
    private static func isMeasure(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
        let count = digits(bytes, word)
        let rest = word.lowerBound + count..<word.upperBound
        guard count >= 2, let unit = rest.first.map({ bytes[$0] }) else { return false }
        switch unit {
        case UInt8(ascii: "p"), UInt8(ascii: "i"): return rest.count == 1 && (3...4).contains(count)
        case UInt8(ascii: "f"): return bytes[rest].elementsEqual("fps".utf8)
        case UInt8(ascii: "x"):
            let height = rest.dropFirst()
            return (3...4).contains(count) && (3...4).contains(height.count) && digits(bytes, height) == height.count
        default: return false
        }
    }

    private static func isYear(_ line: FoldedText.Line, _ place: Int) -> Bool {
        let start = line.words[place].prefix(2).map { line.bytes[$0] }
        return start.elementsEqual("19".utf8) || start.elementsEqual("20".utf8)
    }

    /// How many digits there are at the beginning.
    private static func digits(_ bytes: [UInt8], _ word: Range<Int>) -> Int {
        word.prefix { bytes[$0] >= 0x30 && bytes[$0] <= 0x39 }.count
    }
}
