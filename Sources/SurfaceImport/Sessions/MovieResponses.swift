import Basics
import Domain
import Imports
import SurfaceKit

/// A film of a file beside the film that it probably is.
struct MovieResponse: Encodable {
    let parsed: ParsedResponse
    @OrNull var match: MatchResponse?
    let confidence: Double
    let quality: MatchQuality
    let alternatives: [MatchResponse]
    let status: ImportItemStatus
    /// All that are known, newest first.
    let watchDates: [String]

    init(_ item: ImportItem, _ posters: PosterAddresses) {
        let dates = item.film.watchDates.filter { $0 != WatchEvent.undated }.map(\.importText)
        parsed = ParsedResponse(item.film, watchDate: dates.first)
        _match = OrNull(wrappedValue: item.match.map { MatchResponse($0, posters) })
        confidence = item.confidence
        quality = item.quality
        alternatives = item.alternatives.map { MatchResponse($0, posters) }
        status = item.status
        watchDates = dates
    }

    enum CodingKeys: String, CodingKey {
        case parsed, confidence, quality, alternatives, status
        case match = "tmdb_match"
        case watchDates = "watch_dates"
    }
}

/// What the file says of a film.
struct ParsedResponse: Encodable {
    let title: String
    @OrNull var watchDate: String?
    @OrNull var primeImageURL: String?
    /// In stars.
    @OrNull var rating: Int?

    init(_ film: ImportedFilm, watchDate: String?) {
        title = film.title
        _watchDate = OrNull(wrappedValue: watchDate)
        _primeImageURL = OrNull(wrappedValue: film.imageURL)
        _rating = OrNull(wrappedValue: film.rating.map { Stars.of($0.value) })
    }

    enum CodingKeys: String, CodingKey {
        case title, rating
        case watchDate = "watch_date"
        case primeImageURL = "prime_image_url"
    }
}
