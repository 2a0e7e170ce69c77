import Basics
import Domain
import Recommendations
import SurfaceKit

/// A taste in films or series.
struct TasteResponse<Stats: TasteStats>: Encodable {
    let synopsis: String
    let updatedAt: String
    let stats: Stats

    init(_ portrait: TastePortrait) {
        synopsis = portrait.synopsis.text
        updatedAt = portrait.synopsis.updatedAt.iso8601WithMilliseconds
        stats = Stats(portrait.facts)
    }
}

/// A taste in numbers, as clients know them for films or for series.
protocol TasteStats: Encodable {
    init(_ facts: TasteFacts)
}

/// A taste in films, in numbers.
struct MovieTasteStats: TasteStats {
    let totalWatched: Int
    let topGenres: [String]
    let avgRating: Double
    @OrNull var favoriteDecade: String?
    let recentFavorites: [String]

    init(_ facts: TasteFacts) {
        totalWatched = facts.titles
        topGenres = facts.topGenres
        avgRating = facts.meanRating ?? 0
        favoriteDecade = facts.decadeName
        recentFavorites = facts.favourites.map(\.title)
    }
}

/// A taste in series, in numbers.
struct SeriesTasteStats: TasteStats {
    let totalSeriesStarted: Int
    let totalEpisodesWatched: Int
    let topGenres: [String]
    let avgRating: Double
    @OrNull var favoriteDecade: String?
    let favoriteNetworks: [String]
    let recentFavorites: [String]

    init(_ facts: TasteFacts) {
        totalSeriesStarted = facts.titles
        totalEpisodesWatched = facts.episodes
        topGenres = facts.topGenres
        avgRating = facts.meanRating ?? 0
        favoriteDecade = facts.decadeName
        favoriteNetworks = facts.networks
        recentFavorites = facts.favourites.map(\.title)
    }
}

extension TasteFacts {
    fileprivate var topGenres: [String] { genres.prefix(PickLimits.topGenresMax).map(\.name) }
    fileprivate var decadeName: String? { decade.map { "\($0)s" } }
}
