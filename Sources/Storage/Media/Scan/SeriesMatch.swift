import Domain
import SQL

/// Finds out which stored series scanned ones are by their files: names and ids may have changed since, by an outside
/// service or by hand.
struct SeriesMatch {
    let connection: any SQLConnection
    let folder: MediaFolderID

    /// An episode of a known file.
    private struct Voter {
        let episode: TitleID
        let series: TitleID
        let folder: MediaFolderID
        let path: [UInt8]
    }

    /// Where nobody knows the series of scanned episodes, the one that its files say.
    ///
    /// A file that lies where it lay belongs to the series that it belonged to. Files that moved say so only when they
    /// are at least half of the series: one episode that was sorted into another series does not take it along.
    func identified(_ titles: [ScannedTitle]) throws -> [ScannedTitle] {
        let files = titles.filter { $0.known == nil }.flatMap { $0.episodes.flatMap { $0.files.compactMap(\.known) } }
        guard !files.isEmpty else { return titles }
        let voters = try voters(files)
        guard !voters.isEmpty else { return titles }
        let sizes = try sizes(Set(voters.values.joined().map(\.series)))
        return titles.map { title in
            guard title.known == nil else { return title }
            var title = title
            title.known = series(of: title, voters, sizes)
            return title
        }
    }

    private func series(
        of title: ScannedTitle, _ voters: [MediaFileID: [Voter]], _ sizes: [TitleID: Int]
    ) -> TitleID? {
        var staying: [TitleID: Int] = [:]
        var episodes: [TitleID: Set<TitleID>] = [:]
        for file in title.episodes.flatMap(\.files) {
            for voter in file.known.flatMap({ voters[$0] }) ?? [] {
                episodes[voter.series, default: []].insert(voter.episode)
                if voter.folder == folder, voter.path == file.path.raw { staying[voter.series, default: 0] += 1 }
            }
        }
        let moved = episodes.mapValues(\.count).filter { $0.value * 2 >= sizes[$0.key] ?? 0 }
        // Of equally many the older one.
        return (staying.isEmpty ? moved : staying).max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private func voters(_ files: [MediaFileID]) throws -> [MediaFileID: [Voter]] {
        var voters: [MediaFileID: [Voter]] = [:]
        try connection.forEach(
            """
            SELECT m.id, e.title_id, e.series_id, m.folder_id, m.raw_path FROM media_file m
            JOIN title_file f ON f.file_id = m.id JOIN episode e ON e.title_id = f.title_id
            WHERE m.id IN \(list: files) AND m.role = 'feature'
            """
        ) { row in
            voters[try row.get(0), default: []].append(
                Voter(
                    episode: try row.get(1), series: try row.get(2), folder: try row.get(3), path: try row.blob(4)))
        }
        return voters
    }

    /// How many episodes with a file each series has.
    private func sizes(_ series: Set<TitleID>) throws -> [TitleID: Int] {
        var sizes: [TitleID: Int] = [:]
        try connection.forEach(
            """
            SELECT e.series_id, COUNT(*) FROM episode e
            WHERE e.series_id IN \(list: series) AND \(sql: MediaRows.hasFeature("e.title_id")) GROUP BY e.series_id
            """
        ) { row in
            sizes[try row.get(0)] = try row.int(1)
        }
        return sizes
    }
}
