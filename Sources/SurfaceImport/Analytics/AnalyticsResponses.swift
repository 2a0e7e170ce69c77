import Imports
import SurfaceKit

struct ActivityResponse: Encodable {
    struct Day: Encodable {
        let date: String
        let count: Int
    }

    let activity: [Day]
    let startDate: String
    let endDate: String

    init(_ activity: RatingActivity) {
        self.activity = activity.days.map { Day(date: $0.day.description, count: $0.count) }
        startDate = activity.start.description
        endDate = activity.end.description
    }

    enum CodingKeys: String, CodingKey {
        case activity
        case startDate = "start_date"
        case endDate = "end_date"
    }
}

struct GenresResponse: Encodable {
    struct Genre: Encodable {
        let id: Int
        let name: String
        let count: Int
        let averageRating: Double

        enum CodingKeys: String, CodingKey {
            case count
            case id = "genre_id"
            case name = "genre_name"
            case averageRating = "average_rating"
        }
    }

    let genres: [Genre]
    let totalMovies: Int

    init(_ shares: GenreShares) {
        genres = shares.genres.map {
            Genre(id: $0.id, name: $0.name, count: $0.count, averageRating: $0.averageStars)
        }
        totalMovies = shares.filmCount
    }

    enum CodingKeys: String, CodingKey {
        case genres
        case totalMovies = "total_movies"
    }
}

struct StatisticsResponse: Encodable {
    let totalMovies: Int
    let totalWatchTimeMinutes: Int
    let averageRating: Double
    let currentStreak: Int
    let longestStreak: Int
    @OrNull var topGenre: String?

    init(_ numbers: RatingNumbers) {
        totalMovies = numbers.filmCount
        totalWatchTimeMinutes = numbers.watchedMinutes
        averageRating = numbers.averageStars
        currentStreak = numbers.currentStreak
        longestStreak = numbers.longestStreak
        _topGenre = OrNull(wrappedValue: numbers.topGenre)
    }

    enum CodingKeys: String, CodingKey {
        case totalMovies = "total_movies"
        case totalWatchTimeMinutes = "total_watch_time_minutes"
        case averageRating = "average_rating"
        case currentStreak = "current_streak"
        case longestStreak = "longest_streak"
        case topGenre = "top_genre"
    }
}

struct DistributionResponse: Encodable {
    struct Step: Encodable {
        let rating: Int
        let count: Int
    }

    let distribution: [Step]
    let total: Int

    init(_ counts: [Int]) {
        distribution = zip(Stars.range, counts).map { Step(rating: $0, count: $1) }
        total = counts.reduce(0, +)
    }
}
