import Testing

@testable import Streaming

@Suite("Properties of subtitles")
struct SubtitlePropertyTests {
    /// Pieces that have a meaning somewhere, or nearly.
    private static let pieces = [
        "a", "B", "é", "你", "🎬", " ", "  ", "\u{A0}", "\u{3000}", "\n", "\r\n", "\t", "\0", "\u{FEFF}", "\u{2060}",
        "\u{2028}", "\u{200E}", "<", ">", "/", "i>", "<i>", "</i>", "<b", "</", "<br>", "<font color=x>", "<3",
        "<00:01>",
        "{", "}", "\\", "{\\an8}", "{\\i1}", "{\\p1}", "\\N", "&", "&amp;", "&lt;", "&#60;", "&#0;", ";", "-", "--",
        "-->",
        " --> ", "- >", "00:00:01,000", "00:00:01.000 --> 00:00:02.000", "1:2 -> 3:4", "1984", "7", ":", ",", "|",
        "WEBVTT",
        "NOTE", "STYLE", "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,", "{1}{2}", "<SYNC Start=1>", "<P Class=A>",
        "[Events]",
        "Format: Start, End, Text",
    ]

    private func text(_ piecesMax: Int, _ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...piecesMax, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
            .joined()
    }

    private func document(_ random: inout SeededRandom) -> SubtitleDocument {
        var cues: [SubtitleCue] = []
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let lines = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    SubtitleRun(text(6, &random), SubtitleStyle(rawValue: UInt8.random(in: 0...7, using: &random)))
                }
            }
            let alignment = SubtitleAlignment(rawValue: Int.random(in: 0...14, using: &random))
            guard let text = SubtitleText(lines: lines, alignment: alignment) else { continue }
            let start = Int.random(in: -10...400_000_000, using: &random)
            let end = start + Int.random(in: -10...100_000, using: &random)
            cues.append(SubtitleCue(startMilliseconds: start, endMilliseconds: end, text: text))
        }
        return SubtitleDocument(cues: cues)
    }

    /// What WebVTT keeps of a document: the top or nothing.
    private func reduced(_ document: SubtitleDocument) -> SubtitleDocument {
        SubtitleDocument(
            cues: document.cues.compactMap { cue in
                SubtitleText(lines: cue.text.lines, alignment: cue.text.alignment?.isTop == true ? .top : nil).map {
                    SubtitleCue(
                        startMilliseconds: cue.startMilliseconds, endMilliseconds: cue.endMilliseconds, text: $0)
                }
            })
    }

    @Test("What is written is read back equal, and is strict")
    func roundTrips() throws {
        for seed in 0..<600 {
            var random = SeededRandom(seed)
            let document = document(&random)
            let (srt, webVTT) = (document.srt(), document.webVTT())
            #expect(StrictFiles.faultInSRT(srt) == nil, "seed \(seed)")
            #expect(StrictFiles.faultInWebVTT(webVTT) == nil, "seed \(seed)")
            #expect(try SubtitleDocument.read(srt, as: .srt, language: "ja") == document, "seed \(seed)")
            #expect(try SubtitleDocument.read(webVTT, as: .vtt, language: nil) == reduced(document), "seed \(seed)")
        }
    }

    @Test(
        "Files of nearly meaningful pieces are read as something, and written strictly",
        arguments: SubtitleFormat.allCases)
    func pieces(format: SubtitleFormat) throws {
        for seed in 0..<300 {
            var random = SeededRandom(seed)
            let content = Array(text(80, &random).utf8)
            let document = try SubtitleDocument.read(content, as: format, language: nil)
            check(document, "\(format), seed \(seed)")
        }
    }

    @Test("Random bytes are no harm", arguments: SubtitleFormat.allCases)
    func garbage(format: SubtitleFormat) throws {
        for seed in 0..<100 {
            var random = SeededRandom(seed)
            let content = (0..<Int.random(in: 0...600, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            check(try SubtitleDocument.read(content, as: format, language: "ko"), "\(format), seed \(seed)")
        }
    }

    @Test("Proper files with random damage are no harm", arguments: SubtitleFormat.allCases)
    func damage(format: SubtitleFormat) throws {
        let files: [SubtitleFormat: String] = [
            .srt: "1\r\n0:0:1,0 --> 0:0:2,0\r\n{\\an8}<i>A</i> &amp; B\r\n\r\n2\r\n0:0:3,0 --> 0:0:4,0\r\nÄ\r\n",
            .vtt: "WEBVTT\n\nNOTE x\n\n0:1 --> 0:2 line:0\n<v X>A</v> &lt;\n\n2\n00:03.000 --> 00:04.000\nÄ\n",
            .ass: "[Events]\nFormat: Start, End, Text\nDialogue: 0:1.0,0:2.0,{\\i1\\t(0,1,\\b1)}A\\NÄ{\\p1}m 0 0\n",
            .sub: "{1}{1}25\n{1}{50}{y:i}A|Ä\n{60}{}B\n",
            .smi: "<SAMI><STYLE>.A {lang:en}</STYLE><SYNC Start=1><P Class=A>A<br>Ä<SYNC Start=99><P Class=A>&nbsp;",
        ]
        let original = Array((try #require(files[format])).utf8)
        for seed in 0..<300 {
            var random = SeededRandom(seed)
            var content = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<content.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: content[place] = UInt8.random(in: 0...255, using: &random)
                case 1: content.insert(original.randomElement(using: &random) ?? 0, at: place)
                default: content.remove(at: place)
                }
            }
            check(try SubtitleDocument.read(content, as: format, language: nil), "\(format), seed \(seed)")
        }
    }

    private func check(_ document: SubtitleDocument, _ name: String) {
        let (srt, webVTT) = (document.srt(), document.webVTT())
        #expect(StrictFiles.faultInSRT(srt) == nil, "\(name)")
        #expect(StrictFiles.faultInWebVTT(webVTT) == nil, "\(name)")
        #expect((try? SubtitleDocument.read(srt, as: .srt, language: nil)) == document, "\(name)")
        #expect((try? SubtitleDocument.read(webVTT, as: .vtt, language: nil)) == reduced(document), "\(name)")
    }

    @Test("A file beyond the limit is refused, one at the limit is not")
    func size() throws {
        let limit = StreamingLimits.subtitleBytesMax
        #expect(throws: SubtitleError.tooLarge(sizeBytes: limit + 1)) {
            try SubtitleDocument.read([UInt8](repeating: 0, count: limit + 1), as: .srt, language: nil)
        }
    }
}
