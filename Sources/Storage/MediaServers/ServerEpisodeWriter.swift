import Basics
import Domain
import SQL

/// An episode as it was told, with the series that it is of and the digest of both.
struct DigestedEpisode: Sendable {
    let told: ServerEpisodeDraft
    let seriesID: TitleID
    let digest: String

    init(_ told: ServerEpisodeDraft, of seriesID: TitleID) {
        self.told = told
        self.seriesID = seriesID
        digest = told.digest(in: seriesID)
    }

    var place: SeriesPlace { SeriesPlace(seriesID: seriesID, season: told.season, number: told.number) }
}

/// Stores a page of episodes of a library, in a script that holds the lock of the titles. An episode is known by its
/// place in its series: many are called alike, and their ids elsewhere are often wrong.
struct ServerEpisodeWriter {
    let connection: any SQLConnection
    let library: ServerLibraryID
    let world: World

    private var copies: ServerCopyRows { ServerCopyRows(connection: connection, library: library) }

    /// What of a page is to be stored, and how many have no series here; in a script that need not write.
    func outdated(_ episodes: [ServerEpisodeDraft]) throws -> (episodes: [DigestedEpisode], homeless: Int) {
        let series = try copies.rows(Set(episodes.map(\.seriesID)))
        let all = episodes.compactMap { episode in
            series[episode.seriesID].map { DigestedEpisode(episode, of: $0.titleID) }
        }
        let rows = try copies.rows(all.map(\.told.itemID))
        return (all.filter { !rows.holds($0.told.itemID, $0.digest) }, episodes.count - all.count)
    }

    /// Merges and stores episodes that are outdated.
    func save(_ episodes: [DigestedEpisode]) throws -> UpsertOutcome {
        guard !episodes.isEmpty else { return UpsertOutcome() }
        let before = try EpisodePlaces.rows(at: Set(episodes.map(\.place)), connection)
        var vocabulary = try Vocabulary(of: episodes.map(\.told.draft), connection)
        let groups = episodes.map { episode in
            DraftGroup(
                kind: .episode, drafts: [SourcedDraft(source: .mediaServer, draft: episode.told.draft)]
            ).cleaned(&vocabulary)
        }
        var merge = try SQLCatalogueStore.begin(groups.flatMap { $0.drafts.map(\.draft) }, connection)
        merge.take(try TitleRows.titles(before.values.map(\.titleID), connection))
        var places: [SeriesPlace: Int] = before.compactMapValues { merge.place(of: $0.titleID) }
        for (episode, group) in zip(episodes, groups) {
            if let put = merge.put(group, at: places[episode.place]) { places[episode.place] = put.place }
        }
        let written = try WrittenTitles(merge, vocabulary, world: world, connection)
        return try store(episodes, places.compactMapValues { written.id(at: $0) }, before, written)
    }

    private func store(
        _ episodes: [DigestedEpisode], _ ids: [SeriesPlace: TitleID], _ before: [SeriesPlace: EpisodeRow],
        _ written: WrittenTitles
    ) throws -> UpsertOutcome {
        let rows = try copies.rows(episodes.map(\.told.itemID))
        var stored: [ServerCopyRows.Copy] = []
        var placed: [TitleID: EpisodeRow] = [:]
        for episode in episodes {
            guard let id = ids[episode.place] else { continue }
            stored.append(
                ServerCopyRows.Copy(
                    itemID: episode.told.itemID, titleID: id, path: episode.told.path, digest: episode.digest))
            // What is known of a date stays: a file beside the episode may know better.
            let airDate = before[episode.place]?.airDate ?? episode.told.airDate.map(Folding.storable)
            placed[id] = EpisodeRow(
                titleID: id, seriesID: episode.seriesID, season: episode.told.season, number: episode.told.number,
                airDate: airDate)
        }
        let known = Dictionary(before.values.map { ($0.titleID, $0) }) { first, _ in first }
        _ = try EpisodeRows(connection: connection).put(
            placed.values.sorted { $0.titleID < $1.titleID }, before: known)
        try copies.put(stored)
        try TitleHiding.refresh(Set(stored.map(\.titleID)).union(rows.values.map(\.titleID)), connection)
        return written.outcome(of: episodes.count)
    }
}
