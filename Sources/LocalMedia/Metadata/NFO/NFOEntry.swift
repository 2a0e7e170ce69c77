/// What one root element of a .nfo file says: a film, a series, a season or an episode.
///
/// Everything but the kind may be missing. Texts are trimmed, plain (without markup) and cut to
/// `LocalMediaLimits`; lists are in the order of the file and without repetitions.
package struct NFOEntry: Hashable, Sendable {
    /// Which root element it was.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case movie
        case series = "tvshow"
        case season
        case episode = "episodedetails"
        /// The file holds a link only, and the link does not tell what it leads to.
        case unspecified
    }

    package var kind: Kind

    package var title: String?
    package var originalTitle: String?
    package var sortTitle: String?
    /// The series an episode belongs to, by name.
    package var seriesTitle: String?
    package var plot: String?
    package var outline: String?
    package var tagline: String?

    /// `YYYY-MM-DD`: first shown in cinemas or on television.
    package var releaseDate: String?
    /// `YYYY-MM-DD`: the last episode of a series.
    package var endDate: String?
    /// Of `releaseDate`, else as written.
    package var year: Int?
    /// `Continuing`, `Ended` and so on, as written.
    package var status: String?
    /// Local time of whoever wrote the file: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`.
    package var dateAdded: String?
    /// Whole minutes.
    package var runtimeMinutes: Int?

    /// All ids, the default one flagged.
    package var identifiers: [NFOIdentifier] = []

    package var ratings: [NFORating] = []
    /// The owner's own rating, above 0 and up to 10.
    package var userRating: Double?
    /// Percent: above 0 and up to 100.
    package var criticRating: Double?
    package var top250: Int?

    /// Certificates as written: `mpaa` first, then the list in `certification`.
    package var certificates: [String] = []
    package var genres: [String] = []
    package var tags: [String] = []
    package var styles: [String] = []
    package var countries: [String] = []
    package var studios: [String] = []
    package var directors: [String] = []
    /// From `credits` and `writer`.
    package var writers: [String] = []
    /// By billing order.
    package var actors: [NFOActor] = []
    package var set: NFOSet?

    /// Posters, banners, logos and so on.
    package var pictures: [NFOPicture] = []
    /// Those of the set, which files mark as `set.poster` and the like.
    package var setPictures: [NFOPicture] = []
    package var backdrops: [NFOPicture] = []
    package var trailers: [NFOTrailer] = []

    /// What whoever wrote the file had watched.
    package var watched: NFOWatched?

    /// Of an episode or a season; 0 is the season of specials.
    package var season: Int?
    package var episode: Int?
    /// The last episode of a file that holds several; always above `episode`.
    package var episodeEnd: Int?
    /// A special is shown before this episode of this season, or before the whole season without an episode.
    package var airsBeforeSeason: Int?
    package var airsBeforeEpisode: Int?
    /// A special is shown behind this season.
    package var airsAfterSeason: Int?
    /// Titles of the seasons of a series by number.
    package var seasonTitles: [Int: String] = [:]

    /// The owner locked the whole entry against other sources.
    package var isLocked = false
    /// The names of the fields that the owner locked, as the media server wrote them.
    package var lockedFields: [String] = []

    package init(kind: Kind) {
        self.kind = kind
    }
}

extension NFOEntry {
    /// `tt` and digits.
    package var imdbID: String? { identifier("imdb")?.value }
    package var tmdbID: Int? { identifier("tmdb").flatMap { Int($0.value) } }
    package var tvdbID: Int? { identifier("tvdb").flatMap { Int($0.value) } }

    /// The id that the file calls its default, else the first one.
    package var defaultIdentifier: NFOIdentifier? {
        identifiers.first(where: \.isDefault) ?? identifiers.first
    }

    /// The rating that the file calls its default, else the one of IMDb, of TMDB, or the first.
    package var rating: NFORating? {
        ratings.first(where: \.isDefault) ?? ratings.first { $0.source == "imdb" }
            ?? ratings.first { $0.source == "tmdb" } ?? ratings.first
    }

    private func identifier(_ kind: String) -> NFOIdentifier? { identifiers.first { $0.kind == kind } }
}
