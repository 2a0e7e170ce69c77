package import Domain
import Embedding
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
