package import Basics

/// Bytes that are asked for at an address of a session, or made for it.
package struct StreamWish: Sendable {
    package enum Media: Sendable, Hashable {
        case file(MediaFileID)
        case title(TitleID)
    }

    package let media: Media
    package let sessionID: SessionID
    package let userID: UserID
    package let at: Instant
    /// Playbacks last seen before it are over.
    package let liveSince: Instant
    /// For accounts without a number of their own; 0 is without limit.
    package var limitDefault = 0

    package init(_ media: Media, sessionID: SessionID, userID: UserID, at: Instant, liveSince: Instant) {
        self.media = media
        self.sessionID = sessionID
        self.userID = userID
        self.at = at
        self.liveSince = liveSince
    }
}

/// Whether bytes may leave, and what the account has at once.
package struct StreamSlots: Sendable, Equatable {
    package let slots: PlaybackSlots
    /// 0 is without limit.
    package let limit: Int

    package init(slots: PlaybackSlots, limit: Int) {
        self.slots = slots
        self.limit = limit
    }
}

/// How a playback is of which bytes leave.
package enum PlaybackPulse: Sendable, Equatable {
    case alive
    /// It was silent for too long, and its slot is free.
    case silent(TitleID, of: UserID)
    /// There is none: somebody ended it.
    case ended
}
