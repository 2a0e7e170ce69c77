import Testing

@testable import LocalMedia

/// The words behind a video's name in that of a subtitle.
@Suite("Names of subtitles")
struct SubtitleCorpusTests {
    @Test(arguments: CorpusFile("subtitles").rows)
    func tokensAreUnderstood(_ row: CorpusFile.Row) {
        #expect(summary(SubtitleName(row.name)) == row.expected)
    }

    @Test func thereAreRows() {
        #expect(CorpusFile("subtitles").rows.count > 70)
    }

    private func summary(_ name: SubtitleName) -> String {
        let flags = [name.isDefault ? "default" : nil, name.isForced ? "forced" : nil, name.isSDH ? "sdh" : nil]
        let text = flags.compactMap(\.self).joined(separator: " ")
        return "\(name.language ?? "-") | \(text.isEmpty ? "-" : text) | \(name.title ?? "-")"
    }
}
