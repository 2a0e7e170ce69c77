import Testing

@testable import LocalMedia

/// Names of single episodes, each with what is to be understood.
@Suite("Names of episodes")
struct EpisodeCorpusTests {
    @Test(arguments: CorpusFile("episodes").rows)
    func episodeIsUnderstood(_ row: CorpusFile.Row) throws {
        let reading = Readings.read([row.name], kind: .series)
        let found = reading.series.flatMap { series in series.episodes.map { Readings.summary(series, $0) } }
        #expect(found == [row.expected])
        #expect(reading.skipped == [])
        #expect(reading.films == [])
    }

    @Test func thereAreRows() {
        #expect(CorpusFile("episodes").rows.count > 150)
    }
}
