import Testing

@testable import Streaming

@Suite("Canonical texts")
struct SubtitleTextTests {
    private func lines(_ lines: [[SubtitleRun]]) -> [[SubtitleRun]]? { SubtitleText(lines: lines)?.lines }

    @Test("Neighbours of one style become one run")
    func merging() {
        #expect(
            lines([[SubtitleRun("A"), SubtitleRun("B"), SubtitleRun("C", .bold)]]) == [
                [SubtitleRun("AB"), SubtitleRun("C", .bold)]
            ])
        #expect(lines([[SubtitleRun("A"), SubtitleRun("", .bold), SubtitleRun("B")]]) == [[SubtitleRun("AB")]])
    }

    @Test("Spaces at the ends go, with runs of nothing else")
    func trimming() {
        let runs = [SubtitleRun(" ", .bold), SubtitleRun("  A "), SubtitleRun(" B ", .italic), SubtitleRun("  ")]
        #expect(lines([runs]) == [[SubtitleRun("A "), SubtitleRun(" B", .italic)]])
    }

    @Test("Line ends inside a run start lines, blank lines go")
    func breaking() {
        #expect(
            lines([[SubtitleRun("A\nB\r\n\rC")], [], [SubtitleRun(" \u{A0} ")]]) == [
                [SubtitleRun("A")], [SubtitleRun("B")], [SubtitleRun("C")],
            ])
    }

    @Test("What players must not get goes")
    func cleaning() {
        #expect(lines([[SubtitleRun("A\0B\u{FEFF}C\u{2060}D\tE\u{2028}F")]]) == [[SubtitleRun("ABCD E F")]])
    }

    @Test("Nothing visible is no text", arguments: ["", " ", "\n", "\u{200B}", "\u{3000}\u{AD}", "\u{202A}\u{202C}"])
    func nothing(text: String) {
        #expect(SubtitleText(lines: [[SubtitleRun(text, .bold)]]) == nil)
    }

    @Test("A long text is cut between scalars")
    func limit() throws {
        let limit = StreamingLimits.subtitleTextCharactersMax
        let long = try #require(SubtitleText(lines: [[SubtitleRun(String(repeating: "é", count: limit + 5))]]))
        #expect(long.plain == String(repeating: "é", count: limit))
        let many = try #require(SubtitleText(lines: Array(repeating: [SubtitleRun("🎬a")], count: limit)))
        #expect(many.lines.count == limit / 2)
        let exact = try #require(
            SubtitleText(lines: [[SubtitleRun(String(repeating: "x", count: limit), .bold), SubtitleRun("y")]]))
        #expect(exact.lines == [[SubtitleRun(String(repeating: "x", count: limit), .bold)]])
    }

    @Test("Plain words and places")
    func plain() throws {
        let text = try #require(
            SubtitleText(
                lines: [[SubtitleRun("A", .bold), SubtitleRun("B")], [SubtitleRun("C")]], alignment: .topLeft))
        #expect(text.plain == "AB\nC")
        #expect(text.alignment == .topLeft)
        #expect(SubtitleAlignment.allCases.map(\.rawValue) == Array(1...9))
        #expect(SubtitleAlignment.allCases.filter(\.isTop) == [.topLeft, .top, .topRight])
    }
}
