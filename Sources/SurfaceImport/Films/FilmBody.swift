import Basics
import Domain
import Imports
import SurfaceKit

/// What a client says of a film.
struct FilmBody: Sendable {
    let title: String
    let year: Int?
    let tmdbID: Int?
    let posterURL: String?
    let overview: String?
    let genreIDs: [Int]
    let voteAverage: Double?
    let voteCount: Int?
    let releaseDate: String?
    let originalLanguage: String?
    let runtimeMinutes: Int?

    /// A film to be kept. `today` is when the request came.
    init(_ body: GivenFields, today: Instant, _ check: inout Check) {
        self.init(body, tmdbID: check.optional(body["tmdb_id"], .id), years: .filmYears(today), &check)
    }

    /// A film that somebody chose for one of their imports; its id is required.
    init(chosen body: GivenFields, _ check: inout Check) {
        self.init(
            body, tmdbID: check.required(body["tmdb_id"], .id, else: 0), years: ImportLimits.anyYears, &check)
    }

    private init(_ body: GivenFields, tmdbID: Int?, years: ClosedRange<Int>, _ check: inout Check) {
        self.tmdbID = tmdbID
        title = check.required(body["title"], .text(1...ImportLimits.titleCharactersMax), else: "")
        year = check.optional(body["year"], .int(in: years))
        posterURL = check.optional(body["poster_url"], .text(0...ImportLimits.posterCharactersMax))
        overview = check.optional(body["overview"], .text(0...ImportLimits.overviewCharactersMax))
        genreIDs = check.optional(body["genre_ids"], .ints(countMax: ImportLimits.genresMax)) ?? []
        voteAverage = check.optional(body["vote_average"], .number(in: 0...10))
        voteCount = check.optional(body["vote_count"], .int(in: 0...ImportLimits.countMax))
        let date = check.optional(body["release_date"], .text(0...ImportLimits.titleCharactersMax))
        releaseDate = date.flatMap { $0.isEmpty ? nil : $0 }
        if let date = releaseDate, !MomentText.isDate(date) { check.note(.noDate, of: body["release_date"]) }
        originalLanguage = check.optional(
            body["original_language"], .text(0...ImportLimits.languageCharactersMax))
        runtimeMinutes = check.optional(body["runtime"], .int(in: 0...ImportLimits.countMax))
    }

    /// The same as a film that an import may mean.
    func match(_ posters: PosterAddresses) -> ImportMatch {
        var match = ImportMatch(tmdbID: tmdbID, title: title)
        (match.year, match.overview, match.genreIDs) = (year, overview, genreIDs)
        match.posterPath = posters.path(of: posterURL)
        (match.voteAverage, match.voteCount) = (voteAverage, voteCount)
        (match.releaseDate, match.originalLanguage) = (releaseDate, originalLanguage)
        match.runtimeMinutes = runtimeMinutes
        return match
    }
}

extension Rule where Value == Int {
    /// A number that may be an id at The Movie Database.
    fileprivate static var id: Rule<Int> { .int(in: -ImportLimits.countMax...ImportLimits.countMax) }
}

extension ClosedRange<Int> {
    /// The years in which a film can come out, seen from a moment.
    static func filmYears(_ now: Instant) -> ClosedRange<Int> {
        let last = CivilDate(now).year + ImportLimits.filmYearsAhead
        return ImportLimits.filmYearMin...Swift.max(last, ImportLimits.filmYearMin)
    }
}
