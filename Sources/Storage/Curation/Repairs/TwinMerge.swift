import Basics
import Domain
import SQL

/// Makes a title's files versions of another that is the same work, in a script that holds the titles and the vectors,
/// and has what people said, watched and keep count for that one.
///
/// The row of the title stays, but nothing finds it, and who means it means the other one. So all of it can be taken
/// back.
struct TwinMerge {
    let repair: TitleRepair

    private var connection: any SQLConnection { repair.connection }

    func merge(_ title: Title, into other: TitleID) throws -> RepairResult {
        guard other != title.id else { return .refused("A title is no duplicate of itself.") }
        guard let kept = try repair.title(other), kept.state == .known else {
            return .refused("conflict: the other title is not in the catalogue any more.")
        }
        guard kept.kind == title.kind else { return .refused("A film and a series are not the same title.") }
        let (episodes, pairs) = try episodes(of: title, in: kept)
        let works = title.kind == .series ? pairs + [MergedFiles.Pair(from: title.id, to: kept.id)] : pairs
        let files = try MergedFiles(connection: connection).move(pairs)
        let opinions = try MergedOpinions(connection: connection).move(works, at: repair.world.now())
        let states = try MergedStates(connection: connection).move(works)
        let rows = try MergedRows(connection: connection).move(works)
        try moveEpisodes(episodes, to: kept.id)
        let (left, gained) = MergeRecord.ids(of: title, kept)
        try write(left, to: title)
        try write(gained, to: kept)
        try MergedTitles.put(works, connection)
        let withdrawal = TitleWithdrawal(connection: connection)
        let before = try withdrawal.withdraw(title.id)
        try withdrawal.tell(title.id, and: [kept.id])
        try refreshLists(title.id, kept.id, works.flatMap { [$0.from, $0.to] })
        let record = MergeRecord(
            duplicate: title.id, kept: kept.id,
            ids: MergeRecord.Stages(
                duplicate: MergeRecord.IDs(title), kept: MergeRecord.IDs(kept), left: left, gained: gained),
            files: files, episodes: episodes, works: works.map(\.from), before: before, opinions: opinions,
            states: states, rows: rows)
        return .written(before: .null, after: ChangeValue(json: try JSONText.encode(record)))
    }

    func takeBack(_ record: MergeRecord) throws -> RepairReversal {
        guard let title = try repair.title(record.duplicate), let kept = try repair.title(record.kept) else {
            return .kept("One of the two titles is not in the catalogue any more.")
        }
        // What came from the duplicate is there by now, among what was the other title's own.
        if try MergedTitles.isGivenUp(kept.id, connection) {
            return .kept("The other title was given up for a third one since: take that back first.")
        }
        let meant = try MergedTitles.remove(record.works, connection)
        var remarks = try moveEpisodesBack(record)
        remarks += try MergedFiles(connection: connection).moveBack(record.files)
        // Before the ratings: what is told of those to Trakt goes by the ids.
        if MergeRecord.IDs(title) == record.ids.left, MergeRecord.IDs(kept) == record.ids.gained {
            try write(record.ids.kept, to: kept)
            try write(record.ids.duplicate, to: title)
        } else if record.ids.left != record.ids.duplicate {
            remarks.append("The ids were edited since and stay.")
        }
        remarks += try MergedOpinions(connection: connection).moveBack(record.opinions, at: repair.world.now())
        remarks += try MergedStates(connection: connection).moveBack(record.states)
        remarks += try MergedRows(connection: connection).moveBack(record.rows)
        let withdrawal = TitleWithdrawal(connection: connection)
        try withdrawal.restore(title.id, record.before)
        try withdrawal.tell(title.id, and: Set([kept.id] + [meant[title.id]].compactMap(\.self)))
        try refreshLists(title.id, kept.id, meant.flatMap { [$0.key, $0.value] })
        return .restored(remarks: remarks)
    }

    private func refreshLists(_ title: TitleID, _ kept: TitleID, _ works: [TitleID]) throws {
        try ListingWriter(connection: connection).refresh([title, kept])
        try TitleHiding.refresh(Set(works), connection)
    }

    private func write(_ ids: MergeRecord.IDs, to title: Title) throws {
        guard ids != MergeRecord.IDs(title) else { return }
        try repair.write(title) { ($0.imdbID, $0.tmdbID) = (ids.imdb, ids.tmdb) }
    }

    /// Of series, the episodes that the other one lacks; and whose files go to whom.
    private func episodes(
        of title: Title, in kept: Title
    ) throws -> (moved: [TitleID], pairs: [MergedFiles.Pair]) {
        guard title.kind == .series else { return ([], [MergedFiles.Pair(from: title.id, to: kept.id)]) }
        let rows = try EpisodeRows(connection: connection).rows(ofSeries: [title.id, kept.id], and: [])
        var places: [EpisodeKey: TitleID] = [:]
        for row in rows.values where row.seriesID == kept.id {
            if let number = row.number { places[EpisodeKey(season: row.season, number: number)] = row.titleID }
        }
        var (moved, pairs) = ([TitleID](), [MergedFiles.Pair]())
        for row in rows.values.sorted(by: { $0.titleID < $1.titleID }) where row.seriesID == title.id {
            if let number = row.number, let twin = places[EpisodeKey(season: row.season, number: number)] {
                pairs.append(MergedFiles.Pair(from: row.titleID, to: twin))
            } else {
                moved.append(row.titleID)
            }
        }
        return (moved, pairs)
    }

    private func moveEpisodes(_ episodes: [TitleID], to series: TitleID) throws {
        guard !episodes.isEmpty else { return }
        try connection.execute("UPDATE episode SET series_id = \(series) WHERE title_id IN \(list: episodes)")
    }

    /// Episodes that were put elsewhere since, or whose place was taken, stay; told in the answer.
    private func moveEpisodesBack(_ record: MergeRecord) throws -> [String] {
        guard !record.episodes.isEmpty else { return [] }
        let back: [TitleID] = try connection.query(
            """
            SELECT e.title_id FROM episode e
            WHERE e.title_id IN \(list: record.episodes) AND e.series_id = \(record.kept) AND NOT EXISTS (
                SELECT 1 FROM episode o
                WHERE o.series_id = \(record.duplicate) AND o.season = e.season AND o.number = e.number)
            """
        ).map { try $0.get(0) }
        try moveEpisodes(back, to: record.duplicate)
        let others = record.episodes.count - back.count
        return others == 0 ? [] : ["\(others) of the episodes were moved since and stay."]
    }

    private struct EpisodeKey: Hashable {
        let season: Int
        let number: Int
    }
}

/// What a merge did, as the journal keeps it.
struct MergeRecord: Codable {
    struct IDs: Codable, Equatable {
        let imdb: IMDbID?
        let tmdb: Int?

        init(imdb: IMDbID?, tmdb: Int?) {
            self.imdb = imdb
            self.tmdb = tmdb
        }

        init(_ title: Title) {
            self.init(imdb: title.imdbID, tmdb: title.tmdbID)
        }
    }

    /// The ids of both titles before and after.
    struct Stages: Codable, Equatable {
        let duplicate: IDs
        let kept: IDs
        let left: IDs
        let gained: IDs
    }

    let duplicate: TitleID
    let kept: TitleID
    let ids: Stages
    let files: [MergedFiles.Move]
    /// They belong to the kept series.
    let episodes: [TitleID]
    /// The duplicate, and of a series those of its episodes that the kept one has, too: who means them means those.
    let works: [TitleID]
    let before: TitleWithdrawal.Before
    let opinions: MergedOpinions.Moves
    let states: [MergedStates.State]
    let rows: [MergedRows.Moves]

    /// Which ids the duplicate keeps, and which the other title has then: one that it lacks goes over unless the two
    /// are different entries elsewhere.
    static func ids(of duplicate: Title, _ kept: Title) -> (left: IDs, gained: IDs) {
        let differInTMDb = duplicate.tmdbID != nil && kept.tmdbID != nil && duplicate.tmdbID != kept.tmdbID
        let differInIMDb = duplicate.imdbID != nil && kept.imdbID != nil
        let givesIMDb = kept.imdbID == nil && !differInTMDb
        let givesTMDb = kept.tmdbID == nil && !differInIMDb
        return (
            IDs(imdb: givesIMDb ? nil : duplicate.imdbID, tmdb: givesTMDb ? nil : duplicate.tmdbID),
            IDs(
                imdb: givesIMDb ? duplicate.imdbID : kept.imdbID, tmdb: givesTMDb ? duplicate.tmdbID : kept.tmdbID)
        )
    }
}
