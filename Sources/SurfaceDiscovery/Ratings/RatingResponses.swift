import Basics
import Domain
import SurfaceKit

struct RatingsResponse: Encodable {
    /// Films, then series.
    let ratings: [RatingRow]
    let movies: [RatingRow]
    let series: [RatingRow]

    init(_ rows: [RatingRow]) {
        movies = rows.filter { $0.movieID != nil }
        series = rows.filter { $0.seriesID != nil }
        ratings = movies + series
    }
}

/// A rating, with what a list shows of its title. One half of the clients reads `movie_id`, the other `movieId`.
struct RatingRow: Encodable {
    let id: String
    @OrNull var movieID: String?
    @OrNull var seriesID: String?
    @OrNull var movieIDTwin: String?
    @OrNull var seriesIDTwin: String?
    let rating: Int
    let source: RatingSource
    let createdAt: String
    let updatedAt: String
    let title: String
    @OrNull var year: Int?
    @OrNull var posterURL: String?

    init(_ rating: Rating, _ title: Title, _ extras: TitleExtras) {
        let (movie, series) = title.kind == .movie ? (title.id.description, nil) : (nil, title.id.description)
        id = rating.id.description
        _movieID = OrNull(wrappedValue: movie)
        _seriesID = OrNull(wrappedValue: series)
        _movieIDTwin = OrNull(wrappedValue: movie)
        _seriesIDTwin = OrNull(wrappedValue: series)
        self.rating = rating.value
        source = rating.source
        createdAt = rating.createdAt.iso8601WithMilliseconds
        updatedAt = rating.updatedAt.iso8601WithMilliseconds
        self.title = title.metadata.title
        _year = OrNull(wrappedValue: title.metadata.year)
        _posterURL = OrNull(wrappedValue: extras.poster(of: title))
    }

    enum CodingKeys: String, CodingKey {
        case id, rating, source, title, year
        case movieID = "movie_id"
        case seriesID = "series_id"
        case movieIDTwin = "movieId"
        case seriesIDTwin = "seriesId"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case posterURL = "poster_url"
    }
}

struct RatingResponse: Encodable {
    @OrNull var rating: Int?
    @OrNull var source: RatingSource?

    init(_ rating: Rating?) {
        _rating = OrNull(wrappedValue: rating?.value)
        _source = OrNull(wrappedValue: rating?.source)
    }
}

struct RatedResponse: Encodable {
    var success = true
    let rating: Int
}

struct BulkRatingResponse: Encodable {
    var success = true
    let inserted: Int
    let updated: Int
    let skipped: Int
}
