import Basics
import Domain
import SQL

/// Merges what a provider found into the titles that it was asked about, and into the episodes that they have, in a
/// script that holds the lock of the titles.
struct FetchMerge {
    /// Those of titles that are still there and were not given up for others. What turned out to be of no use is
    /// unknown, with the reason.
    private(set) var fetches: [TitleFetch]
    private let source: FieldSource
    private let connection: any SQLConnection
    private var vocabulary: Vocabulary
    private var merge: CatalogueMerge
    private var outcome = UpsertOutcome()
    /// Titles of this server's own among all that the merge knows.
    private let listed: Set<TitleID>

    init(_ batch: FetchBatch, _ connection: any SQLConnection) throws {
        let asked = batch.fetches.map(\.titleID)
        let present = Set(
            try connection.query(
                "SELECT t.id FROM title t WHERE t.id IN \(list: asked) AND \(sql: MergedTitles.keptID) IS NULL"
            ).map { try $0.get(0, as: TitleID.self) })
        fetches = batch.fetches.filter { present.contains($0.titleID) }
        source = batch.source
        self.connection = connection
        let found = fetches.filter { $0.lookup.draft != nil }
        let drafts = found.compactMap(\.lookup.draft) + found.flatMap { $0.episodes.map(\.draft) }
        vocabulary = try Vocabulary(of: drafts, connection)
        merge = try SQLCatalogueStore.begin(drafts, and: found.map(\.titleID), connection)
        let known = merge.slots.compactMap(\.before?.id)
        listed = Set(
            try connection.query("SELECT title_id FROM listing WHERE title_id IN \(list: known)").map { try $0.get(0) })
    }

    /// Stores what changed. What was found by its name comes last: who has an id was first.
    mutating func write(world: World) throws -> UpsertOutcome {
        let places = fetches.indices.sorted { (fetches[$0].isByName ? 1 : 0, $0) < (fetches[$1].isByName ? 1 : 0, $1) }
        for place in places { apply(at: place) }
        let aired = try applyEpisodes()
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        try writer.write(merge.slots.filter { $0.isChanged && $0.differs })
        try EpisodeRows(connection: connection).note(aired: aired)
        return outcome
    }

    private mutating func apply(at index: Int) {
        guard let draft = fetches[index].lookup.draft, let place = merge.place(of: fetches[index].titleID) else {
            return
        }
        if let reason = objection(to: draft, at: place, fetches[index].isByName) {
            (fetches[index].lookup, fetches[index].detail, fetches[index].episodes) = (.unknown, reason, [])
            return
        }
        put(draft, at: place)
    }

    /// Why an answer is not taken; nil where it is.
    private func objection(to draft: TitleDraft, at place: Int, _ isByName: Bool) -> String? {
        guard let id = merge.slots[place].before?.id, listed.contains(id) else { return nil }
        if draft.kind != merge.slots[place].kind { return "of another kind: \(draft.kind.rawValue)" }
        guard isByName, let holder = merge.holder(of: draft), holder != place,
            let other = merge.slots[holder].before?.id, listed.contains(other)
        else { return nil }
        return "title \(other) is this one already"
    }

    private mutating func put(_ draft: TitleDraft, at place: Int) {
        let group = DraftGroup(
            kind: draft.kind, drafts: [SourcedDraft(source: source, draft: draft.cleaned(&vocabulary))])
        let isChanged = merge.put(group, at: place)?.isChanged ?? false
        outcome = outcome + (isChanged ? UpsertOutcome(changed: 1) : UpsertOutcome(unchanged: 1))
    }

    /// By their places in the series. Returns the episodes of which nobody said when they were on the air.
    private mutating func applyEpisodes() throws -> [EpisodeRow] {
        let series = fetches.filter { !$0.episodes.isEmpty }
        guard !series.isEmpty else { return [] }
        let rows = try EpisodeRows(connection: connection).rows(ofSeries: series.map(\.titleID), and: [TitleID]())
        let byPlace = Dictionary(
            rows.values.compactMap { row in row.number.map { (Place(row.seriesID, row.season, $0), row) } },
            uniquingKeysWith: { first, _ in first })
        let found = series.flatMap { fetch in
            fetch.episodes.compactMap { episode in
                byPlace[Place(fetch.titleID, episode.season, episode.number)].map { ($0, episode.draft) }
            }
        }
        merge.take(try TitleRows.titles(found.map(\.0.titleID), connection))
        for (row, draft) in found {
            guard let place = merge.place(of: row.titleID) else { continue }
            put(draft, at: place)
        }
        return found.compactMap { row, draft in
            guard row.airDate == nil, let day = draft.metadata.releaseDate else { return nil }
            return EpisodeRow(
                titleID: row.titleID, seriesID: row.seriesID, season: row.season, number: row.number, airDate: day)
        }
    }

    private struct Place: Hashable {
        let series: TitleID
        let season: Int
        let number: Int

        init(_ series: TitleID, _ season: Int, _ number: Int) {
            self.series = series
            self.season = season
            self.number = number
        }
    }
}

extension EpisodeRows {
    /// Stores the days of episodes that are where they were.
    fileprivate func note(aired rows: [EpisodeRow]) throws {
        let values = rows.map { row in
            [
                SQLBinding(row.titleID), SQLBinding(row.seriesID), SQLBinding(row.season), SQLBinding(row.number),
                SQLBinding(row.airDate),
            ]
        }
        try connection.insert(values) {
            """
            INSERT INTO episode (title_id, series_id, season, number, air_date) VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE SET air_date = excluded.air_date
            """
        }
    }
}
