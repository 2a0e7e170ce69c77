import Basics
import Domain
import SQL

/// A film or series as it was told, with the digest of that.
struct DigestedTitle: Sendable {
    let told: ServerTitleDraft
    let digest: String

    init(_ told: ServerTitleDraft) {
        self.told = told
        digest = told.digest
    }
}

/// Stores a page of films or series of a library, in a script that holds the lock of the titles.
struct ServerTitleWriter {
    let connection: any SQLConnection
    let library: ServerLibraryID
    let world: World

    private var copies: ServerCopyRows { ServerCopyRows(connection: connection, library: library) }

    /// What of a page is to be stored; in a script that need not write.
    func outdated(_ titles: [DigestedTitle]) throws -> [DigestedTitle] {
        let rows = try copies.rows(titles.map(\.told.itemID))
        return titles.filter { !rows.holds($0.told.itemID, $0.digest) }
    }

    /// Merges and stores titles that are outdated.
    func save(_ titles: [DigestedTitle]) throws -> UpsertOutcome {
        guard !titles.isEmpty else { return UpsertOutcome() }
        let rows = try copies.rows(titles.map(\.told.itemID))
        let known = try known(titles, rows)
        var vocabulary = try Vocabulary(of: titles.map(\.told.draft), connection)
        let groups = titles.map { title in
            DraftGroup(
                kind: title.told.draft.kind,
                drafts: [SourcedDraft(source: .mediaServer, draft: title.told.draft)],
                known: known[title.told.itemID], isKindSure: true
            ).cleaned(&vocabulary)
        }
        var merge = try SQLCatalogueStore.begin(
            groups.flatMap { $0.drafts.map(\.draft) }, and: Array(Set(known.values)), connection)
        merge.settleClaims(of: groups)
        var places: [Int?] = []
        for group in groups { places.append(merge.apply(group)) }
        let written = try WrittenTitles(merge, vocabulary, world: world, connection)
        return try store(titles, places.map { $0.flatMap { written.id(at: $0) } }, rows, written)
    }

    /// The title that each item was before, else the one with its TVDB id.
    private func known(
        _ titles: [DigestedTitle], _ rows: [MediaServerID: ServerCopyRows.Row]
    ) throws -> [MediaServerID: TitleID] {
        let series = try SeriesFactRows.series(
            withTVDBIDs: Set(titles.compactMap { $0.told.facts?.tvdbID }), connection)
        return titles.reduce(into: [:]) { known, title in
            let item = title.told.itemID
            known[item] = rows[item]?.titleID ?? title.told.facts?.tvdbID.flatMap { series[$0] }
        }
    }

    /// `ids` are those of the titles, nil where nothing can be stored.
    private func store(
        _ titles: [DigestedTitle], _ ids: [TitleID?], _ rows: [MediaServerID: ServerCopyRows.Row],
        _ written: WrittenTitles
    ) throws -> UpsertOutcome {
        var stored: [ServerCopyRows.Copy] = []
        var facts: [(id: TitleID, facts: SeriesFacts)] = []
        for (title, id) in zip(titles, ids) {
            guard let id else { continue }
            stored.append(
                ServerCopyRows.Copy(
                    itemID: title.told.itemID, titleID: id, path: title.told.path, digest: title.digest))
            if let told = title.told.facts { facts.append((id, told)) }
        }
        try copies.put(stored)
        let more = try SeriesFactRows.put(facts, connection)
        try TitleHiding.refresh(Set(stored.map(\.titleID)).union(rows.values.map(\.titleID)), connection)
        return written.outcome(of: titles.count, more)
    }
}
