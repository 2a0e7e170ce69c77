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
    package let uploads: Uploads
    package let statistics: LibraryStatistics
    package let load: CatalogueLoad
    package let enrichment: Enrichment
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
        let changes = SetChanges(world: world) { Enrichment.order(at: $0) }
        library = OwnedLibrary(store: stores.owned, changes: changes)
        uploads = Uploads(store: stores.uploads, changes: changes)
        statistics = LibraryStatistics(
            store: stores.statistics, world: world, model: engines.embedder?.model.id)
        load = CatalogueLoad(store: stores.catalogue, threads: engines.threads)
        queue = JobQueue(store: stores.jobs, world: world)
        enrichment = Enrichment(
            catalogue: stores.catalogue, store: stores.enrichment, queue: queue, world: world,
            isConfigured: engines.metadata != nil)
        index = LiveIndex(words: persistence.words)
        search = TitleSearch(index: index, embedder: engines.embedder, reader: engines.queryReader)
        let snapshot = engines.embedder.map { embedder in
            VectorSnapshot(
                embedder: embedder, path: persistence.derived.vectors(of: embedder.model.id), threads: engines.threads)
        }
        follower = IndexFollower(
            index: index, stores: (stores.catalogue, stores.index), feed: stores.feed, snapshot: snapshot,
            logger: logger)
        jobTypes = Self.jobTypes(stores, engines, queue)
    }

    private static func jobTypes(_ stores: Stores, _ engines: Engines, _ queue: JobQueue) -> [any JobType] {
        let canIndex = engines.embedder != nil
        let enrich = EnrichTitles(store: stores.enrichment, provider: engines.metadata, world: .live) {
            if canIndex { try await queue.enqueueIndexing() }
        }
        guard let embedder = engines.embedder else { return [enrich] }
        let composer = FacetComposer(embedder: embedder, writer: engines.facetWriter)
        return [enrich, IndexTitles(store: stores.index, embedder: embedder, composer: composer)]
    }
}
