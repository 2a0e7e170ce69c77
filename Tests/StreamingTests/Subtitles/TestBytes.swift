import Glibc
import Testing

@testable import Streaming

/// Text in an encoding of the C library, made byte by byte the other way round than the product reads it.
func bytes(_ text: String, in charset: String) throws -> [UInt8] {
    let descriptor = try #require(iconv_open(charset, "UTF-8"))
    try #require(descriptor != iconv_t(bitPattern: -1), "unknown charset \(charset)")
    defer { iconv_close(descriptor) }
    var input = text.utf8.map(CChar.init(bitPattern:))
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    let produced = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            var (from, fromLeft) = (source.baseAddress, source.count)
            var (to, toLeft) = (target.baseAddress, target.count)
            let result = iconv(descriptor, &from, &fromLeft, &to, &toLeft)
            return result == Int(bitPattern: UInt.max) ? -1 : target.count - toLeft
        }
    }
    try #require(produced >= 0, "the text has letters that \(charset) lacks")
    return output.prefix(produced).map(UInt8.init(bitPattern:))
}

/// The same random numbers on every run.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

/// A cue as a test writes it: `100-200 text`, lines separated by `/`, styles as tags, alignment as `{8}`.
func summary(_ cues: [SubtitleCue]) -> [String] {
    cues.map { cue in
        let lines = cue.text.lines.map { runs in
            runs.map { run in
                let names: [(SubtitleStyle, String)] = [(.bold, "b"), (.italic, "i"), (.underline, "u")]
                let tags = names.filter { run.style.contains($0.0) }.map(\.1)
                return tags.map { "<\($0)>" }.joined() + run.text + tags.reversed().map { "</\($0)>" }.joined()
            }.joined()
        }
        let alignment = cue.text.alignment.map { "{\($0.rawValue)}" } ?? ""
        return "\(cue.startMilliseconds)-\(cue.endMilliseconds) \(alignment)" + lines.joined(separator: " / ")
    }
}

/// What reading gives, in the form of `summary`.
func read(_ text: String, as format: SubtitleFormat, language: String? = nil) throws -> [String] {
    summary(try SubtitleDocument.read(Array(text.utf8), as: format, language: language).cues)
}

/// A file or a piece of one, and the cues that reading it gives, in the form of `summary`.
struct ReadingCase: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let cues: [String]

    init(_ name: String, _ text: String, _ cues: [String]) {
        (self.name, self.text, self.cues) = (name, text, cues)
    }

    var testDescription: String { name }
}
