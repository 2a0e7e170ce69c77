package import Domain

/// What administrators do about a title of which too little or the wrong things are known.
package struct TitleCorrections: Sendable {
    private let titles: any TitleEditStore
    private let refreshing: TitleRefresh
    private let enrichment: Enrichment
    private let queueIndexing: @Sendable () async throws -> Void

    /// `queueIndexing` is called after whatever may have changed titles.
    package init(
        titles: any TitleEditStore, refreshing: TitleRefresh, enrichment: Enrichment,
        queueIndexing: @escaping @Sendable () async throws -> Void
    ) {
        self.titles = titles
        self.refreshing = refreshing
        self.enrichment = enrichment
        self.queueIndexing = queueIndexing
    }

    /// Changes fields for good; returns which. With another id the provider is asked about the title anew. Throws
    /// `TitleEditError`.
    package func edit(_ edit: TitleEdit) async throws -> Set<MetadataField> {
        let fields = try await titles.edit(edit)
        try await queueIndexing()
        if edit.imdbID != nil { try await enrichment.requestIfDue() }
        return fields
    }

    /// Asks the provider about a title, and about its episodes where they are wanted.
    package func refresh(_ id: TitleID, withEpisodes: Bool) async throws -> TitleRefresh.Outcome {
        let outcome = try await refreshing.refresh(id, withEpisodes: withEpisodes)
        if case .done = outcome { try await queueIndexing() }
        return outcome
    }
}
