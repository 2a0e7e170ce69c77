package import Domain
import Embedding
import Jobs
import Search
import Storage

extension Installation {
    /// The model whose vectors are searched and how many titles have them; nil when only words can be searched.
    package func indexStatus() async throws -> (model: String, counts: IndexingCounts)? {
        guard let model = engines.embedder?.model.id else { return nil }
        return (model, try await persistence.stores.index.counts(model: model))
    }

    /// Forgets all vectors of the model in use, so that the next indexing makes them anew.
    package func forgetVectors() async throws {
        guard let model = engines.embedder?.model.id else { return }
        _ = try await persistence.stores.index.forget(model: model)
    }
}

extension Installation {
    /// What the catalogue knows about a film; nil when it does not know it.
    package func title(_ id: IMDbID) async throws -> Title? {
        try await persistence.stores.catalogue.title(imdbID: id)
    }
}

extension Installation {
    /// Queues the indexing of what has no vectors yet, unless that waits in the queue already.
    @discardableResult
    package func enqueueIndexing() async throws -> Job {
        try await features.queue.enqueueIndexing()
    }

    /// Queues it only when there is something to do: after an outage that outlasted the job's attempts, for example.
    func enqueueIndexingIfBehind() async throws {
        guard let counts = try await indexStatus()?.counts, counts.indexed < counts.known else { return }
        try await enqueueIndexing()
    }
}
