/// A title whose facets or vectors are behind its metadata.
package struct IndexingItem: Sendable {
    package let title: Title
    /// The stored facet texts, composed ones included.
    package let facets: [FacetText]
    /// Text hashes of the vectors that are stored for the model.
    package let embedded: [Facet: String]

    package init(title: Title, facets: [FacetText], embedded: [Facet: String]) {
        self.title = title
        self.facets = facets
        self.embedded = embedded
    }
}

/// What indexing found out about one title: stored as a whole or not at all.
package struct IndexedTitle: Sendable {
    package let titleID: TitleID
    /// The revision of the title that was read; if it has changed since, the title stays on the list.
    package let titleRevision: Int64
    /// Facet texts to store (only those that are new or changed).
    package let facets: [FacetText]
    /// Vectors to store (only those whose text changed).
    package let embeddings: [FacetEmbedding]
    /// Facets that the title no longer has.
    package let removedFacets: Set<Facet>

    package init(
        titleID: TitleID, titleRevision: Int64, facets: [FacetText], embeddings: [FacetEmbedding],
        removedFacets: Set<Facet>
    ) {
        self.titleID = titleID
        self.titleRevision = titleRevision
        self.facets = facets
        self.embeddings = embeddings
        self.removedFacets = removedFacets
    }
}

/// The vectors of one title as the in-memory index wants them.
package struct TitleVectors: Sendable {
    package let titleID: TitleID
    package let vectors: [Facet: [Float]]

    package init(titleID: TitleID, vectors: [Facet: [Float]]) {
        self.titleID = titleID
        self.vectors = vectors
    }
}

/// A page of the change feed of vectors.
package struct VectorChanges: Sendable {
    package let titles: [TitleVectors]
    package let removed: [TitleID]
    package let revision: Int64
    package let isLast: Bool

    package init(titles: [TitleVectors], removed: [TitleID], revision: Int64, isLast: Bool) {
        self.titles = titles
        self.removed = removed
        self.revision = revision
        self.isLast = isLast
    }
}

/// How far indexing is, in titles of state `known`.
package struct IndexingCounts: Sendable, Equatable {
    package let known: Int
    package let indexed: Int

    package init(known: Int, indexed: Int) {
        self.known = known
        self.indexed = indexed
    }
}

/// Facet texts and vectors. Each method is one transaction.
package protocol IndexStore: Sendable {
    /// Up to `limit` known titles of these kinds with id above `after` whose stored revision for `model` is behind, by
    /// id. Episodes have no vectors and are never among them.
    func pending(model: String, kinds: Set<TitleKind>, after: TitleID?, limit: Int) async throws -> [IndexingItem]
    /// Stores the results of a batch and raises the vectors' revision when any vector changed.
    func store(_ titles: [IndexedTitle], model: String) async throws
    /// The facet texts of a title.
    func facets(of title: TitleID) async throws -> [FacetText]
    /// Replaces one facet text by a person's words and puts the title on the list again; false: no such title.
    func setFacet(_ facet: FacetText, of title: TitleID) async throws -> Bool
    /// Up to `limit` titles whose vectors for `model` changed after `revision`, oldest change first.
    func vectors(model: String, since revision: Int64, limit: Int) async throws -> VectorChanges
    func vectorRevision() async throws -> Int64
    func counts(model: String, kinds: Set<TitleKind>) async throws -> IndexingCounts
    /// Marks every title as behind for `model`, so that the next run makes all vectors anew; returns how many.
    func forget(model: String) async throws -> Int
}

extension IndexStore {
    package func pending(model: String, after: TitleID?, limit: Int) async throws -> [IndexingItem] {
        try await pending(model: model, kinds: Set(TitleKind.allCases), after: after, limit: limit)
    }

    package func counts(model: String) async throws -> IndexingCounts {
        try await counts(model: model, kinds: Set(TitleKind.allCases))
    }
}

/// Follows what other processes write: yields the name of an area (`titles`, `vectors`, `jobs`) after its change.
package protocol ChangeFeed: Sendable {
    func changes() -> AsyncStream<ChangeArea>
}

/// Tells without asking the database whether something may have changed.
package protocol ChangeCounts: Sendable {
    /// A number that is another one after each change that this process made or heard of; nil while it does not hear of
    /// other processes' changes.
    func count(of area: ChangeArea) -> UInt64?
}

/// A part of the database that has its own version.
package enum ChangeArea: String, Sendable, CaseIterable {
    case titles
    case vectors
    case jobs
    case library
    case settings
    /// What administrators decide about jobs.
    case schedules
    /// Accounts and their keys, but for when a key was used.
    case accounts
}
