import Testing

@testable import LocalMedia

/// Ids and editions that stand in names.
@Suite("Tags in names")
struct NameTagsTests {
    struct Case: Sendable {
        let name: String
        let imdb: String?
        let tmdb: Int?
        let tvdb: Int?
        /// The name without its tags.
        let rest: String
    }

    private static func row(
        _ name: String, imdb: String? = nil, tmdb: Int? = nil, tvdb: Int? = nil, rest: String = "Film"
    ) -> Case {
        Case(name: name, imdb: imdb, tmdb: tmdb, tvdb: tvdb, rest: rest)
    }

    private static let cases = [
        row("Film"),
        row("Film [imdbid-tt0106145]", imdb: "tt0106145"),
        row("Film [imdb-tt0106145]", imdb: "tt0106145"),
        row("Film {imdb=tt0106145}", imdb: "tt0106145"),
        row("Film (imdbid=tt0106145)", imdb: "tt0106145"),
        row("Film [ imdbid-tt0106145 ]", imdb: "tt0106145"),
        row("Film {imdb-0106145}", imdb: "tt0106145"),
        row("Film {imdb-106145}", imdb: "tt0106145"),
        row("Film {imdb-1}", imdb: "tt0000001"),
        row("Film {imdb-12345678}", imdb: "tt12345678"),
        row("Film {imdb-123456789}", imdb: "tt123456789"),
        row("Film {imdb-1234567890}"),
        row("Film {imdb-0}"),
        row("Film {imdb-tt}"),
        row("Film {imdb-nm0000001}"),
        row("Film {imdb}"),
        row("Film {tmdb-65567}", tmdb: 65567),
        row("Film {TmdbId=65567}", tmdb: 65567),
        row("Film [tmdbid-0065567]", tmdb: 65567),
        row("Film [tmdbid-2147483647]", tmdb: 2_147_483_647),
        row("Film [tmdbid-2147483648]"),
        row("Film [tmdbid-]"),
        row("Film [tmdbid-12x]"),
        row("Film [tmdbid--12]"),
        row("Film {tvdb-1234}", tvdb: 1234),
        row("Film [tvdbid=1234]", tvdb: 1234),
        row("Film {tmdb-1}{tvdb-2}{imdb-tt0000003}", imdb: "tt0000003", tmdb: 1, tvdb: 2),
        row("Film {tmdb-1} {tmdb-2}", tmdb: 1),
        row("Film {tmdb-} {tmdb-2}", tmdb: 2),
        row("Film tt0106145", imdb: "tt0106145"),
        row("Film [tt0106145]", imdb: "tt0106145"),
        row("Film.tt12345678.1080p", imdb: "tt12345678", rest: "Film 1080p"),
        row("tt0106145", imdb: "tt0106145", rest: ""),
        row("Film tt010614", rest: "Film tt010614"),
        row("Film tt0106145678", rest: "Film tt0106145678"),
        row("Filmtt0106145", rest: "Filmtt0106145"),
        row("Film tt0106145x", rest: "Film tt0106145x"),
        row("Film {tmdb-1", rest: "Film {tmdb-1"),
        row("Film tmdb-1", rest: "Film tmdb-1"),
        row("Film [tmdb 1]", rest: "Film [tmdb 1]"),
        row("Film {other-1}", rest: "Film {other-1}"),
        row("Film (tmdbed)", rest: "Film (tmdbed)"),
        row("七人 {tmdb-346}", tmdb: 346, rest: "七人"),
        row("七人【tmdbid-346】", tmdb: 346, rest: "七人"),
    ]

    @Test(arguments: cases)
    func idsAreRead(_ row: Case) {
        #expect(NamedIDs(in: row.name) == NamedIDs(imdb: row.imdb, tmdb: row.tmdb, tvdb: row.tvdb), "\(row.name)")
    }

    @Test(arguments: cases)
    func tagsAreTakenOut(_ row: Case) {
        var text = NameText(row.name)
        _ = NameTags(takenFrom: &text)
        let rest = text.title(0..<text.count, keepsDots: text.hasSpaces(0..<text.count))
        let expected = TitleTrim.trimmed(Array(row.rest.utf8))
        #expect(rest == String(decoding: expected, as: UTF8.self), "\(row.name)")
    }

    @Test(arguments: [
        ("Film {edition-Final Cut}", "Final Cut"), ("Film {Edition-final cut}", "final cut"),
        ("Film {edition=Final Cut}", "Final Cut"), ("Film [edition-Final Cut]", "Final Cut"),
        ("Film {edition-a}{edition-b}", "a"), ("Film {edition-Kürzer}", "Kürzer"),
    ])
    func editionsAreRead(_ name: String, _ edition: String) {
        #expect(FilmName(name, currentYear: 2025).edition == edition)
    }

    @Test(arguments: ["Film {edition-}", "Film {edition}", "Film {editions-a}", "Film edition-a", "Film {edition- }"])
    func otherTextIsNoEdition(_ name: String) {
        #expect(FilmName(name, currentYear: 2025).edition == nil)
    }

    @Test func idsFillGaps() {
        let one = NamedIDs(imdb: "tt0000001", tmdb: 1)
        let two = NamedIDs(imdb: "tt0000002", tvdb: 2)
        #expect(one.filled(from: two) == NamedIDs(imdb: "tt0000001", tmdb: 1, tvdb: 2))
        #expect(!one.fits(two))
        #expect(one.fits(NamedIDs(tvdb: 2)))
        #expect(one.fits(NamedIDs(imdb: "tt0000001")))
        #expect(NamedIDs().isEmpty)
    }
}
