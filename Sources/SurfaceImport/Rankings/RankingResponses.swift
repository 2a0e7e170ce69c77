import Basics
import Domain
import Imports
import SurfaceKit

/// What somebody thinks of a film.
struct RankingResponse: Encodable {
    let id: String
    let movieID: String
    let rating: Int
    let ratedAt: String
    let createdAt: String
    let updatedAt: String

    init(_ rating: Rating, filmUUID: String) {
        id = rating.uuid
        movieID = filmUUID
        self.rating = Stars.of(rating.value)
        ratedAt = rating.ratedAt.importText
        createdAt = rating.createdAt.importText
        updatedAt = rating.updatedAt.importText
    }

    enum CodingKeys: String, CodingKey {
        case id, rating
        case movieID = "movie_id"
        case ratedAt = "rated_at"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

/// The same beside its film, in a list.
struct RankedFilmResponse: Encodable {
    let id: String
    let rating: Int
    let ratedAt: String
    let createdAt: String
    let updatedAt: String
    let movie: Film

    struct Film: Encodable {
        let id: String
        @OrNull var tmdbID: Int?
        let title: String
        @OrNull var year: Int?
        @OrNull var posterURL: String?
        @OrNull var genreIDs: [Int]?

        enum CodingKeys: String, CodingKey {
            case id, title, year
            case tmdbID = "tmdb_id"
            case posterURL = "poster_url"
            case genreIDs = "genre_ids"
        }
    }

    init(_ ranked: RankedFilm, _ posters: PosterAddresses) {
        let genres = FilmGenre.ids(named: ranked.genres)
        id = ranked.rating.uuid
        rating = Stars.of(ranked.rating.value)
        ratedAt = ranked.rating.ratedAt.importText
        createdAt = ranked.rating.createdAt.importText
        updatedAt = ranked.rating.updatedAt.importText
        movie = Film(
            id: ranked.filmUUID, tmdbID: ranked.tmdbID, title: ranked.title, year: ranked.year,
            posterURL: posters.url(of: ranked.posterPath), genreIDs: genres.isEmpty ? nil : genres)
    }

    enum CodingKeys: String, CodingKey {
        case id, rating, movie
        case ratedAt = "rated_at"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

struct RankingsResponse: Encodable {
    let items: [RankedFilmResponse]
    let total: Int
    let limit: Int
    let offset: Int
}
