import Basics
import Domain

/// A film of a file while its rows are read.
struct FilmPlace: Sendable {
    private(set) var film: ImportedFilm
    /// The place of the film that has taken this one up.
    var joined: Int?
    private var latestYear: Int?

    init(_ row: FilmRow, title: String, searchTitle: String) {
        film = ImportedFilm(title: title, searchTitle: searchTitle)
        film.isWatched = false
        film.imageURL = row.imageURL.flatMap(Self.webAddress)
    }

    /// Whether these ids may be the film's.
    func canBe(_ imdbID: IMDbID?, _ tmdbID: Int?) -> Bool {
        Self.areOne(film.imdbID, imdbID) && Self.areOne(film.tmdbID, tmdbID)
    }

    /// `year` is when the film came out, as the row says.
    mutating func add(_ row: FilmRow, year: Int?) {
        film.year = film.year ?? year
        film.imdbID = film.imdbID ?? row.imdbID
        film.tmdbID = film.tmdbID ?? row.tmdbID
        add(rating: row.rating)
        film.keptAt = Self.latest(film.keptAt, row.keptAt)
        guard row.isWatched else { return }
        film.isWatched = true
        switch row.date {
        case .moment(let moment): add(moment)
        case .year(let year): latestYear = Self.latest(latestYear, year)
        case .none: break
        }
    }

    /// Takes over what a later row began.
    mutating func take(_ other: FilmPlace) {
        film.year = film.year ?? other.film.year
        film.imdbID = film.imdbID ?? other.film.imdbID
        film.tmdbID = film.tmdbID ?? other.film.tmdbID
        add(rating: other.film.rating)
        film.keptAt = Self.latest(film.keptAt, other.film.keptAt)
        film.isWatched = film.isWatched || other.film.isWatched
        for moment in other.film.watchDates { add(moment) }
        latestYear = Self.latest(latestYear, other.latestYear)
    }

    func finished() -> ImportedFilm {
        var film = film
        film.watchDates = Self.newest(film.watchDates)
        if let latestYear {
            let known = film.watchDates.first.map(Self.year)
            film.watchYear = known.map { $0 < latestYear } ?? true ? latestYear : nil
        }
        return film
    }

    private mutating func add(_ moment: Instant) {
        if film.watchDates.count >= ImportsLimits.watchDatesMax * 2 { film.watchDates = Self.newest(film.watchDates) }
        if film.watchDates.last != moment { film.watchDates.append(moment) }
    }

    /// The newest rating stands; of two equally new ones that which comes later in the file.
    private mutating func add(rating: ImportedRating?) {
        guard let rating else { return }
        if let held = film.rating, let heldAt = held.ratedAt {
            guard let ratedAt = rating.ratedAt, ratedAt >= heldAt else { return }
        }
        film.rating = rating
    }

    private static func areOne<ID: Equatable>(_ one: ID?, _ two: ID?) -> Bool {
        guard let one, let two else { return true }
        return one == two
    }

    private static func latest<Value: Comparable>(_ one: Value?, _ two: Value?) -> Value? {
        guard let one, let two else { return one ?? two }
        return max(one, two)
    }

    /// Newest first, each once.
    private static func newest(_ dates: [Instant]) -> [Instant] {
        guard dates.count > 1 else { return dates }
        return Array(Set(dates).sorted(by: >).prefix(ImportsLimits.watchDatesMax))
    }

    private static func year(of moment: Instant) -> Int {
        CivilDate(moment).year
    }

    /// Nil for what is no address of the web.
    private static func webAddress(_ text: String) -> String? {
        guard text.utf8.count <= ImportsLimits.imageAddressBytesMax, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        let scheme = text.prefix(8).lowercased()
        guard scheme == "https://" && text.utf8.count > 8 || scheme.hasPrefix("http://") && text.utf8.count > 7
        else { return nil }
        return text
    }
}
