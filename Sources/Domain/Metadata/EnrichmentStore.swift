package import Basics

/// A title that a provider is to be asked about.
package struct EnrichmentItem: Sendable, Equatable {
    package let titleID: TitleID
    package let reference: TitleReference
    /// Failures in a row until now.
    package let failures: Int
    /// What a title is called of which no id is known; nil for others.
    package var name: TitleQuery?
    /// Of a series, the seasons that it has numbered episodes of.
    package var seasons: [Int] = []
    /// Whether it is one of this server's own: then its kind is sure.
    package var isListed = false

    package init(titleID: TitleID, reference: TitleReference, failures: Int) {
        self.titleID = titleID
        self.reference = reference
        self.failures = failures
    }
}

/// How asking about a title ended.
package enum FetchOutcome: String, Sendable, Codable, CaseIterable {
    case found
    case unknown
    case error
}

/// What is stored after a provider was asked about a title.
package struct TitleFetch: Sendable {
    package let titleID: TitleID
    package var lookup: MetadataLookup
    /// Failures in a row, this one included; 0 unless the look-up failed.
    package let failures: Int
    /// When the title is due again.
    package let nextAttemptAt: Instant
    /// Of a series that was found.
    package var episodes: [ProvidedEpisode] = []
    /// Found by its name: a title of this server's own that has the same id is not to be there twice.
    package var isByName = false
    /// What else there is to say, for people.
    package var detail = ""

    package init(titleID: TitleID, lookup: MetadataLookup, failures: Int, nextAttemptAt: Instant) {
        self.titleID = titleID
        self.lookup = lookup
        self.failures = failures
        self.nextAttemptAt = nextAttemptAt
    }
}

/// The answers of one provider to one batch of questions.
package struct FetchBatch: Sendable {
    package let provider: String
    package let source: FieldSource
    package let fetches: [TitleFetch]
    package let fetchedAt: Instant

    package init(provider: String, source: FieldSource, fetches: [TitleFetch], fetchedAt: Instant) {
        self.provider = provider
        self.source = source
        self.fetches = fetches
        self.fetchedAt = fetchedAt
    }
}

/// Whether the catalogue has metadata for an id.
package enum RecordState: Sendable, Equatable {
    /// Nobody has been asked yet.
    case missing
    /// The last attempt failed, or the provider does not know the id, and nothing else supplied metadata.
    case failed
    case available
}

/// What the catalogue still has to ask outside services for, and what came of it. Each method is one transaction.
package protocol EnrichmentStore: Sendable {
    /// Makes stubs for up to `limit` ids that somebody owns and the catalogue does not know; returns how many.
    func adoptOwned(limit: Int) async throws -> Int
    /// Up to `limit` titles to be asked about at `moment`: stubs that nobody asked for yet, oldest first, then titles
    /// of this server's own of which scans know little, then titles whose next attempt has come.
    func due(limit: Int, at moment: Instant) async throws -> [EnrichmentItem]
    /// A film or series of this server's own as it is to be asked about now; nil for everything else.
    func item(_ id: TitleID) async throws -> EnrichmentItem?
    /// How many titles are due.
    func dueCount(at moment: Instant) async throws -> Int
    /// Merges what was found into the titles that were asked about, with the episodes that they have, marks stubs that
    /// the provider does not know as failed, and records each attempt. An id that another title has stays there.
    ///
    /// Titles that are gone by now are left out. A title that has metadata keeps it whatever the provider says. Of
    /// titles of this server's own, what was found by name and is another one of them, or is of another kind, is
    /// recorded as unknown.
    func store(_ batch: FetchBatch) async throws -> UpsertOutcome
    /// The state of each id; ids that the catalogue does not know are left out and count as missing.
    func recordStates(of ids: [IMDbID]) async throws -> [IMDbID: RecordState]
}
