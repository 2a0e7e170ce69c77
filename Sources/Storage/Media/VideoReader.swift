import Basics
import Domain
import SQL

/// Reads videos in a fixed number of statements.
struct VideoReader {
    let connection: any SQLConnection
    let viewer: Viewer

    /// Listed films and series, and episodes of listed series that have a file, in the order of the ids, each once.
    func videos(_ ids: [TitleID]) throws -> [Video] {
        let places = try EpisodeRows(connection: connection).rows(ofSeries: [], and: ids)
        let related = Array(Set(ids).union(places.values.map(\.seriesID)))
        let titles = Dictionary(
            try TitleRows.titles(related, connection).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let listed = try listed(related)
        let files = try files(ids)
        let artwork = try artwork(related)
        let states = try states(ids)
        let episodes = try episodes(of: ids)
        var seen: Set<TitleID> = []
        return ids.compactMap { id in
            guard let title = titles[id], seen.insert(id).inserted else { return nil }
            let place = places[id]
            let files = files[id] ?? []
            let addedAt = place == nil ? listed[id] : files.map(\.file.addedAt).max()
            guard let addedAt, listed[place?.seriesID ?? id] != nil else { return nil }
            let isSeries = title.kind == .series
            let own = isSeries ? (episodes[id] ?? []) : []
            return Video(
                title: title,
                place: place.flatMap { place in
                    titles[place.seriesID].map { series in
                        Domain.EpisodePlace(
                            series: series, season: place.season, number: place.number, airDate: place.airDate,
                            seriesArtwork: artwork[series.id] ?? [:])
                    }
                },
                files: isSeries ? [] : files, artwork: artwork[id] ?? [:], state: states[id], addedAt: addedAt,
                series: isSeries ? SeriesNumbers(episodes: own.count, first: own.first) : nil)
        }
    }

    /// The episodes of series that have a file and that the viewer may see, by season and number, those without a
    /// number and specials last.
    func episodes(of series: [TitleID]) throws -> [TitleID: [TitleID]] {
        let rows = try connection.query(
            """
            SELECT e.series_id, e.title_id, e.season, e.number FROM episode e JOIN listing l ON l.title_id = e.series_id
            WHERE e.series_id IN \(list: series) AND \(sql: MediaRows.hasFeature("e.title_id"))
                AND \(sql: VideoConditions.isVisible("e.certificate", to: viewer) ?? "1 = 1")
            """)
        var episodes: [TitleID: [(order: EpisodeOrder, id: TitleID)]] = [:]
        for row in rows {
            let order = EpisodeOrder(season: try row.int(2), number: try row.optionalInt(3))
            episodes[try row.get(0), default: []].append((order, try row.get(1)))
        }
        return episodes.mapValues { $0.sorted { ($0.order, $0.id) < ($1.order, $1.id) }.map(\.id) }
    }

    private func listed(_ ids: [TitleID]) throws -> [TitleID: Instant] {
        var listed: [TitleID: Instant] = [:]
        try connection.forEach("SELECT title_id, added_at FROM listing WHERE title_id IN \(list: ids)") { row in
            listed[try row.get(0)] = try row.get(1)
        }
        return listed
    }

    /// Of each title, the default version first, its parts in order. See `FileVersions`.
    private func files(_ ids: [TitleID]) throws -> [TitleID: [VideoFile]] {
        let subtitles = try subtitles(ids)
        var files: [TitleID: [VideoFile]] = [:]
        let link = MediaRows.columnCount
        try connection.forEach(
            """
            SELECT \(sql: MediaRows.columns), f.title_id, f.version, f.label, f.part
            FROM title_file f JOIN media_file m ON m.id = f.file_id JOIN media_folder d ON d.id = m.folder_id
            WHERE f.title_id IN \(list: ids) AND m.role = 'feature'
            """
        ) { row in
            let file = try MediaRows.file(row)
            files[try row.get(link), default: []].append(
                VideoFile(
                    file: file, version: try row.int(link + 1), label: try row.optionalText(link + 2),
                    part: try row.int(link + 3), subtitles: subtitles[file.id] ?? []))
        }
        return files.mapValues(FileVersions.numbered)
    }

    /// Of each file, those beside it first.
    private func subtitles(_ ids: [TitleID]) throws -> [MediaFileID: [StoredSubtitle]] {
        let rows = try connection.query(
            """
            SELECT \(sql: SubtitleRows.columns) FROM subtitle_track
            WHERE file_id IN (SELECT file_id FROM title_file WHERE title_id IN \(list: ids))
            """
        ).map { (position: try $0.int(2), isInside: try $0.value(3) == .null, track: try SubtitleRows.subtitle($0)) }
        let ordered = rows.sorted { left, right in
            (left.isInside ? 1 : 0, left.position, left.track.id)
                < (right.isInside ? 1 : 0, right.position, right.track.id)
        }
        return Dictionary(grouping: ordered.map(\.track), by: \.fileID)
    }

    private func artwork(_ ids: [TitleID]) throws -> [TitleID: [ArtworkKind: Artwork]] {
        var artwork: [TitleID: [ArtworkKind: Artwork]] = [:]
        try connection.forEach("\(sql: MediaRows.artworkQuery) WHERE a.title_id IN \(list: ids)") { row in
            let picture = try MediaRows.artwork(row)
            artwork[picture.titleID, default: [:]][picture.kind] = picture
        }
        return artwork
    }

    private func states(_ ids: [TitleID]) throws -> [TitleID: WatchState] {
        var states: [TitleID: WatchState] = [:]
        try connection.forEach(
            """
            SELECT title_id, position, is_finished, watched_at FROM watch_state
            WHERE profile_id = \(viewer.profile) AND title_id IN \(list: ids)
            """
        ) { row in
            states[try row.get(0)] = WatchState(
                position: try row.int(1), isFinished: try row.bool(2), watchedAt: try row.get(3))
        }
        return states
    }
}

/// Where an episode stands in its series: seasons in order, then specials; what has no number behind what has one.
private struct EpisodeOrder: Comparable {
    let season: Int
    let number: Int?

    static func < (left: EpisodeOrder, right: EpisodeOrder) -> Bool { left.key < right.key }

    private var key: (Int, Int, Int, Int) { (season == 0 ? 1 : 0, season, number == nil ? 1 : 0, number ?? 0) }
}
