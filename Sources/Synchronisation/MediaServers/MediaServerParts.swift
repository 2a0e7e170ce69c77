package import Accounts
package import Basics
package import Domain
package import Jobs

/// What everything stands on that has to do with the household's media server.
package struct MediaServerParts: Sendable {
    let server: CurrentMediaServer
    let libraries: any ServerLibraryStore
    let titles: any ServerTitleStore
    let plays: any ServerPlayStore
    let people: MediaServerAccounts
    let profiles: any ProfileStore
    let world: World
    let queueIndexing: @Sendable () async throws -> Void

    /// What this server knows of a media server.
    package struct Stores: Sendable {
        let libraries: any ServerLibraryStore
        let titles: any ServerTitleStore
        let plays: any ServerPlayStore
        let profiles: any ProfileStore

        package init(
            libraries: any ServerLibraryStore, titles: any ServerTitleStore, plays: any ServerPlayStore,
            profiles: any ProfileStore
        ) {
            self.libraries = libraries
            self.titles = titles
            self.plays = plays
            self.profiles = profiles
        }
    }

    /// `queueIndexing` is called after titles changed.
    package init(
        server: @escaping CurrentMediaServer, stores: Stores, people: MediaServerAccounts, world: World,
        queueIndexing: @escaping @Sendable () async throws -> Void
    ) {
        self.server = server
        libraries = stores.libraries
        titles = stores.titles
        plays = stores.plays
        profiles = stores.profiles
        self.people = people
        self.world = world
        self.queueIndexing = queueIndexing
    }

    /// The jobs that take things over.
    package var jobs: [any JobType] {
        [
            SyncMovies(self), SyncSeries(self), SyncMovieHistory(self), FullSyncMovieHistory(self),
            SyncSeriesHistory(self), FullSyncSeriesHistory(self),
        ]
    }

    /// For what came before a job failed or was called off: it is good, and may be found. The database takes no order
    /// from a task that is cancelled, so this is a task of its own.
    func queueIndexingOfPart() async {
        let order = Task { [queueIndexing] in try await queueIndexing() }
        _ = await order.result
    }
}
