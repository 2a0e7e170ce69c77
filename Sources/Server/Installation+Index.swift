import Administration
package import Domain
import Embedding
import Jobs
import Logging
import Search
import Storage

extension Installation {
    /// The model whose vectors are searched, or will be as soon as all titles have them, and how many titles have them;
    /// nil when only words can be searched.
    package func indexStatus() async throws -> (model: String, counts: IndexingCounts)? {
        guard let model = engines.models.wanted?.model.id else { return nil }
        return (model, try await persistence.stores.index.counts(model: model))
    }

    /// Forgets all vectors of the model in use, so that the next indexing makes them anew.
    package func forgetVectors() async throws {
        guard let model = engines.models.wanted?.model.id else { return }
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

extension Installation {
    /// At the start: the model of the settings answers, unless the one that answered last has vectors that it lacks.
    func chooseModel() async throws {
        guard let wanted = engines.embedder else { return }
        if let last = persistence.derived.servingModel, last != wanted.model.id,
            try await !isComplete(wanted.model.id),
            let former = engines.embedders.embedder(of: last, EmbedderSource(liveSettings.values))
        {
            engines.models.resume(former)
        }
        engines.models.want(wanted)
    }

    private func isComplete(_ model: String) async throws -> Bool {
        let counts = try await persistence.stores.index.counts(model: model)
        return counts.indexed >= counts.known
    }

    /// Makes vectors with the model that the settings name now; the former one answers until they are complete. A model
    /// that cannot be used changes nothing.
    func want(_ source: EmbedderSource) async {
        do {
            engines.models.want(try engines.embedders.make(source))
            try await enqueueIndexing()
        } catch {
            logger.error("the model of the settings cannot be used", metadata: ["error": "\(error)"])
        }
    }
}
