package import Basics

/// What recommendations need to know of a title.
package struct TitleTraits: Hashable, Sendable {
    package let id: TitleID
    package let title: String
    package let year: Int?
    package let genres: [String]
    package let keywords: [String]
    package let directors: [String]
    /// The first of them, in billing order; at most `DomainLimits.traitCastMax`.
    package let cast: [String]
    /// The first studio or network.
    package let network: String?
    /// 0–10.
    package let communityRating: Double?
    package let voteCount: Int?
    package let contentRating: String?
    package let runtimeMinutes: Int?

    package init(
        id: TitleID, title: String, year: Int?, genres: [String], keywords: [String], directors: [String],
        cast: [String], network: String?, communityRating: Double?, voteCount: Int?, contentRating: String?,
        runtimeMinutes: Int?
    ) {
        self.id = id
        self.title = title
        self.year = year
        self.genres = genres
        self.keywords = keywords
        self.directors = directors
        self.cast = cast
        self.network = network
        self.communityRating = communityRating
        self.voteCount = voteCount
        self.contentRating = contentRating
        self.runtimeMinutes = runtimeMinutes
    }
}

/// What somebody did with a film or a series.
package struct TasteEntry: Hashable, Sendable {
    package let titleID: TitleID
    /// Viewings of a film, or of episodes of a series, that came to their end; 0 for what is only rated, kept or begun.
    package var plays: Int
    package var isFavourite: Bool
    /// `WatchEvent.undated` where nobody knows; nil for what was never watched to its end.
    package var lastPlayedAt: Instant?
    /// Of a series the share of its episodes that were watched; of a film how far it was seen, 1 for a played one.
    package var completion: Double
    /// Of a series; 0 for films.
    package var episodesWatched: Int
    /// 1–10.
    package var rating: Int?
    package var ratedAt: Instant?

    package init(
        titleID: TitleID, plays: Int = 0, isFavourite: Bool = false, lastPlayedAt: Instant? = nil,
        completion: Double = 0, episodesWatched: Int = 0, rating: Int? = nil, ratedAt: Instant? = nil
    ) {
        self.titleID = titleID
        self.plays = plays
        self.isFavourite = isFavourite
        self.lastPlayedAt = lastPlayedAt
        self.completion = completion
        self.episodesWatched = episodesWatched
        self.rating = rating
        self.ratedAt = ratedAt
    }
}

/// That somebody watched a title to its end or rated it.
package struct Interaction: Hashable, Sendable {
    package let userID: UserID
    package let titleID: TitleID
    /// 1–10; nil for what was watched without a word.
    package let rating: Int?
    package let at: Instant

    package init(userID: UserID, titleID: TitleID, rating: Int?, at: Instant) {
        self.userID = userID
        self.titleID = titleID
        self.rating = rating
        self.at = at
    }
}

/// What recommendations are made from. Each method reads one snapshot with a constant number of statements.
package protocol TasteSources: Sendable {
    /// Every known title of a kind that lists show, by id, at most `limit` after `after`. Scenes are never among them.
    func traits(_ kind: TitleKind, after: TitleID?, limit: Int) async throws -> [TitleTraits]
    /// Tells whether `traits` would give something else than before.
    func version(of kind: TitleKind) async throws -> String
    /// What a profile watched, began or keeps, by id; hidden titles included. What the account rated counts for its
    /// first profile alone. What is omitted is left out as if it had not been: of a period its viewings and ratings.
    ///
    /// Of plays that are told as a number, the last of which lies in such a period, the others count as undated ones.
    func entries(
        _ kind: TitleKind, of profile: ProfileID, without omissions: [TasteOmission]
    ) async throws -> [TasteEntry]
    /// What all people watched to its end in their first profile or rated, by user and title, each pair once; at most
    /// `limit` after `after`.
    func interactions(_ kind: TitleKind, after: InteractionPlace?, limit: Int) async throws -> [Interaction]
}

/// A place in the list of all interactions.
package struct InteractionPlace: Hashable, Sendable {
    package let userID: UserID
    package let titleID: TitleID

    package init(userID: UserID, titleID: TitleID) {
        self.userID = userID
        self.titleID = titleID
    }
}
