import AsyncAlgorithms
import Basics
package import Domain
package import Logging
import ServiceLifecycle
import VectorIndex

/// Keeps a `LiveIndex` equal to the database: reads what is stored, then follows the change feed.
///
/// It reads only what changed since the revisions that the word index and the vector snapshot carry, so a start costs
/// what changed since the last one.
package struct IndexFollower: Service {
    private let index: LiveIndex
    private let catalogue: any CatalogueStore
    private let vectors: any IndexStore
    private let feed: any ChangeFeed
    private let snapshot: VectorSnapshot?
    private let logger: Logger

    package init(
        index: LiveIndex, stores: (catalogue: any CatalogueStore, vectors: any IndexStore), feed: any ChangeFeed,
        snapshot: VectorSnapshot?, logger: Logger
    ) {
        self.index = index
        catalogue = stores.catalogue
        vectors = stores.vectors
        self.feed = feed
        self.snapshot = snapshot
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }

    /// Reads everything that is stored once; for commands that search and end.
    package func catchUp() async throws {
        index.put(try await index.words.entries(), remove: [])
        try await readTitles()
        try await readVectors()
        index.becomeReady()
    }

    private func follow() async {
        // Subscribed before the first read, so that no change falls between the two.
        let changes = feed.changes()
        await attempt { try await catchUp() }
        let ticks = AsyncTimerSequence(interval: .seconds(SearchLimits.followerSecondsMax), clock: .continuous)
        for await _ in merge(changes.filter { $0 == .titles || $0 == .vectors }.map { _ in () }, ticks.map { _ in () })
        {
            await attempt {
                if !index.isReady { return try await catchUp() }
                try await readTitles()
                try await readVectors()
            }
        }
    }

    private func attempt(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
        } catch {
            logger.warning("index cannot follow the database, trying again", metadata: ["error": "\(error)"])
        }
    }

    private func readTitles() async throws {
        var revision = try await index.words.revision()
        while true {
            let page = try await catalogue.changes(since: revision, limit: SearchLimits.changesPerPage)
            guard page.revision > revision else { return }
            let documents = page.titles.filter { $0.state == .known }.map { WordDocument($0) }
            try await index.words.apply(put: documents, remove: page.removed, revision: page.revision)
            index.put(documents.map { WordEntry($0) }, remove: page.removed)
            revision = page.revision
            if page.isLast { return }
        }
    }

    private func readVectors() async throws {
        guard let snapshot else { return }
        let stored = try await snapshot.current()
        var revision = stored.revision
        while true {
            let page = try await vectors.vectors(
                model: snapshot.model, since: revision, limit: SearchLimits.changesPerPage)
            guard page.revision > revision else { break }
            try stored.index.apply(VectorChange.changes(of: page))
            revision = page.revision
            snapshot.note(revision: revision, changes: page.titles.count + page.removed.count)
            if page.isLast { break }
        }
        if stored.index.count > 0 { index.use(stored.index) }
        try await snapshot.saveIfWorthwhile()
    }
}

extension VectorChange {
    fileprivate static func changes(of page: VectorChanges) -> [VectorChange] {
        page.removed.map { .remove(key: Int64($0.rawValue)) }
            + page.titles.map { title in
                .put(key: Int64(title.titleID.rawValue), facets: Domain.Facet.allCases.map { title.vectors[$0] })
            }
    }
}
