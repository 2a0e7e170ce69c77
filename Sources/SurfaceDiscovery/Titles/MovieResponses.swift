import Domain
import SurfaceKit

struct MoviesResponse: Encodable {
    let movies: [MovieRow]
    let total: Int
    let page: Int
    let pageSize: Int
}

struct GenresResponse: Encodable {
    let genres: [String]
}

/// A film in lists.
struct MovieRow: Encodable {
    let id: String
    @OrNull var providerItemID: String?
    let title: String
    @OrNull var originalTitle: String?
    @OrNull var year: Int?
    let genres: [String]
    @OrNull var overview: String?
    @OrNull var communityRating: Double?
    @OrNull var runtimeMinutes: Int?
    @OrNull var posterURL: String?
    @OrNull var backdropURL: String?
    let createdAt: String
    let updatedAt: String

    init(_ title: Title, _ extras: TitleExtras) {
        let metadata = title.metadata
        id = title.id.description
        _providerItemID = OrNull(wrappedValue: nil)
        self.title = metadata.title
        _originalTitle = OrNull(wrappedValue: metadata.originalTitle)
        _year = OrNull(wrappedValue: metadata.year)
        genres = metadata.genres
        _overview = OrNull(wrappedValue: metadata.overview)
        _communityRating = OrNull(wrappedValue: metadata.voteAverage)
        _runtimeMinutes = OrNull(wrappedValue: metadata.runtimeMinutes)
        _posterURL = OrNull(wrappedValue: extras.poster(of: title))
        _backdropURL = OrNull(wrappedValue: extras.backdrop(of: title))
        createdAt = extras.addedAt(title)
        updatedAt = extras.changedAt(title)
    }

    enum CodingKeys: String, CodingKey {
        case id, title, year, genres, overview
        case providerItemID = "provider_item_id"
        case originalTitle = "original_title"
        case communityRating = "community_rating"
        case runtimeMinutes = "runtime_minutes"
        case posterURL = "poster_url"
        case backdropURL = "backdrop_url"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

/// A film by itself: its row, and what only its page shows.
struct MovieDetail: Encodable {
    private let row: MovieRow
    private let more: More

    private struct More: Encodable {
        @OrNull var tagline: String?
        @OrNull var contentRating: String?
        let directors: [String]
        let actors: [ActorRow]
        @OrNull var imdbID: String?
        @OrNull var tmdbID: String?

        enum CodingKeys: String, CodingKey {
            case tagline, directors, actors
            case contentRating = "content_rating"
            case imdbID = "imdb_id"
            case tmdbID = "tmdb_id"
        }
    }

    init(_ title: Title, _ extras: TitleExtras) {
        row = MovieRow(title, extras)
        more = More(
            tagline: title.metadata.tagline, contentRating: title.metadata.contentRating,
            directors: title.metadata.directors, actors: title.metadata.actors,
            imdbID: title.imdbID?.rawValue, tmdbID: title.tmdbID.map(String.init))
    }

    func encode(to encoder: any Encoder) throws {
        try row.encode(to: encoder)
        try more.encode(to: encoder)
    }
}

struct ActorRow: Encodable {
    let name: String
}

extension TitleMetadata {
    var actors: [ActorRow] { credits.filter { $0.role == .cast }.map { ActorRow(name: $0.name) } }
}

/// Titles that are like another.
struct SimilarResponse: Encodable {
    let similar: [SimilarRow]
    /// Why there are none.
    let message: String?
}

struct SimilarRow: Encodable {
    let id: String
    let title: String
    @OrNull var year: Int?
    @OrNull var posterURL: String?
    let genres: [String]
    /// Of series.
    var network: String??
    /// Cosine, from -1 to 1.
    let similarity: Double

    init(_ title: Title, _ similarity: Double, _ extras: TitleExtras) {
        id = title.id.description
        self.title = title.metadata.title
        _year = OrNull(wrappedValue: title.metadata.year)
        _posterURL = OrNull(wrappedValue: extras.poster(of: title))
        genres = title.metadata.genres
        network = title.kind == .series ? .some(title.metadata.studios.first) : nil
        self.similarity = similarity
    }

    enum CodingKeys: String, CodingKey {
        case id, title, year, genres, network, similarity
        case posterURL = "poster_url"
    }
}
