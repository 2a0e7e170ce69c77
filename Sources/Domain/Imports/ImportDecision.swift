package import Basics

/// What is to be written for one film of an import. What is absent is not written.
package struct ImportDecision: Sendable, Hashable {
    /// The film's place in the session.
    package let index: Int
    /// What is known of the film, for a catalogue that does not have it; one that has it keeps what it knows.
    package let draft: TitleDraft
    /// Whether the draft is all that a provider knows, so that nobody has to be asked about the film again.
    package var isDraftComplete = false
    package var opinion: ImportedOpinion?
    /// One viewing each; `WatchEvent.undated` for one of which nobody knows when it was.
    package var viewings: [Instant] = []
    /// When the film was kept for later.
    package var keptAt: Instant?

    package init(index: Int, draft: TitleDraft) {
        self.index = index
        self.draft = draft
    }
}

/// An opinion that an import gives.
package struct ImportedOpinion: Sendable, Hashable {
    /// 1 to 10.
    package let value: Int
    package let ratedAt: Instant
    /// The person gives it now, whatever moment it is dated: it replaces a later one. Otherwise the latest stands.
    package let isGivenNow: Bool

    package init(value: Int, ratedAt: Instant, isGivenNow: Bool) {
        self.value = value
        self.ratedAt = ratedAt
        self.isGivenNow = isGivenNow
    }
}

/// What became of a decision.
package struct AppliedDecision: Sendable, Hashable {
    package let index: Int
    package let titleID: TitleID
    /// What stands now; nil when nobody rated the film.
    package let rating: Rating?

    package init(index: Int, titleID: TitleID, rating: Rating?) {
        self.index = index
        self.titleID = titleID
        self.rating = rating
    }
}

/// Whose history an import goes into.
package struct ImportShelf: Sendable, Hashable {
    package let user: UserID
    package let profile: ProfileID

    package init(user: UserID, profile: ProfileID) {
        self.user = user
        self.profile = profile
    }
}

/// What taking an import back came to.
package struct ImportUndo: Sendable, Hashable {
    package var ratings = 0
    package var viewings = 0
    package var kept = 0
    /// Films that are gone again because nobody else has to do with them.
    package var titles = 0
    /// What was changed by hand since, and therefore stays: the films' names.
    package var changedSince: [String] = []

    package init() {}
}

/// What an import left behind, for the list of imports.
package struct ImportRecord: Sendable, Hashable {
    package let session: ImportSession
    package let ratings: Int
    package let viewings: Int
    package let kept: Int

    package init(session: ImportSession, ratings: Int, viewings: Int, kept: Int) {
        self.session = session
        self.ratings = ratings
        self.viewings = viewings
        self.kept = kept
    }
}
