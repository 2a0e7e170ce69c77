package import Accounts
import Basics
package import Catalogue
import Domain
import Embedding
package import Jobs
package import Library
package import Logging
package import Search
import Storage

/// The use cases, wired to stores and engines.
package struct Features: Sendable {
    package let accounts: Accounts
    package let sessions: Sessions
    package let keys: APIKeys
    package let pairing: Pairing
    package let setupLink: SetupLink
    package let library: OwnedLibrary
    package let load: CatalogueLoad
    package let queue: JobQueue
    package let index: LiveIndex
    package let search: TitleSearch
    package let follower: IndexFollower
    /// The job types that this process can run.
    package let jobTypes: [any JobType]

    package init(_ persistence: Persistence, _ engines: Engines, logger: Logger) {
        let stores = persistence.stores
        let world = World.live
        sessions = Sessions(store: stores.sessions, world: world)
        accounts = Accounts(
            store: stores.accounts, passwords: Passwords(), world: world, sessions: sessions)
        keys = APIKeys(store: stores.accounts, world: world)
        pairing = Pairing(
            store: stores.accounts, secrets: stores.secrets, windows: persistence.rateWindows, world: world)
        setupLink = SetupLink(accounts: accounts, secrets: stores.secrets, world: world)
        library = OwnedLibrary(store: stores.owned, world: world)
        load = CatalogueLoad(store: stores.catalogue, threads: engines.threads)
        queue = JobQueue(store: stores.jobs, world: world)
        index = LiveIndex(words: persistence.words)
        search = TitleSearch(index: index, embedder: engines.embedder)
        let snapshot = engines.embedder.map { embedder in
            VectorSnapshot(
                embedder: embedder, path: persistence.derived.vectors(of: embedder.model.id), threads: engines.threads)
        }
        follower = IndexFollower(
            index: index, stores: (stores.catalogue, stores.index), feed: stores.feed, snapshot: snapshot,
            logger: logger)
        jobTypes = Self.jobTypes(stores, engines)
    }

    private static func jobTypes(_ stores: Stores, _ engines: Engines) -> [any JobType] {
        guard let embedder = engines.embedder else { return [] }
        let composer = FacetComposer(embedder: embedder, writer: engines.facetWriter)
        return [IndexTitles(store: stores.index, embedder: embedder, composer: composer)]
    }
}
