package import Basics
package import Domain

/// Asks the provider about one title of this server's own while somebody waits for it.
package struct TitleRefresh: Sendable {
    package enum Outcome: Sendable, Equatable {
        /// Merged; how many of its episodes changed.
        case done(episodes: Int)
        /// The provider does not know the title, or not for sure: the reason, for people.
        case unknown(String)
        case failed(MetadataFailure)
        /// There is nobody to ask.
        case notConfigured
    }

    private let store: any EnrichmentStore
    private let provider: (any TitleProvider)?
    private let world: World

    package init(store: any EnrichmentStore, provider: (any TitleProvider)?, world: World) {
        self.store = store
        self.provider = provider
        self.world = world
    }

    /// Of a series the episodes as well, where they are wanted.
    package func refresh(_ id: TitleID, withEpisodes: Bool) async throws -> Outcome {
        guard let provider else { return .notConfigured }
        guard var item = try await store.item(id) else { return .unknown("there is no such title") }
        if !withEpisodes { item.seasons = [] }
        let answer = try await TitleLookUp(provider: provider, urgency: .interactive).ask(item)
        var fetch = EnrichmentSchedule(world: world).fetch(item, answer, at: world.now())
        let episodes = fetch.episodes
        fetch.episodes = []
        _ = try await keep(fetch, of: provider)
        switch answer.lookup {
        case .found: break
        case .unknown: return .unknown(answer.detail.isEmpty ? "\(provider.name) does not know it" : answer.detail)
        case .failed(let failure): return .failed(failure)
        }
        guard !episodes.isEmpty else { return .done(episodes: 0) }
        // The title itself stays as it just became, so all that changes now are its episodes.
        fetch.episodes = episodes
        return .done(episodes: try await keep(fetch, of: provider).changed)
    }

    private func keep(_ fetch: TitleFetch, of provider: any TitleProvider) async throws -> UpsertOutcome {
        try await store.store(
            FetchBatch(
                provider: provider.name, source: provider.source, fetches: [fetch], fetchedAt: world.now()))
    }
}
