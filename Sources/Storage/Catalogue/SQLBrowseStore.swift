package import Domain
package import SQL

/// Lists the whole catalogue by a directory that it keeps in memory, and reads what is shown from the database.
package struct SQLBrowseStore: BrowseStore {
    private let database: any SQLDatabase
    private let memory = DirectoryMemory()

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func page(_ filter: BrowseFilter, offset: Int, limit: Int) async throws -> BrowsePage {
        let text = filter.text.map(Folding.searchText) ?? ""
        // No database stores such a name.
        guard ![filter.genre, filter.studio, filter.status].contains(where: { $0?.utf8.contains(0) == true }) else {
            return BrowsePage(titles: [], total: 0)
        }
        let kind = filter.kind
        return try await database.read { [memory] connection in
            let directory = try memory.directory(connection)
            let shelf = directory.shelf(of: kind)
            guard let filter = try DirectoryFilter(filter, text, in: directory, connection) else {
                return BrowsePage(titles: [], total: 0)
            }
            let page = filter.page(of: shelf, offset: offset, limit: limit)
            let titles = try ListedRows(connection: connection).titles(
                page.places, on: shelf, of: kind, genreNames: directory.genreNames)
            return BrowsePage(titles: titles, total: page.total)
        }
    }

    package func genres(of kind: TitleKind) async throws -> [String] {
        try await database.read { [memory] connection in
            let directory = try memory.directory(connection)
            let hidden = try DirectoryFilter.hidden(connection)
            let names = directory.shelf(of: kind).genres(except: hidden).compactMap { directory.genreNames[$0] }
            return names.map { (name: $0, key: Folding.nameKey($0)) }.sorted { $0.key < $1.key }.map(\.name)
        }
    }

    package func title(_ id: TitleID, _ kind: TitleKind) async throws -> Title? {
        try await database.read { connection in
            let title = try TitleRows.titles([id], connection).first
            return title?.kind == kind && title?.state == .known ? title : nil
        }
    }

    package func detail(of id: TitleID, _ kind: TitleKind) async throws -> DetailedTitle? {
        try await database.glance { try DetailRows.title(id, kind, $0) }
    }

    package func surroundings(of titles: [TitleID]) async throws -> TitleSurroundings {
        guard !titles.isEmpty else { return TitleSurroundings() }
        return try await database.read { try BesideTitles.surroundings(of: titles, $0) }
    }

    package func titles(_ ids: [TitleID]) async throws -> [Title] {
        try await database.read { try TitleRows.titles(ids, $0).filter { $0.state == .known } }
    }

    package func shown(_ ids: [TitleID]) async throws -> [Title] {
        guard !ids.isEmpty else { return [] }
        return try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT t.id FROM title t
                WHERE t.id IN \(list: ids) AND t.state = 'known' AND \(sql: TitleHiding.isShown)
                """)
            let shown = Set(try rows.map { try $0.get(0, as: TitleID.self) })
            return try TitleRows.titles(ids.filter { shown.contains($0) }, connection)
        }
    }

    package func episodes(of series: [TitleID]) async throws -> [TitleID: [SeriesEpisode]] {
        guard !series.isEmpty else { return [:] }
        return try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT title_id, season, number, air_date, series_id FROM episode
                WHERE series_id IN \(list: series) AND number IS NOT NULL ORDER BY season, number, title_id
                """)
            let titles = try TitleRows.titles(try rows.map { try $0.get(0) }, connection)
            let byID = Dictionary(titles.map { ($0.id, $0) }) { first, _ in first }
            var episodes: [TitleID: [SeriesEpisode]] = [:]
            for row in rows {
                guard let title = byID[try row.get(0)] else { continue }
                let episode = SeriesEpisode(
                    title: title, season: try row.int(1), number: try row.int(2), airDate: try row.optionalText(3))
                episodes[try row.get(4), default: []].append(episode)
            }
            return episodes
        }
    }

    package func seasons(of series: [TitleID]) async throws -> [TitleID: SeasonCounts] {
        guard !series.isEmpty else { return [:] }
        return try await database.read { try BesideTitles.seasons(of: series, $0) }
    }

    package func moments(of titles: [TitleID]) async throws -> [TitleID: TitleMoments] {
        guard !titles.isEmpty else { return [:] }
        return try await database.read { try BesideTitles.moments(of: titles, $0) }
    }

    package func facts(of series: [TitleID]) async throws -> [TitleID: SeriesFacts] {
        guard !series.isEmpty else { return [:] }
        return try await database.read { try SeriesFactRows.facts(of: series, $0) }
    }

    package func copies(of titles: [TitleID]) async throws -> [TitleID: [ServerCopy]] {
        guard !titles.isEmpty else { return [:] }
        return try await database.read { try ServerCopyRows.copies(of: titles, $0) }
    }

    package func pictures(of titles: [TitleID]) async throws -> [TitleID: [ArtworkKind: Artwork]] {
        guard !titles.isEmpty else { return [:] }
        return try await database.read { try BesideTitles.pictures(of: titles, $0) }
    }
}
