import Basics
package import Domain
package import Embedding
package import Jobs

/// The job that gives titles their facet texts and vectors.
///
/// Works in steps of `SearchLimits.titlesPerStep`; each step is stored in one transaction, so after a kill only the
/// step in hand is done again. Texts and vectors are made anew only when their input has changed.
package struct IndexTitles: JobType {
    package struct Parameters: Codable, Sendable {
        package init() {}
    }

    package static let name = "index"
    package let isExclusive = true

    private let store: any IndexStore
    private let embedder: any TextEmbedder
    private let composer: FacetComposer

    package init(store: any IndexStore, embedder: any TextEmbedder, composer: FacetComposer) {
        self.store = store
        self.embedder = embedder
        self.composer = composer
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        var progress = JobProgress(message: "Reading the catalogue")
        for _ in 1...SearchLimits.indexPassesMax {
            let counts = try await store.counts(model: embedder.model.id)
            progress.total = max(progress.total, counts.known)
            progress.done = max(progress.done, min(counts.indexed, progress.total))
            try await context.report(progress)
            // A title that changed after it was read is still on the list, behind the pass that read it.
            guard try await pass(&progress, context) else { break }
        }
        progress.message = "Done"
        try await context.report(progress)
    }

    /// Goes once over the titles that are behind, by id; false when there was none.
    private func pass(_ progress: inout JobProgress, _ context: JobContext) async throws -> Bool {
        let model = embedder.model.id
        var last: TitleID?
        while true {
            let items = try await store.pending(model: model, after: last, limit: SearchLimits.titlesPerStep)
            guard let end = items.last else { return last != nil }
            try await store.store(try await index(items), model: model)
            last = end.title.id
            progress.done = min(progress.total, progress.done + items.count)
            progress.message = end.title.metadata.title
            try await context.report(progress)
        }
    }

    /// Texts first, then one embedding call for all texts of the step that changed.
    private func index(_ items: [IndexingItem]) async throws -> [IndexedTitle] {
        let step = try await composer.compose(items)
        let composed = step.facets
        var wanted: [(item: Int, facet: Facet, text: String, hash: String)] = []
        for (number, texts) in composed.enumerated() {
            for facet in texts.current {
                let hash = facet.textHash
                guard items[number].embedded[facet.facet] != hash else { continue }
                wanted.append((number, facet.facet, facet.text, hash))
            }
        }
        let vectors = try await vectors(of: wanted.map(\.text), known: step.vectors)
        var embeddings = [[FacetEmbedding]](repeating: [], count: items.count)
        for want in wanted {
            guard let vector = vectors[want.text] else { continue }
            embeddings[want.item].append(FacetEmbedding(facet: want.facet, textHash: want.hash, vector: vector))
        }
        return items.indices.map { number in
            let kept = Set(composed[number].current.map(\.facet))
            return IndexedTitle(
                titleID: items[number].title.id, titleRevision: items[number].title.revision,
                facets: composed[number].changed, embeddings: embeddings[number],
                removedFacets: Set(items[number].embedded.keys).subtracting(kept))
        }
    }

    /// Each text is embedded once, however many titles share it, and not again when it has been on the way here.
    private func vectors(of texts: [String], known: [String: [Float]]) async throws -> [String: [Float]] {
        let missing = Array(Set(texts).subtracting(known.keys)).sorted()
        guard !missing.isEmpty else { return known }
        let made = try await embedder.embed(missing)
        return known.merging(zip(missing, made)) { first, _ in first }
    }
}

extension JobQueue {
    /// Queues the indexing of what has no vectors yet, unless that waits in the queue already.
    @discardableResult
    package func enqueueIndexing() async throws -> Job {
        try await enqueue(IndexTitles.self, IndexTitles.Parameters(), deduplicationKey: IndexTitles.name)
    }
}

extension FacetText {
    /// Tells whether a stored vector belongs to this text.
    var textHash: String { StableDigest.hex(of: text) }
}
