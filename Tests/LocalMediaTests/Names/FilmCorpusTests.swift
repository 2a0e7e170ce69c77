import Testing

@testable import LocalMedia

/// Names of single films, each with what is to be understood.
@Suite("Names of films")
struct FilmCorpusTests {
    @Test(arguments: CorpusFile("films").rows)
    func filmIsUnderstood(_ row: CorpusFile.Row) throws {
        let reading = Readings.read([row.name], kind: .movies)
        #expect(reading.films.map(Readings.summary) == [row.expected])
        #expect(reading.skipped == [])
    }

    @Test func thereAreRows() {
        #expect(CorpusFile("films").rows.count > 150)
    }
}
