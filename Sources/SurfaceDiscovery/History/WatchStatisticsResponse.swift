import Activity
import Domain
import SurfaceKit

/// What somebody watched, in numbers for pictures.
struct WatchStatisticsResponse: Encodable {
    struct GenreShare: Encodable {
        let genre: String
        let count: Int
        /// Of all listed occurrences, in whole percent.
        let percentage: Int
    }

    struct Genre: Encodable {
        let genre: String
        let count: Int
    }

    struct Month: Encodable {
        let month: String
        let movies: Int
        let episodes: Int
    }

    struct Decade: Encodable {
        let decade: String
        let count: Int
    }

    struct Rating: Encodable {
        let rating: String
        let count: Int
    }

    struct Name: Encodable {
        let name: String
        @OrNull var thumb: String?
        let count: Int

        init(_ name: NameCount) {
            self.name = name.name
            _thumb = OrNull(wrappedValue: nil)
            count = name.count
        }
    }

    let genreDistribution: [GenreShare]
    let watchTimeline: [Month]
    let decadeDistribution: [Decade]
    let ratingDistribution: [Rating]
    let totalMovies: Int
    let totalEpisodes: Int
    let totalWatchTimeMinutes: Int
    let totalPlays: Int
    let totalFavorites: Int
    let totalSeries: Int
    let topActors: [Name]
    let topDirectors: [Name]
    let topStudios: [Name]
    let topNetworks: [Name]
    let seriesGenreDistribution: [Genre]

    init(_ history: HistoryStatistics) {
        let numbers = history.numbers
        let shares = WatchStatistics.percentages(of: numbers.filmGenres.map(\.count))
        genreDistribution = zip(numbers.filmGenres, shares).map {
            GenreShare(genre: $0.name, count: $0.count, percentage: $1)
        }
        watchTimeline = history.timeline.map {
            Month(month: $0.month.label, movies: $0.counts.films, episodes: $0.counts.episodes)
        }
        decadeDistribution = numbers.decades.map { Decade(decade: "\($0.firstYear)s", count: $0.count) }
        ratingDistribution = numbers.ratings.map {
            Rating(rating: "\($0.halves / 2).\($0.halves % 2 * 5)", count: $0.count)
        }
        let totals = numbers.totals
        (totalMovies, totalEpisodes, totalSeries) = (totals.films, totals.episodes, totals.series)
        totalWatchTimeMinutes = totals.minutes
        totalPlays = totals.filmPlays
        totalFavorites = totals.favouriteFilms + totals.favouriteSeries
        topActors = numbers.actors.map { Name($0) }
        topDirectors = numbers.directors.map { Name($0) }
        topStudios = numbers.studios.map { Name($0) }
        topNetworks = numbers.networks.map { Name($0) }
        seriesGenreDistribution = numbers.seriesGenres.map { Genre(genre: $0.name, count: $0.count) }
    }
}
