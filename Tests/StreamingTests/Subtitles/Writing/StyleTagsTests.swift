import Testing

@testable import Streaming

@Suite("Tags that nest")
struct StyleTagsTests {
    /// Styles one after another, written before the signs 1, 2, 3.
    static let sequences: [(styles: [SubtitleStyle], text: String)] = [
        ([], ""), ([[]], "1"), ([.bold], "<b>1</b>"), ([.bold, .bold], "<b>12</b>"), ([.bold, []], "<b>1</b>2"),
        ([.bold, [.bold, .italic], .bold], "<b>1<i>2</i>3</b>"), ([[.bold, .italic], .bold], "<b><i>1</i>2</b>"),
        ([[.bold, .italic], .italic], "<b><i>1</i></b><i>2</i>"),
        ([.italic, [.bold, .italic], .italic], "<i>1<b>2</b>3</i>"),
        ([.italic, [.bold, .italic], .bold], "<i>1<b>2</b></i><b>3</b>"),
        ([[.bold, .italic, .underline], [], .underline], "<b><i><u>1</u></i></b>2<u>3</u>"),
    ]

    @Test("One style after another", arguments: sequences)
    func sequence(styles: [SubtitleStyle], text: String) {
        var tags = StyleTags()
        var output: [UInt8] = []
        for (index, style) in styles.enumerated() {
            tags.change(to: style, in: &output)
            output.append(contentsOf: "\(index + 1)".utf8)
        }
        tags.narrow(to: [], in: &output)
        #expect(String(decoding: output, as: UTF8.self) == text)
    }

    @Test("Any sequence of styles nests and closes")
    func property() {
        for seed in 0..<500 {
            var random = SeededRandom(seed)
            var tags = StyleTags()
            var output = Array("1\n00:00:01,000 --> 00:00:02,000\n".utf8)
            for _ in 0..<10 {
                tags.change(to: SubtitleStyle(rawValue: .random(in: 0...7, using: &random)), in: &output)
                output.append(UInt8(ascii: "x"))
            }
            tags.narrow(to: [], in: &output)
            #expect(StrictFiles.faultInSRT(output + Array("\n\n".utf8)) == nil)
        }
    }
}
