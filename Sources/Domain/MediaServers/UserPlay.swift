package import Basics

/// What a user did with an item.
package struct UserPlayState: Hashable, Sendable {
    package var isPlayed = false
    /// Emby counts resumed sittings too.
    package var playCount = 0
    package var isFavourite = false
    /// Where the user stopped; 0 at the beginning and after the end.
    package var positionMilliseconds: Int64 = 0
    /// May be missing for states that came from elsewhere.
    package var lastPlayedAt: Instant?

    package init() {}

    /// A favourite alone is no play.
    package var hasPlay: Bool { isPlayed || playCount > 0 }
}

/// An item that a user played, began or likes.
package struct UserPlay: Hashable, Sendable {
    /// What kind of item it is, as far as it has a place in the catalogue.
    package enum Kind: Hashable, Sendable {
        case film
        case series
        /// The place is missing for episodes without a number.
        case episode(series: MediaServerID?, place: Place?)
    }

    /// Where an episode stands in its series; season 0 are specials.
    package struct Place: Hashable, Sendable {
        package let season: Int
        package let number: Int

        package init(season: Int, number: Int) {
            self.season = season
            self.number = number
        }
    }

    package let itemID: MediaServerID
    package let kind: Kind
    package let state: UserPlayState
    package var references = MediaServerReferences()
    package var runtimeMilliseconds: Int64?

    package init(itemID: MediaServerID, kind: Kind, state: UserPlayState) {
        self.itemID = itemID
        self.kind = kind
        self.state = state
    }

    /// Whether the user stopped somewhere beyond a twentieth of the whole.
    package var isStarted: Bool {
        guard let runtimeMilliseconds, runtimeMilliseconds > 0 else { return false }
        return Double(state.positionMilliseconds) > Double(runtimeMilliseconds) / 20
    }
}

/// Which of a user's items are asked for.
package enum UserPlayFilter: Hashable, Sendable, CaseIterable {
    /// Films and episodes that were played to the end.
    case played
    case playedFilms
    case playedEpisodes
    /// Films, series and episodes.
    case favourites
    case favouriteFilms
    case favouriteSeries
    /// Films and episodes that wait to be resumed.
    case begun

    /// Whether the listing is in the order of the last plays.
    package var isByPlay: Bool {
        switch self {
        case .played, .playedFilms, .playedEpisodes, .begun: true
        case .favourites, .favouriteFilms, .favouriteSeries: false
        }
    }
}
