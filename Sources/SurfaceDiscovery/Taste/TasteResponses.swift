import Basics
import Domain
import Recommendations
import SurfaceKit

/// A taste in films.
struct MovieTasteResponse: Encodable {
    struct Stats: Encodable {
        let totalWatched: Int
        let topGenres: [String]
        let avgRating: Double
        @OrNull var favoriteDecade: String?
        let recentFavorites: [String]
    }

    let synopsis: String
    let updatedAt: String
    let stats: Stats

    init(_ portrait: TastePortrait) {
        let facts = portrait.facts
        synopsis = portrait.synopsis.text
        updatedAt = portrait.synopsis.updatedAt.iso8601WithMilliseconds
        stats = Stats(
            totalWatched: facts.titles, topGenres: facts.topGenres, avgRating: facts.meanRating ?? 0,
            favoriteDecade: facts.decadeName, recentFavorites: facts.favourites.map(\.title))
    }
}

/// A taste in series.
struct SeriesTasteResponse: Encodable {
    struct Stats: Encodable {
        let totalSeriesStarted: Int
        let totalEpisodesWatched: Int
        let topGenres: [String]
        let avgRating: Double
        @OrNull var favoriteDecade: String?
        let favoriteNetworks: [String]
        let recentFavorites: [String]
    }

    let synopsis: String
    let updatedAt: String
    let stats: Stats

    init(_ portrait: TastePortrait) {
        let facts = portrait.facts
        synopsis = portrait.synopsis.text
        updatedAt = portrait.synopsis.updatedAt.iso8601WithMilliseconds
        stats = Stats(
            totalSeriesStarted: facts.titles, totalEpisodesWatched: facts.episodes, topGenres: facts.topGenres,
            avgRating: facts.meanRating ?? 0, favoriteDecade: facts.decadeName, favoriteNetworks: facts.networks,
            recentFavorites: facts.favourites.map(\.title))
    }
}

extension TasteFacts {
    fileprivate var topGenres: [String] { genres.prefix(PickLimits.topGenresMax).map(\.name) }
    fileprivate var decadeName: String? { decade.map { "\($0)s" } }
}
