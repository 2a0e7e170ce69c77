package import Basics

/// A film that somebody rated, as lists of ratings show it.
package struct RankedFilm: Sendable, Hashable {
    package let rating: Rating
    package let filmUUID: String
    package let tmdbID: Int?
    package let title: String
    package let year: Int?
    package let posterPath: String?
    /// In their stored order.
    package let genres: [String]

    package init(
        rating: Rating, filmUUID: String, tmdbID: Int?, title: String, year: Int?, posterPath: String?,
        genres: [String]
    ) {
        self.rating = rating
        self.filmUUID = filmUUID
        self.tmdbID = tmdbID
        self.title = title
        self.year = year
        self.posterPath = posterPath
        self.genres = genres
    }
}

/// The order of a list of rated films. What is equal: the newer first, then by UUID; without a year last either way.
package struct RankingOrder: Sendable, Hashable {
    package enum Field: String, Sendable, CaseIterable {
        case ratedAt = "rated_at"
        case rating
        case title
        case year
    }

    package let field: Field
    package let isAscending: Bool

    package init(_ field: Field, isAscending: Bool) {
        self.field = field
        self.isAscending = isAscending
    }
}

/// One rating in statistics.
package struct RankingMark: Sendable, Hashable {
    /// 1 to 10.
    package let value: Int
    package let ratedAt: Instant
    package let firstGenre: String?
    package let runtimeMinutes: Int?

    package init(value: Int, ratedAt: Instant, firstGenre: String?, runtimeMinutes: Int?) {
        self.value = value
        self.ratedAt = ratedAt
        self.firstGenre = firstGenre
        self.runtimeMinutes = runtimeMinutes
    }
}

/// Ratings of films as ranking clients see them. Reading only; a fixed number of statements each.
package protocol RankingStore: Sendable {
    func page(
        of user: UserID, order: RankingOrder, offset: Int, limit: Int
    ) async throws -> (films: [RankedFilm], total: Int)
    /// All of them, the earliest first.
    func marks(of user: UserID) async throws -> [RankingMark]
    /// A rating that stands, whosever it is.
    func rating(uuid: String) async throws -> Rating?
    /// A film of any state.
    func film(uuid: String) async throws -> Title?
    /// A film of any state.
    func film(tmdbID: Int) async throws -> Title?
    /// When a title came into the catalogue; nil when there is no such title.
    func createdAt(of title: TitleID) async throws -> Instant?
}
