/// What a bulk write did, in titles.
package struct UpsertOutcome: Sendable, Equatable {
    package var added: Int
    package var changed: Int
    package var unchanged: Int

    package init(added: Int = 0, changed: Int = 0, unchanged: Int = 0) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
    }

    package static func + (left: UpsertOutcome, right: UpsertOutcome) -> UpsertOutcome {
        UpsertOutcome(
            added: left.added + right.added, changed: left.changed + right.changed,
            unchanged: left.unchanged + right.unchanged)
    }
}

/// Titles changed since a revision: the page that a follower of the catalogue reads.
package struct TitleChanges: Sendable {
    package let titles: [Title]
    package let removed: [TitleID]
    /// The revision up to which (inclusive) this page is complete.
    package let revision: Int64
    package let isLast: Bool

    package init(titles: [Title], removed: [TitleID], revision: Int64, isLast: Bool) {
        self.titles = titles
        self.removed = removed
        self.revision = revision
        self.isLast = isLast
    }
}

/// The catalogue's titles. Each method is one transaction; every change raises the catalogue's revision.
package protocol CatalogueStore: Sendable {
    /// Merges drafts of one source into the catalogue by IMDb id, then TMDB id, then (kind, title, year).
    ///
    /// A title that would not change is not written, so a repetition leaves revision and feed alone. Facet texts
    /// of the drafts are stored with source `load`. Drafts of one call are applied in order. Constant number of
    /// statements per call and per changed title.
    func merge(_ drafts: [TitleDraft], from source: FieldSource) async throws -> UpsertOutcome
    /// Makes a `pending` stub for each id that the catalogue does not know; returns how many.
    func addStubs(_ ids: [IMDbID]) async throws -> Int
    func title(id: TitleID) async throws -> Title?
    func title(imdbID: IMDbID) async throws -> Title?
    /// Known titles by id; missing ones are left out. A constant number of statements.
    func titles(ids: [TitleID]) async throws -> [Title]
    func remove(_ ids: [TitleID]) async throws -> Int
    /// Locks or unlocks fields of a title; false when there is no such title.
    func setLocked(_ isLocked: Bool, fields: Set<MetadataField>, of id: TitleID) async throws -> Bool
    /// Up to `limit` titles changed after `revision`, oldest change first.
    func changes(since revision: Int64, limit: Int) async throws -> TitleChanges
    /// The revision of the latest change; 0 for a new catalogue.
    func revision() async throws -> Int64
    /// Titles by state.
    func counts() async throws -> [TitleState: Int]
}
