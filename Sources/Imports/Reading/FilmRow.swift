package import Basics
package import Domain

/// What one row of a file says of a film.
package struct FilmRow: Sendable, Hashable {
    /// As it stands in the file, trimmed.
    package let title: String
    /// When the film came out, where the file has a column for it; a year in the title is found by `FilmRows`.
    package var year: Int?
    /// The service's own id of the film; empty ids are no ids.
    package var globalID: String?
    package var imdbID: IMDbID?
    package var tmdbID: Int?
    /// As it stands in the file; what is no address of the web is left out later.
    package var imageURL: String?
    /// When it was watched. Without meaning where `isWatched` is false.
    package var date = FileDate.none
    package var rating: ImportedRating?
    /// When it was kept for later.
    package var keptAt: Instant?
    /// Whether the row is about a viewing.
    package var isWatched = true

    package init(title: String) {
        self.title = title
    }
}
