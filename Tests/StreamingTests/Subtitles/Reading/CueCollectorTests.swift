import Testing

@testable import Streaming

@Suite("Collecting cues")
struct CueCollectorTests {
    private func text(_ words: String) throws -> SubtitleText {
        try #require(SubtitleText(lines: [[SubtitleRun(words)]]))
    }

    private func times(_ cues: [SubtitleCue]) -> [[Int]] {
        cues.map { [$0.startMilliseconds, $0.endMilliseconds] }
    }

    @Test(
        "What can be shown is kept",
        arguments: [
            (0, 1, [[0, 1]]), (5, 5, []), (6, 5, []), (-5, 5, [[0, 5]]), (-5, 0, []), (-5, -1, []), (-1, 1, [[0, 1]]),
        ])
    func kept(start: Int, end: Int, expected: [[Int]]) throws {
        let text = try text("A")
        var collector = CueCollector()
        collector.add(start: start, end: end, text: text)
        #expect(times(collector.finish()) == expected)
    }

    @Test("A text is not even read if its cue cannot be shown")
    func lazily() {
        var collector = CueCollector()
        var count = 0
        func read() -> SubtitleText? {
            count += 1
            return nil
        }
        collector.add(start: 5, end: 5, text: read())
        #expect(count == 0)
        collector.add(start: 5, end: 6, text: read())
        #expect(count == 1)
        #expect(collector.finish().isEmpty)
    }

    @Test("Equal cues count once, similar ones do not")
    func repetitions() throws {
        var collector = CueCollector()
        for (end, words) in [(2, "A"), (2, "A"), (3, "A"), (2, "B"), (2, "A")] {
            let text = try text(words)
            collector.add(start: 1, end: end, text: text)
        }
        collector.dropRepetitions()
        #expect(summary(collector.finish()) == ["1-2 A", "1-3 A", "1-2 B"])
    }

    @Test("Cues beyond the limit are left out")
    func count() throws {
        let limit = StreamingLimits.subtitleCuesMax
        let text = try text("A")
        var collector = CueCollector()
        for index in 0..<(limit + 3) { collector.add(start: index, end: index + 1, text: text) }
        #expect(collector.isFull)
        #expect(collector.finish().count == limit)
        let cue = SubtitleCue(startMilliseconds: 0, endMilliseconds: 1, text: text)
        #expect(SubtitleDocument(cues: Array(repeating: cue, count: limit + 3)).cues.count == limit)
    }

    @Test("Cues without an end last until the next one that starts later, but not for long")
    func openEnds() throws {
        let text = try text("A")
        var collector = CueCollector()
        for start in [9_000, 1_000, 1_000, 2_500] { collector.add(start: start, end: nil, text: text) }
        collector.add(start: 2_000, end: 8_000, text: text)
        #expect(
            times(collector.finish())
                == [[1_000, 2_000], [1_000, 2_000], [2_000, 8_000], [2_500, 6_500], [9_000, 13_000]])
    }

    @Test("Without open ends the order of the file stays")
    func order() throws {
        var collector = CueCollector()
        for start in [3, 1, 2] {
            let text = try text("\(start)")
            collector.add(start: start, end: 9, text: text)
        }
        #expect(collector.finish().map(\.text.plain) == ["3", "1", "2"])
    }
}
