import Basics
import Domain
import Recommendations
import SurfaceKit

struct TopMoviesResponse: Encodable {
    let movies: [TopPickRow]
    let config: TopPicksSummary
}

struct TopSeriesResponse: Encodable {
    let series: [TopPickRow]
    let config: TopPicksSummary
}

/// How the lists are worked out.
struct TopPicksSummary: Encodable {
    let timeWindowDays: Int
    let moviesCount: Int
    let seriesCount: Int
    let minUniqueViewers: Int
    @OrNull var lastRefreshedAt: String?

    init(_ settings: TopPicksSettings, refreshedAt: Instant?) {
        timeWindowDays = settings.timeWindowDays
        moviesCount = settings.movies.count
        seriesCount = settings.series.count
        minUniqueViewers = settings.viewersMin
        _lastRefreshedAt = OrNull(wrappedValue: refreshedAt?.iso8601WithMilliseconds)
    }
}

/// A title that everybody watches.
struct TopPickRow: Encodable {
    let movieId: String?
    let seriesId: String?
    let title: String
    @OrNull var year: Int?
    @OrNull var posterUrl: String?
    @OrNull var backdropUrl: String?
    @OrNull var overview: String?
    let genres: [String]
    @OrNull var communityRating: Double?
    /// Of series.
    let network: String??
    let uniqueViewers: Int
    /// Of films.
    let playCount: Int?
    /// Of series.
    let totalEpisodesWatched: Int?
    let avgCompletionRate: Double?
    let popularityScore: Double
    let rank: Int

    init(_ pick: TopPick, _ title: Title, _ extras: TitleExtras) {
        let (popular, metadata, isSeries) = (pick.title, title.metadata, title.kind == .series)
        movieId = isSeries ? nil : title.id.description
        seriesId = isSeries ? title.id.description : nil
        self.title = metadata.title
        _year = OrNull(wrappedValue: metadata.year)
        _posterUrl = OrNull(wrappedValue: extras.poster(of: title))
        _backdropUrl = OrNull(wrappedValue: extras.backdrop(of: title))
        _overview = OrNull(wrappedValue: metadata.overview)
        genres = metadata.genres
        _communityRating = OrNull(wrappedValue: metadata.voteAverage)
        network = isSeries ? .some(metadata.studios.first) : nil
        uniqueViewers = popular.viewers
        playCount = isSeries ? nil : popular.plays
        totalEpisodesWatched = isSeries ? popular.episodes : nil
        avgCompletionRate = isSeries ? popular.completion : nil
        popularityScore = pick.score
        rank = pick.rank
    }
}
