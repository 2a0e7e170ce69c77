package import Basics
package import Domain
package import Jobs

/// The job that asks a provider about stubs, about titles of this server's own of which their files say little, and
/// again about titles whose next attempt has come.
///
/// Each batch is stored in a few transactions, so after a kill only the batch in hand is asked for again. What is due
/// is fixed at the start but for new stubs, so a run ends however often a provider fails.
package struct EnrichTitles: JobType {
    package static let name = "enrich"

    private let store: any EnrichmentStore
    private let provider: (any TitleProvider)?
    private let world: World
    private let queueIndexing: @Sendable () async throws -> Void

    /// Without a provider stubs stay as they are. `queueIndexing` is called after each batch that changed titles.
    package init(
        store: any EnrichmentStore, provider: (any TitleProvider)?, world: World,
        queueIndexing: @escaping @Sendable () async throws -> Void
    ) {
        self.store = store
        self.provider = provider
        self.world = world
        self.queueIndexing = queueIndexing
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await adopt(context)
        let start = world.now()
        var tally = EnrichmentTally(total: try await store.dueCount(at: start))
        guard let provider else {
            return try await context.report(tally.progress(Self.withoutProvider))
        }
        try await context.report(tally.progress("Asking for metadata"))
        for _ in 1...CatalogueLimits.enrichmentBatchesMax {
            let items = try await store.due(limit: CatalogueLimits.titlesPerEnrichment, at: start)
            guard !items.isEmpty else { break }
            let fetches = try await fetch(items, from: provider)
            try await keep(fetches, of: provider)
            tally.add(fetches)
            try await context.report(tally.progress(tally.summary))
            // Permanent for this run: the queue's own repetition would come too soon.
            if let failure = Self.outage(fetches) { throw JobFailure(failure.description, isPermanent: true) }
        }
        try await context.report(tally.progress(tally.summary))
    }

    /// Films that people own become stubs here and not where they are added, so that adding stays short.
    private func adopt(_ context: JobContext) async throws {
        var adopted = 0
        for _ in 1...CatalogueLimits.adoptionBatchesMax {
            let count = try await store.adoptOwned(limit: CatalogueLimits.titlesPerBatch)
            guard count > 0 else { return }
            adopted += count
            try await context.report(JobProgress(done: adopted, message: "\(adopted) new films in people's libraries"))
        }
    }

    private static let withoutProvider = """
        There is no key for TMDB, so titles known by their id or name alone stay as they are. Set tmdb.api_key \
        (KINOTHEK_TMDB_API_KEY) and start the server again.
        """

    private func fetch(_ items: [EnrichmentItem], from provider: any TitleProvider) async throws -> [TitleFetch] {
        let lookUp = TitleLookUp(provider: provider, urgency: .bulk)
        return try await items.mapConcurrently(atMost: CatalogueLimits.enrichmentParallel) { item in
            schedule.fetch(item, try await lookUp.ask(item), at: world.now())
        }
    }

    private func keep(_ fetches: [TitleFetch], of provider: any TitleProvider) async throws {
        for part in Self.parts(of: fetches) {
            let batch = FetchBatch(
                provider: provider.name, source: provider.source, fetches: part, fetchedAt: world.now())
            let outcome = try await store.store(batch)
            if outcome.added + outcome.changed > 0 { try await queueIndexing() }
        }
    }

    /// Long series are stored one by one, so that no transaction keeps others waiting for long.
    private static func parts(of fetches: [TitleFetch]) -> [[TitleFetch]] {
        var parts: [[TitleFetch]] = [[]]
        var episodes = 0
        for fetch in fetches {
            if episodes + fetch.episodes.count > CatalogueLimits.episodesPerEnrichment, parts.last?.isEmpty == false {
                parts.append([])
                episodes = 0
            }
            parts[parts.count - 1].append(fetch)
            episodes += fetch.episodes.count
        }
        return parts.filter { !$0.isEmpty }
    }

    private var schedule: EnrichmentSchedule { EnrichmentSchedule(world: world) }

    /// Why the provider as a whole does not work; nil when it answered anything.
    private static func outage(_ fetches: [TitleFetch]) -> MetadataFailure? {
        let failures = fetches.compactMap(\.lookup.failure).filter(\.concernsService)
        return failures.count == fetches.count ? failures.first : nil
    }
}
