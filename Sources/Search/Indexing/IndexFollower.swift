import AsyncAlgorithms
import Basics
package import Domain
import Embedding
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
    private let models: Models
    private let logger: Logger

    /// Where the vectors are from.
    private enum Models {
        case one(VectorSnapshot?)
        case changing(SearchModels)
    }

    /// With one model for good, or none.
    package init(
        index: LiveIndex, stores: (catalogue: any CatalogueStore, vectors: any IndexStore), feed: any ChangeFeed,
        snapshot: VectorSnapshot?, logger: Logger
    ) {
        self.index = index
        catalogue = stores.catalogue
        vectors = stores.vectors
        self.feed = feed
        models = .one(snapshot)
        self.logger = logger
    }

    /// With a model that may give way to another one.
    package init(
        index: LiveIndex, stores: (catalogue: any CatalogueStore, vectors: any IndexStore), feed: any ChangeFeed,
        models: SearchModels, logger: Logger
    ) {
        self.index = index
        catalogue = stores.catalogue
        vectors = stores.vectors
        self.feed = feed
        self.models = .changing(models)
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }

    /// Reads everything that is stored once; for commands that search and end.
    ///
    /// A model that is down does not keep the words from being searched; its vectors are read when it is back.
    package func catchUp() async throws {
        let revision = try await index.words.revision()
        index.replace(try await index.words.entries(), revision: revision)
        try await readTitles()
        do {
            try await readVectors()
        } catch  where error is EmbeddingError || error is VectorIndexError {
            logger.warning("no search by meaning for now", metadata: ["error": "\(error)"])
        }
        index.becomeReady()
    }

    private func follow() async {
        // Subscribed before the first read, so that no change falls between the two.
        let changes = feed.changes()
        await attempt { try await catchUp() }
        let ticks = AsyncTimerSequence(interval: .seconds(SearchLimits.followerSecondsMax), clock: .continuous)
        let told = changes.filter { $0 == .titles || $0 == .vectors }.map { _ in () }
        for await _ in merge(told, ticks.map { _ in () }, signals) {
            await attempt {
                if !index.isReady { return try await catchUp() }
                try await readTitles()
                try await readVectors()
            }
        }
    }

    private var signals: AsyncStream<Void> {
        switch models {
        case .one: AsyncStream { _ in }
        case .changing(let models): models.signals
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

    /// The directory and the word index are brought up to date together, from the older of the two: another process
    /// may have written the word index.
    private func readTitles() async throws {
        var revision = min(index.titleRevision, try await index.words.revision())
        while true {
            let page = try await catalogue.changes(since: revision, limit: SearchLimits.changesPerPage)
            if page.revision < revision {
                try await forgetTitles()
                revision = 0
                continue
            }
            guard page.revision > revision else { return }
            let documents = page.titles.filter(\.isSearched).map { WordDocument($0) }
            let removed = page.removed + page.titles.filter { !$0.isSearched }.map(\.id)
            try await index.words.apply(put: documents, remove: removed, revision: page.revision)
            index.put(documents.map { WordEntry($0) }, remove: removed, revision: page.revision)
            revision = page.revision
            if page.isLast { return }
        }
    }

    /// What is older than its derivatives was put back from a backup: nothing that they hold can be relied on.
    private func forgetTitles() async throws {
        logger.notice("the catalogue is older than the word index, which is made anew")
        let newer = try await index.words.revision()
        let ids = try await index.words.entries().map(\.titleID)
        for start in stride(from: 0, to: ids.count, by: SearchLimits.changesPerPage) {
            let page = ids[start..<min(ids.count, start + SearchLimits.changesPerPage)]
            try await index.words.apply(put: [], remove: Array(page), revision: newer)
        }
        // Last, so that a kill in between is noticed at the next start.
        try await index.words.apply(put: [], remove: [], revision: 0)
        index.replace([], revision: 0)
    }

    private func readVectors() async throws {
        switch models {
        case .one(let snapshot):
            guard let snapshot else { return }
            try await use(snapshot, nil)
        case .changing(let models):
            let (serving, next) = models.current
            if let next { await approach(next, of: models) }
            guard let serving = models.current.serving ?? serving else { return }
            try await use(serving.snapshot, serving.queries)
        }
    }

    /// Searches these vectors, as soon as there are any.
    private func use(_ snapshot: VectorSnapshot, _ queries: QueryEmbeddings?) async throws {
        let read = try await read(snapshot)
        if read.count > 0 || index.vectors != nil { index.use(read, queries) }
        await save(snapshot)
    }

    /// Lets the next model answer when it has vectors of everything. Its troubles are none of the one that answers, and
    /// it is asked nothing before.
    private func approach(_ next: SearchModel, of models: SearchModels) async {
        do {
            let counts = try await vectors.counts(model: next.id)
            guard counts.indexed >= counts.known else { return }
            _ = try await read(next.snapshot)
            models.promote(next)
            logger.notice("another model answers searches", metadata: ["model": "\(next.id)"])
        } catch is CancellationError {
        } catch {
            logger.warning("the new model cannot take over yet", metadata: ["error": "\(error)"])
        }
    }

    private func read(_ snapshot: VectorSnapshot) async throws -> FacetIndex {
        var stored = try await snapshot.current()
        while true {
            let page = try await vectors.vectors(
                model: snapshot.model, since: stored.revision, limit: SearchLimits.changesPerPage)
            if page.revision < stored.revision {
                logger.notice("the database is older than the vector snapshot, which is made anew")
                stored = try await snapshot.startOver()
                continue
            }
            guard page.revision > stored.revision else { return stored.index }
            try stored.index.apply(VectorChange.changes(of: page, dimension: stored.index.dimension))
            stored.revision = page.revision
            snapshot.note(revision: page.revision, changes: page.titles.count + page.removed.count)
            if page.isLast { return stored.index }
        }
    }

    /// The snapshot only makes the next start quicker: a full disk is no reason not to search.
    private func save(_ snapshot: VectorSnapshot) async {
        do {
            try await snapshot.saveIfWorthwhile()
        } catch {
            logger.warning("the vector snapshot was not written", metadata: ["error": "\(error)"])
        }
    }
}

extension Title {
    /// Whether it is found by itself: episodes are found by their series.
    fileprivate var isSearched: Bool { state == .known && kind != .episode }
}

extension VectorChange {
    /// Vectors of another width, left by another model of the same name, count as missing: one must not stop the rest.
    fileprivate static func changes(of page: VectorChanges, dimension: Int) -> [VectorChange] {
        page.removed.map { .remove(key: Int64($0.rawValue)) }
            + page.titles.map { title in
                let facets = Domain.Facet.allCases.map { facet in
                    title.vectors[facet].flatMap { $0.count == dimension ? $0 : nil }
                }
                return .put(key: Int64(title.titleID.rawValue), facets: facets)
            }
    }
}
