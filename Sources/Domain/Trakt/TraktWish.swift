package import Basics

/// What is to be told to Trakt about one title: the newest wish of a user.
package struct TraktWish: Hashable, Sendable {
    package let titleID: TitleID
    /// With every id that the catalogue knows.
    package let title: TraktTitle
    /// Nil when the rating is to be removed.
    package let value: Int?
    /// When the opinion was given.
    package let ratedAt: Instant
    /// Counts the wishes of the user about the title, so that a newer one is not taken for this one.
    package let number: Int64
    /// How often Trakt has not taken it.
    package let attempts: Int
    package let wishedAt: Instant
    /// Whether it goes into a request of its own, because Trakt refused one that it was in.
    package let isAlone: Bool

    package init(
        titleID: TitleID, title: TraktTitle, value: Int?, ratedAt: Instant, number: Int64, attempts: Int,
        wishedAt: Instant, isAlone: Bool
    ) {
        self.titleID = titleID
        self.title = title
        self.value = value
        self.ratedAt = ratedAt
        self.number = number
        self.attempts = attempts
        self.wishedAt = wishedAt
        self.isAlone = isAlone
    }
}

/// Who asks for wishes, and until when he has them.
package struct TraktWishClaim: Sendable {
    package let worker: String
    package let now: Instant
    package let leaseUntil: Instant

    package init(worker: String, now: Instant, leaseUntil: Instant) {
        self.worker = worker
        self.now = now
        self.leaseUntil = leaseUntil
    }
}

/// Wishes of one user that fit into one request: all of them ratings, or all of them removals.
package struct TraktErrand: Sendable {
    package let user: UserID
    package let worker: String
    /// The oldest first; at least one, at most `DomainLimits.traktBatchMax`.
    package let wishes: [TraktWish]

    package init(user: UserID, worker: String, wishes: [TraktWish]) {
        self.user = user
        self.worker = worker
        self.wishes = wishes
    }
}

/// What became of an errand.
package struct TraktErrandReport: Sendable {
    /// Trakt has them, or knows no such title.
    package var done: [TraktWish] = []
    /// They are told no more.
    package var dropped: [TraktWish] = []
    /// They are told again from a moment on.
    package var again: [TraktWish] = []
    package var againAt: Instant
    /// Whether those that are told again go into requests of their own.
    package var isAlone = false
    /// Before then nothing of the user is told.
    package var nextAt: Instant
    /// What the user is to read about it; nil for nothing new.
    package var problem: String?
    /// When the errand began: what changed here since, Trakt does not know.
    package let beganAt: Instant

    package init(beganAt: Instant, nextAt: Instant) {
        self.beganAt = beganAt
        self.nextAt = nextAt
        againAt = nextAt
    }
}

/// What users want to be told to Trakt, one row for each title: a queue that survives restarts. The store of ratings
/// fills it in the transaction of each rating that was given or withdrawn here. Each method is one transaction.
package protocol TraktWishStore: Sendable {
    /// The errand of one user that nobody else has; nil when there is nothing to be told now. Users take turns.
    func claimErrand(_ claim: TraktWishClaim) async throws -> TraktErrand?
    /// Wishes that changed meanwhile stay as they are. Whoever has lost the errand may report nevertheless. After
    /// dropped wishes the next synchronisation compares everything.
    func report(_ report: TraktErrandReport, on errand: TraktErrand) async throws
    /// How many titles of the user wait to be told.
    func wishCount(of user: UserID) async throws -> Int
}
