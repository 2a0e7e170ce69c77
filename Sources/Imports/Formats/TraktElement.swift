internal import Domain

/// One element of Trakt's lists, read tolerantly: a member that is missing or of another type is nil.
struct TraktElement: Decodable, Sendable {
    let movie: TraktFilm?
    let show: TraktFilm?
    let hasEpisode: Bool
    let type: String?
    let watchedAt: String?
    let lastWatchedAt: String?
    let ratedAt: String?
    let listedAt: String?
    let rating: Double?
    let plays: Int?

    private enum Key: String, CodingKey {
        case movie, show, season, episode, type, rating, plays
        case watchedAt = "watched_at"
        case lastWatchedAt = "last_watched_at"
        case ratedAt = "rated_at"
        case listedAt = "listed_at"
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) -> String? { try? members.decodeIfPresent(String.self, forKey: key) }
        movie = try? members.decodeIfPresent(TraktFilm.self, forKey: .movie)
        show = try? members.decodeIfPresent(TraktFilm.self, forKey: .show)
        hasEpisode = members.contains(.episode) || members.contains(.season)
        type = text(.type)
        watchedAt = text(.watchedAt)
        lastWatchedAt = text(.lastWatchedAt)
        ratedAt = text(.ratedAt)
        listedAt = text(.listedAt)
        rating = try? members.decodeIfPresent(Double.self, forKey: .rating)
        plays = try? members.decodeIfPresent(Int.self, forKey: .plays)
    }

    /// Whether it has to do with a film, a series or a part of one at all.
    var isKnown: Bool { movie != nil || isSeries }
    var isSeries: Bool { movie == nil && (show != nil || hasEpisode) }
}

/// A film or a series as Trakt names it.
struct TraktFilm: Decodable, Sendable, Hashable {
    let title: String
    let year: Int?
    let imdbID: IMDbID?
    let tmdbID: Int?

    private enum Key: String, CodingKey { case title, year, ids }
    private enum IDKey: String, CodingKey { case imdb, tmdb }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        let ids = try? members.nestedContainer(keyedBy: IDKey.self, forKey: .ids)
        title = (try? members.decodeIfPresent(String.self, forKey: .title)) ?? ""
        let year = try? members.decodeIfPresent(Int.self, forKey: .year)
        self.year = year.flatMap { ImportsLimits.filmYears.contains($0) ? $0 : nil }
        imdbID = (try? ids?.decodeIfPresent(String.self, forKey: .imdb)).flatMap { IMDbID($0) }
        let tmdbID = try? ids?.decodeIfPresent(Int32.self, forKey: .tmdb)
        self.tmdbID = tmdbID.flatMap { $0 > 0 ? Int($0) : nil }
    }
}
