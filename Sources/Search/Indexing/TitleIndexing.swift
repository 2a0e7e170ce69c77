import Basics
package import Domain
package import Embedding

/// Gives titles their facet texts and vectors, a step of `SearchLimits.titlesPerStep` titles at a time.
package struct TitleIndexing: Sendable {
    private let store: any IndexStore
    private let embedder: any TextEmbedder
    private let composer: FacetComposer
    /// Whether these vectors are still what is wanted.
    let isWanted: @Sendable () -> Bool

    package init(
        store: any IndexStore, embedder: any TextEmbedder, composer: FacetComposer,
        isWanted: @escaping @Sendable () -> Bool = { true }
    ) {
        self.store = store
        self.embedder = embedder
        self.composer = composer
        self.isWanted = isWanted
    }

    func counts(of kinds: Set<TitleKind> = Set(TitleKind.allCases)) async throws -> IndexingCounts {
        try await store.counts(model: embedder.model.id, kinds: kinds)
    }

    /// The next titles that are behind, by id.
    func pending(
        _ kinds: Set<TitleKind> = Set(TitleKind.allCases), after: TitleID?
    ) async throws -> [IndexingItem] {
        try await store.pending(
            model: embedder.model.id, kinds: kinds, after: after, limit: SearchLimits.titlesPerStep)
    }

    /// Stores what these titles lack, in one transaction.
    func index(_ items: [IndexingItem]) async throws {
        try await store.store(try await made(items), model: embedder.model.id)
    }

    /// Texts first, then one embedding call for all texts of the step that changed.
    private func made(_ items: [IndexingItem]) async throws -> [IndexedTitle] {
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

extension FacetText {
    /// Tells whether a stored vector belongs to this text.
    var textHash: String { StableDigest.hex(of: text) }
}
