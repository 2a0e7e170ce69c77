/// A part of a text that tells its encoding: the lines with bytes beyond ASCII.
struct EncodingSample {
    let bytes: [UInt8]
    /// How many bytes are beyond ASCII.
    let highBytes: Int
    /// How often each word of nothing but ASCII letters occurs, in small letters.
    let words: [String: Int]

    private static let wordLettersMax = 8

    init(_ text: [UInt8]) {
        var sample: [UInt8] = []
        for range in ByteLines(text) where text[range].contains(where: { $0 >= 0x80 }) {
            let space = StreamingLimits.encodingSampleBytes - sample.count
            guard space > 0 else { break }
            sample += text[range].prefix(space)
            sample.append(ASCII.lineFeed)
        }
        bytes = sample
        highBytes = sample.count { $0 >= 0x80 }
        words = Self.words(in: sample)
    }

    private static func words(in text: [UInt8]) -> [String: Int] {
        var words: [String: Int] = [:]
        for word in text.split(whereSeparator: { !$0.isLetter && $0 < 0x80 })
        where word.count <= wordLettersMax && word.allSatisfy(\.isLetter) {
            words[String(decoding: word.map(\.lowercased), as: UTF8.self), default: 0] += 1
        }
        return words
    }
}
