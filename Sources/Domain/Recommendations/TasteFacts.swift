import Basics

/// What a profile watched of one kind of title, as far as it tells of a taste. Without a history everything is 0, empty
/// or nil.
package struct TasteFacts: Hashable, Sendable {
    /// Of what is told by name.
    package static let networksMax = 3
    package static let favouritesMax = 5

    /// Watched films, or series with a watched episode.
    package var titles = 0
    /// Watched episodes, each once; 0 for films.
    package var episodes = 0
    /// How many of the titles have each genre, all genres, the most frequent first.
    package var genres: [NameCount] = []
    /// Of the titles that somebody rated elsewhere, 0–10.
    package var meanRating: Double?
    /// 1990 for 1990 to 1999: where most of the titles are from, the latest of several.
    package var decade: Int?
    /// Of series, the most frequent first.
    package var networks: [String] = []
    /// Titles that were watched and are kept or liked, the last watched first.
    package var favourites: [FavouriteTitle] = []

    package init() {}
}

/// A title that somebody keeps or likes.
package struct FavouriteTitle: Hashable, Sendable {
    package let titleID: TitleID
    package let title: String

    package init(titleID: TitleID, title: String) {
        self.titleID = titleID
        self.title = title
    }
}

/// What a profile watched of one kind of title in columns: of each name how many of the titles have it, the most
/// frequent first.
package struct TasteCharts: Hashable, Sendable {
    /// The latest first.
    package var decades: [DecadeCount] = []
    /// Of series.
    package var networks: [NameCount] = []
    package var directors: [NameCount] = []
    package var actors: [NameCount] = []

    package init() {}
}

/// What histories tell of tastes. Titles that are only in libraries that are switched off are no part of it, nor is
/// what the person took out of their taste. Each method reads one snapshot with a constant number of statements.
package protocol TasteFactsSource: Sendable {
    /// Films or series.
    func facts(
        _ kind: TitleKind, of profile: ProfileID, without omissions: [TasteOmission]
    ) async throws -> TasteFacts
    /// The same in columns.
    func charts(
        _ kind: TitleKind, of profile: ProfileID, without omissions: [TasteOmission]
    ) async throws -> TasteCharts
}
