package import Basics

/// What is known of a series beside its metadata.
package struct SeriesFacts: Hashable, Sendable {
    package var tvdbID: Int?
    /// `Continuing`, `Ended` or `Unreleased`.
    package var status: String?
    package var endYear: Int?
    /// English names of days.
    package var airDays: [String] = []
    /// 0...100.
    package var criticRating: Double?

    package init() {}
}

/// What a media server says of a film or series.
package struct ServerTitleDraft: Hashable, Sendable {
    package let itemID: MediaServerID
    package let draft: TitleDraft
    /// As the media server sees it.
    package var path: String?
    /// Of a series.
    package var facts: SeriesFacts?

    package init(itemID: MediaServerID, draft: TitleDraft, path: String? = nil, facts: SeriesFacts? = nil) {
        self.itemID = itemID
        self.draft = draft
        self.path = path
        self.facts = facts
    }
}

/// What a media server says of an episode.
package struct ServerEpisodeDraft: Hashable, Sendable {
    package let itemID: MediaServerID
    /// Its series' item in the same library.
    package let seriesID: MediaServerID
    /// 0 are specials.
    package let season: Int
    package let number: Int
    package let draft: TitleDraft
    package var path: String?
    /// `YYYY-MM-DD`.
    package var airDate: String?

    package init(
        itemID: MediaServerID, seriesID: MediaServerID, season: Int, number: Int, draft: TitleDraft
    ) {
        self.itemID = itemID
        self.seriesID = seriesID
        self.season = season
        self.number = number
        self.draft = draft
    }
}

/// An item of a media server that is a title of the catalogue.
package struct ServerCopy: Hashable, Sendable {
    package let server: MediaServerKey
    package let libraryID: ServerLibraryID
    package let itemID: MediaServerID
    package let titleID: TitleID
    /// As the media server sees it.
    package let path: String?
    /// Whether its library is wanted.
    package let isEnabled: Bool

    package init(
        server: MediaServerKey, libraryID: ServerLibraryID, itemID: MediaServerID, titleID: TitleID, path: String?,
        isEnabled: Bool
    ) {
        self.server = server
        self.libraryID = libraryID
        self.itemID = itemID
        self.titleID = titleID
        self.path = path
        self.isEnabled = isEnabled
    }
}

/// What saving episodes came to.
package struct ServerEpisodeOutcome: Equatable, Sendable {
    package var titles: UpsertOutcome
    /// Episodes whose series is not here.
    package var homeless: Int

    package init(titles: UpsertOutcome = UpsertOutcome(), homeless: Int = 0) {
        self.titles = titles
        self.homeless = homeless
    }
}

/// What one look for abandoned titles came to.
package struct AbandonedTitles: Hashable, Sendable {
    package let removed: Int
    /// Where to look next; nil when everything was looked at.
    package let next: TitleID?

    package init(removed: Int, next: TitleID?) {
        self.removed = removed
        self.next = next
    }
}

/// The titles of the household's media server: its items beside the catalogue, many of which may be one title. Each
/// method is one transaction, takes a fixed number of statements, and writes nothing of what did not change.
package protocol ServerTitleStore: Sendable {
    /// Merges a page of films or series into the catalogue as a source of its own: each by IMDb id, TMDB id, the title
    /// that it was before or that has its TVDB id, and its name and year. Counts titles, unchanged ones by item.
    func save(_ titles: [ServerTitleDraft], in library: ServerLibraryID) async throws -> UpsertOutcome
    /// The same with episodes, which are known by their place in their series.
    func save(_ episodes: [ServerEpisodeDraft], in library: ServerLibraryID) async throws -> ServerEpisodeOutcome
    /// The items that are known of a library, after an item and in their order.
    func items(
        in library: ServerLibraryID, after item: MediaServerID?, limit: Int
    ) async throws -> [MediaServerID]
    /// These items are gone. Titles without any other are hidden from lists.
    func noteVanished(
        _ items: [MediaServerID], from library: ServerLibraryID, at moment: Instant
    ) async throws
    /// Looks at some titles of a kind that are gone from the media server, after a title and in their order, and
    /// removes those that came from it alone and that nobody watched, rated, kept or owns.
    func removeAbandoned(_ kind: TitleKind, after title: TitleID?, limit: Int) async throws -> AbandonedTitles
    /// The items of titles that are there now, those of wanted libraries first.
    func copies(of titles: [TitleID]) async throws -> [TitleID: [ServerCopy]]
}
