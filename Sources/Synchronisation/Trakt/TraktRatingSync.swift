package import Basics
package import Domain

/// What one synchronisation of a user did.
package struct TraktSyncSummary: Hashable, Sendable {
    package let movies: TraktTally
    package let series: TraktTally

    package init(movies: TraktTally, series: TraktTally) {
        self.movies = movies
        self.series = series
    }

    /// Ratings that are new or others here.
    package var changedCount: Int { movies.imported + movies.updated + series.imported + series.updated }
}

/// Brings a user's ratings here and at Trakt together: reads what is there, and leaves it to one transaction to decide.
/// What is to be told to Trakt becomes wishes, which `TraktPusher` sends.
package struct TraktRatingSync: Sendable {
    private let links: any TraktLinkStore
    private let store: any TraktSyncStore
    private let tokens: TraktRefreshes
    private let trakt: CurrentTrakt
    private let world: World

    package init(
        links: any TraktLinkStore, store: any TraktSyncStore, tokens: TraktRefreshes, trakt: @escaping CurrentTrakt,
        world: World
    ) {
        self.links = links
        self.store = store
        self.tokens = tokens
        self.trakt = trakt
        self.world = world
    }

    /// Throws `TraktFailure`; then nothing has changed, and it does not count as a synchronisation.
    ///
    /// `onlyNews` leaves out what has changed neither at Trakt nor in the catalogue since the last time.
    package func synchronise(_ user: UserID, onlyNews: Bool = false) async throws -> TraktSyncSummary {
        guard let trakt = await trakt() else { throw TraktFailure.notConfigured }
        guard let link = try await links.traktLink(of: user) else { throw TraktFailure.notConnected }
        guard !link.mustReconnect else { throw TraktFailure.reconnect }
        let glance = TraktGlance(
            activity: try await activity(of: user, trakt), catalogue: try await store.catalogueVersion())
        var pulls: [TraktPull] = []
        for kind in TraktKind.allCases where !onlyNews || glance.hasNews(of: kind, since: link.glance) {
            let readAt = world.now()
            let ratings = try await tokens.use(user) { try await trakt.ratings(kind, $0) }
            pulls.append(TraktPull(kind: kind, ratings: ratings, readAt: readAt))
        }
        let tallies = try await store.reconcile(pulls, glance, over: link, at: world.now())
        return TraktSyncSummary(movies: tallies[.movie] ?? TraktTally(), series: tallies[.show] ?? TraktTally())
    }

    /// That Trakt does not tell is no reason to stop: then everything is read.
    private func activity(of user: UserID, _ trakt: any Trakt) async throws -> TraktActivity {
        do {
            return try await tokens.use(user) { try await trakt.activity($0) }
        } catch let failure as TraktFailure where [.notFound, .malformed, .tooLarge].contains(failure) {
            return TraktActivity(moviesRatedAt: nil, showsRatedAt: nil)
        }
    }
}

extension TraktGlance {
    fileprivate func hasNews(of kind: TraktKind, since before: TraktGlance?) -> Bool {
        catalogue != before?.catalogue || activity.hasNews(of: kind, since: before?.activity)
    }
}
