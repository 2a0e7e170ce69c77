import Activity
import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("What was taken out comes in again")
struct ReturnTests {
    private static let day = 86_400.0

    /// Rated, watched and kept films, in a catalogue that knows them all.
    private static var films: [ImportedFilm] {
        var rated = film("Solaris", 593, 1972, rated: 9, at: .test(-40 * day))
        rated.isWatched = false
        var both = film("Alien", 348, 1979, rated: 7, at: .test(-30 * day))
        both.watchDates = [.test(-31 * day), .test(-500 * day)]
        var kept = film("Dune: Part Two", 693_134, 2024)
        kept.isWatched = false
        kept.keptAt = .test(-20 * day)
        var formula = film("=Equals, \"quoted\"", 7, 2001, rated: 2, at: .test(-10 * day))
        formula.watchDates = [.test(-11 * day)]
        return [rated, both, film("Amélie", 194, 2001), kept, formula]
    }

    private static func film(
        _ title: String, _ id: Int, _ year: Int, rated value: Int? = nil, at moment: Instant? = nil
    ) -> ImportedFilm {
        var film = ImportedFilm.named(title, year: year)
        film.tmdbID = id
        film.rating = value.map { ImportedRating(value: $0, ratedAt: moment) }
        return film
    }

    /// Ann has the films; what she takes out becomes Ben's, and `compare` gets the records of both.
    private func compare(
        _ form: ExportForm, driver: TestDriver = .sqlite,
        _ compare: (_ ann: Records, _ ben: Records, _ source: ImportSource) -> Void
    ) async throws {
        try await DeskBench.with(driver: driver) { bench async throws in
            for film in Self.films {
                let number = "tt\(1_000_000 + (film.tmdbID ?? 0))"
                let draft = TitleDraft.film(film.title, year: film.year, imdb: number, tmdb: film.tmdbID)
                _ = try await bench.stores.catalogue.merge([draft], from: .tmdb)
            }
            try await bench.takeIn(.of(Self.films, .letterboxd), for: bench.ann)
            let bytes = try await bench.export.file(form, of: bench.ann).whole
            let history = try HistoryFile.read(bytes, HistoryFileOptions(thisYear: 2026))
            try await bench.takeIn(history, for: bench.ben)
            compare(try await bench.records(of: bench.ann), try await bench.records(of: bench.ben), history.source)
        }
    }

    @Test("Our own forms lose nothing", arguments: [ExportForm.csv, .everything], TestDriver.available)
    func own(_ form: ExportForm, _ driver: TestDriver) async throws {
        try await compare(form, driver: driver) { ann, ben, source in
            #expect(ann.ratings.count == 3 && ann.viewings.count == 3 && ann.kept.count == 1)
            #expect(ben == ann)
            #expect(source == .csv)
        }
    }

    @Test("Trakt's lists lose nothing either")
    func trakt() async throws {
        try await compare(.trakt) { ann, ben, source in
            #expect(ben == ann)
            #expect(source == .trakt)
        }
    }

    @Test(
        "Letterboxd's table keeps what was thought and the days of viewings",
        arguments: [
            ExportForm.letterboxd, .letterboxdParts,
        ])
    func letterboxd(_ form: ExportForm) async throws {
        try await compare(form) { ann, ben, source in
            #expect(ben.ratings.mapValues(\.value) == ann.ratings.mapValues(\.value))
            #expect(ben.viewedDays == ann.viewedDays)
            #expect(source == .letterboxd)
        }
    }

    @Test("IMDb's table keeps what was thought, and the day")
    func imdb() async throws {
        try await compare(.imdb) { ann, ben, source in
            #expect(ben.ratings.mapValues(\.value) == ann.ratings.mapValues(\.value))
            #expect(ben.ratedDays == ann.ratedDays)
            #expect(ben.viewings.isEmpty)
            #expect(source == .imdb)
        }
    }

    @Test("Netflix' table keeps the days of viewings")
    func netflix() async throws {
        try await compare(.netflix) { ann, ben, source in
            #expect(ben.viewedDays == ann.viewedDays)
            #expect(ben.ratings.isEmpty)
            #expect(source == .netflix)
        }
    }
}

/// What somebody rated, watched and keeps, by the films' names.
private struct Records: Equatable {
    struct Opinion: Equatable {
        let value: Int
        let ratedAt: Instant
    }

    let ratings: [String: Opinion]
    let viewings: [String: [Instant]]
    let kept: [String: Instant]

    var ratedDays: [String: CalendarDay] { ratings.mapValues { CalendarDay(of: $0.ratedAt) } }
    var viewedDays: [String: [CalendarDay]] { viewings.mapValues { $0.map { CalendarDay(of: $0) } } }
}

extension DeskBench {
    fileprivate func takeIn(_ history: ReadHistory, for user: User) async throws {
        let session = try await desk.upload(history, fileName: nil, for: user.id)
        let outcome = try await desk.addMatched(.sure, .ofFile, in: session, from: nil)
        #expect(outcome.remaining == 0)
    }

    fileprivate func records(of user: User) async throws -> Records {
        let profile = try await profiles.standard(of: user.id).id
        let rated = try await stores.records.ratings(of: user.id, after: nil, limit: 100).records
        let kept = try await stores.records.kept(of: profile, after: nil, limit: 100).records
        return Records(
            ratings: Dictionary(
                uniqueKeysWithValues: rated.map {
                    ($0.title.title, Records.Opinion(value: $0.value, ratedAt: $0.ratedAt))
                }),
            viewings: try await viewings(of: user),
            kept: Dictionary(uniqueKeysWithValues: kept.map { ($0.title.title, $0.addedAt) }))
    }
}
