import Domain
import Imports

/// A film of a file beside the film that it probably is, with what can be done about it.
struct ReviewCard: Sendable {
    struct Star: Sendable {
        let value: Int
        let starsWords: String
    }

    struct Alternative: Sendable {
        /// Its place among the alternatives.
        let choice: Int
        let alternativeTitle: String
        let thumb: String?
    }

    let index: Int
    let fileTitle: String
    let fileFacts: String?
    let searchTitle: String
    let matchTitle: String
    let certainty: String
    let plot: String?
    let poster: Poster
    let hasMatch: Bool
    let alternatives: [Alternative]
    let hasAlternatives: Bool
    /// What adding it as the file has it comes to; nil where the file says no more than that it was watched.
    let fileRating: String?
    let withoutStars: String
    let isDecided: Bool
    let outcome: String
    let stars = (1...5).map { Star(value: $0, starsWords: Moments.count($0, "star")) }

    init(_ place: ReviewFilms.Place) {
        let (item, film) = (place.item, place.item.film)
        index = place.index
        fileTitle = film.title
        fileFacts = ItemWords.facts(film)
        searchTitle = String(film.searchTitle.prefix(WebLimits.filmQueryCharactersMax))
        matchTitle = item.match.map { ItemWords.title($0.title, $0.year) } ?? film.searchTitle
        certainty = ItemWords.certainty(item)
        plot = item.match?.overview
        poster = Poster(
            named: item.match?.title ?? film.searchTitle, year: item.match?.year, picturePath: item.match?.posterPath)
        hasMatch = item.match != nil
        alternatives = item.alternatives.enumerated().map { place, match in
            Alternative(
                choice: place, alternativeTitle: ItemWords.title(match.title, match.year),
                thumb: match.posterPath.flatMap { PictureAddress(path: $0)?.small })
        }
        hasAlternatives = !alternatives.isEmpty
        let isOnlyKept = !film.isWatched && film.rating == nil && film.keptAt != nil
        let keeping = isOnlyKept ? "Keep for later" : nil
        fileRating = film.rating.map { "\(StarWords.words($0.value)), as in the file" } ?? keeping
        withoutStars = "Watched, no rating"
        isDecided = item.status != .pending
        outcome = item.status == .added ? "Added." : item.status == .skipped ? "Skipped." : ""
    }
}

extension PictureAddress {
    /// The smallest one.
    var small: String { "/pictures/\(PictureSize.w185.rawValue)/\(name)" }
}
