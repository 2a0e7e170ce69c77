package import Basics

/// All ratings of one kind that were read of Trakt.
package struct TraktPull: Sendable {
    package let kind: TraktKind
    package let ratings: TraktRatings
    /// Before the first of them was read.
    package let readAt: Instant

    package init(kind: TraktKind, ratings: TraktRatings, readAt: Instant) {
        self.kind = kind
        self.ratings = ratings
        self.readAt = readAt
    }
}

/// What a synchronisation did with Trakt's ratings of one kind.
package struct TraktTally: Hashable, Sendable {
    package var imported = 0
    package var updated = 0
    /// They changed nothing here.
    package var skipped = 0

    package init(imported: Int = 0, updated: Int = 0, skipped: Int = 0) {
        self.imported = imported
        self.updated = updated
        self.skipped = skipped
    }

    package init<Title>(_ plan: TraktSyncPlan<Title>) {
        self.init(imported: plan.importedCount, updated: plan.updatedCount, skipped: plan.skippedCount)
    }
}

/// Where ratings from Trakt meet those of this server.
package protocol TraktSyncStore: Sendable {
    /// The version of the catalogue's titles; each change of one raises it.
    func catalogueVersion() async throws -> Int64
    /// Does what `TraktSyncPlan` says, in one transaction: it decides on the ratings of this moment, takes over those
    /// of Trakt, and leaves what is to be told to Trakt as wishes. What the link remembers of Trakt becomes `glance`,
    /// unless a list was not complete.
    ///
    /// Throws `TraktFailure.notConnected` when the link has ended or is another one.
    func reconcile(
        _ pulls: [TraktPull], _ glance: TraktGlance, over link: TraktLink, at moment: Instant
    ) async throws -> [TraktKind: TraktTally]
}
