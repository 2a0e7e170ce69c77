/// An episode as a provider lists it.
package struct ProvidedEpisode: Sendable, Hashable {
    /// 0 are specials.
    package let season: Int
    package let number: Int
    /// The day on which it was on the air is its `releaseDate`.
    package var draft: TitleDraft

    package init(season: Int, number: Int, draft: TitleDraft) {
        self.season = season
        self.number = number
        self.draft = draft
    }
}

/// An outside service that lists the episodes of series.
package protocol EpisodeProvider: Sendable {
    /// The episodes of a season of the series with this id of the provider's; none for a season that it does not know.
    ///
    /// Throws `MetadataFailure` or `CancellationError`.
    func episodes(ofSeries id: Int, season: Int, _ urgency: RequestUrgency) async throws -> [ProvidedEpisode]
}

/// A service that knows titles by id and by name, and what series consist of.
package typealias TitleProvider = MetadataProvider & TitleFinder & EpisodeProvider
