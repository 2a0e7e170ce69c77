package import Domain
package import Embedding
package import Jobs

/// The job that gives titles their facet texts and vectors.
///
/// Works in steps of `SearchLimits.titlesPerStep`; each step is stored in one transaction, so after a kill only the
/// step in hand is done again. Texts and vectors are made anew only when their input has changed.
package struct IndexTitles: JobType {
    package static let name = "index"

    private let indexing: CurrentIndexing

    /// With a model that may change between two runs.
    package init(_ indexing: @escaping CurrentIndexing) {
        self.indexing = indexing
    }

    package init(_ indexing: TitleIndexing) {
        self.init { indexing }
    }

    package init(store: any IndexStore, embedder: any TextEmbedder, composer: FacetComposer) {
        self.init { TitleIndexing(store: store, embedder: embedder, composer: composer) }
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        let indexing = try indexing().orFailure()
        var progress = JobProgress(message: "Reading the catalogue")
        for _ in 1...SearchLimits.indexPassesMax {
            let counts = try await indexing.counts()
            progress.total = max(progress.total, counts.known)
            progress.done = max(progress.done, min(counts.indexed, progress.total))
            try await context.report(progress)
            // A title that changed after it was read is still on the list, behind the pass that read it.
            guard try await pass(indexing, &progress, context) else { break }
        }
        progress.message = "Done"
        try await context.report(progress)
    }

    /// Goes once over the titles that are behind, by id; false when there was none, and when another model is wanted by
    /// now, for which there is another run.
    private func pass(
        _ indexing: TitleIndexing, _ progress: inout JobProgress, _ context: JobContext
    ) async throws -> Bool {
        var last: TitleID?
        while indexing.isWanted() {
            let items = try await indexing.pending(after: last)
            guard let end = items.last else { return last != nil }
            try await indexing.index(items)
            last = end.title.id
            progress.done = min(progress.total, progress.done + items.count)
            progress.message = end.title.metadata.title
            try await context.report(progress)
        }
        return false
    }
}

/// How titles get their vectors now; nil without a model.
package typealias CurrentIndexing = @Sendable () -> TitleIndexing?

extension Optional<TitleIndexing> {
    /// Throws `JobFailure` where there is no model.
    func orFailure() throws -> TitleIndexing {
        guard let self else { throw JobFailure("There is no embedding model.", isPermanent: true) }
        return self
    }
}

extension JobQueue {
    /// Queues the indexing of what has no vectors yet, unless that waits in the queue already.
    @discardableResult
    package func enqueueIndexing() async throws -> Job {
        try await enqueue(IndexTitles.self, NoParameters(), deduplicationKey: IndexTitles.name)
    }
}
