import Basics
import Domain
import SurfaceKit

/// A film that a film of a file, or a search, may mean.
struct MatchResponse: Encodable {
    /// Null only for a film that is known by its IMDb id alone.
    @OrNull var tmdbID: Int?
    @OrNull var imdbID: String?
    let title: String
    @OrNull var year: Int?
    @OrNull var posterURL: String?
    @OrNull var overview: String?
    @OrNull var genreIDs: [Int]?
    @OrNull var voteAverage: Double?
    @OrNull var voteCount: Int?
    @OrNull var releaseDate: String?
    @OrNull var originalLanguage: String?

    init(_ match: ImportMatch, _ posters: PosterAddresses) {
        _tmdbID = OrNull(wrappedValue: match.tmdbID)
        _imdbID = OrNull(wrappedValue: match.imdbID?.rawValue)
        title = match.title
        _year = OrNull(wrappedValue: match.year)
        _posterURL = OrNull(wrappedValue: posters.url(of: match.posterPath))
        _overview = OrNull(wrappedValue: match.overview.notEmpty)
        _genreIDs = OrNull(wrappedValue: match.genreIDs.isEmpty ? nil : match.genreIDs)
        _voteAverage = OrNull(wrappedValue: match.voteAverage)
        _voteCount = OrNull(wrappedValue: match.voteCount)
        _releaseDate = OrNull(wrappedValue: match.releaseDate.notEmpty)
        _originalLanguage = OrNull(wrappedValue: match.originalLanguage.notEmpty)
    }

    enum CodingKeys: String, CodingKey {
        case title, year, overview
        case tmdbID = "tmdb_id"
        case imdbID = "imdb_id"
        case posterURL = "poster_url"
        case genreIDs = "genre_ids"
        case voteAverage = "vote_average"
        case voteCount = "vote_count"
        case releaseDate = "release_date"
        case originalLanguage = "original_language"
    }
}

struct FilmSearchResponse: Encodable {
    let results: [MatchResponse]
    let query: String
    @OrNull var year: Int?
}

/// A film of the catalogue.
struct FilmResponse: Encodable {
    let id: String
    let title: String
    @OrNull var year: Int?
    @OrNull var tmdbID: Int?
    @OrNull var posterURL: String?
    @OrNull var genreIDs: [Int]?
    @OrNull var voteAverage: Double?
    @OrNull var voteCount: Int?
    @OrNull var releaseDate: String?
    @OrNull var originalLanguage: String?
    @OrNull var runtime: Int?
    let createdAt: String

    init(_ title: Title, createdAt: Instant, _ posters: PosterAddresses) {
        let metadata = title.metadata
        let genres = FilmGenre.ids(named: metadata.genres)
        id = title.uuid
        self.title = metadata.title
        _year = OrNull(wrappedValue: metadata.year)
        _tmdbID = OrNull(wrappedValue: title.tmdbID)
        _posterURL = OrNull(wrappedValue: posters.url(of: metadata.posterPath))
        _genreIDs = OrNull(wrappedValue: genres.isEmpty ? nil : genres)
        _voteAverage = OrNull(wrappedValue: metadata.voteAverage)
        _voteCount = OrNull(wrappedValue: metadata.voteCount)
        _releaseDate = OrNull(wrappedValue: metadata.releaseDate.notEmpty)
        _originalLanguage = OrNull(wrappedValue: metadata.languages.first)
        _runtime = OrNull(wrappedValue: metadata.runtimeMinutes)
        self.createdAt = createdAt.importText
    }

    enum CodingKeys: String, CodingKey {
        case id, title, year, runtime
        case tmdbID = "tmdb_id"
        case posterURL = "poster_url"
        case genreIDs = "genre_ids"
        case voteAverage = "vote_average"
        case voteCount = "vote_count"
        case releaseDate = "release_date"
        case originalLanguage = "original_language"
        case createdAt = "created_at"
    }
}

extension String? {
    /// Nil for an empty text, too.
    fileprivate var notEmpty: String? { self?.isEmpty == true ? nil : self }
}
