import Basics
import Domain
import SQL

/// What is noted of a batch of answers, in a script that holds the lock of the titles.
extension SQLEnrichmentStore {
    /// Only stubs fail: what another source knows stays.
    static func fail(
        _ ids: [TitleID], _ connection: any SQLConnection, world: World
    ) throws {
        guard !ids.isEmpty else { return }
        let stubs = try TitleRows.titles(ids, connection).filter { $0.state == .pending }.map { title in
            var slot = CatalogueMerge.Slot(title)
            slot.state = .failed
            return slot
        }
        let vocabulary = try Vocabulary(of: [], connection)
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        try writer.write(stubs)
    }

    static func record(
        _ fetches: [TitleFetch], of batch: FetchBatch, _ connection: any SQLConnection
    ) throws {
        let rows = fetches.map { fetch in
            [
                SQLBinding(fetch.titleID), SQLBinding(batch.provider), SQLBinding(fetch.lookup.outcome),
                SQLBinding(batch.fetchedAt), SQLBinding(fetch.nextAttemptAt), SQLBinding(fetch.failures),
                SQLBinding(fetch.note),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO title_fetch (title_id, provider, outcome, fetched_at, next_attempt_at, failures, detail)
            VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE
            SET provider = excluded.provider, outcome = excluded.outcome, fetched_at = excluded.fetched_at,
                next_attempt_at = excluded.next_attempt_at, failures = excluded.failures, detail = excluded.detail
            """
        }
        let asked = fetches.map(\.titleID)
        guard !asked.isEmpty else { return }
        try connection.execute("DELETE FROM title_wanted WHERE title_id IN \(list: asked)")
    }

    /// Puts titles that a scan saw on the list of those to be asked about, where their files say little of them: those
    /// nobody was asked about yet, and those in `again`, which changed since.
    static func want(
        _ titles: Set<TitleID>, again: Set<TitleID>, _ connection: any SQLConnection
    ) throws {
        guard !titles.isEmpty else { return }
        try connection.execute(
            """
            INSERT INTO title_wanted (title_id)
            SELECT t.id FROM title t
            WHERE t.id IN \(list: titles) AND t.kind IN ('movie', 'series') AND (\(sql: isBare))
                AND (t.id IN \(list: again)
                    OR NOT EXISTS (SELECT 1 FROM title_fetch f WHERE f.title_id = t.id))
            ON CONFLICT (title_id) DO NOTHING
            """)
    }

    /// Puts a title on that list whatever is known of it: it turned out to be another one.
    static func wantAnew(_ title: TitleID, _ connection: any SQLConnection) throws {
        try connection.execute(
            "INSERT INTO title_wanted (title_id) VALUES (\(title)) ON CONFLICT (title_id) DO NOTHING")
    }

    /// A title without a text. Where an id says which one it is, also one without any poster, and a series with an
    /// episode that has no text: a name alone is no reason to look for the rest of what somebody has described.
    private static let isBare: SQL = """
        t.overview IS NULL OR ((t.imdb_id IS NOT NULL OR t.tmdb_id IS NOT NULL) AND (
            (t.poster_path IS NULL AND NOT EXISTS (
                SELECT 1 FROM title_artwork a WHERE a.title_id = t.id AND a.kind = 'poster'))
            OR EXISTS (SELECT 1 FROM episode e JOIN title p ON p.id = e.title_id
                WHERE e.series_id = t.id AND p.overview IS NULL)))
        """
}

extension TitleFetch {
    fileprivate var note: String {
        var text = detail
        if case .failed(let failure) = lookup { text = failure.description }
        return String(Folding.storable(text).prefix(StorageLimits.fetchDetailCharactersMax))
    }
}

extension MetadataLookup {
    var draft: TitleDraft? {
        if case .found(let draft) = self { draft } else { nil }
    }

    fileprivate var outcome: FetchOutcome {
        switch self {
        case .found: .found
        case .unknown: .unknown
        case .failed: .error
        }
    }
}
