package import Domain
package import SQL

/// Lists the whole catalogue by the index `title_browse`.
package struct SQLBrowseStore: BrowseStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func page(_ filter: BrowseFilter, offset: Int, limit: Int) async throws -> BrowsePage {
        let text = filter.text.map(Folding.searchText) ?? ""
        // No database stores such a name.
        guard ![filter.genre, filter.studio].contains(where: { $0?.utf8.contains(0) == true }) else {
            return BrowsePage(titles: [], total: 0)
        }
        return try await database.read { connection in
            let conditions = Self.conditions(filter)
            guard text.isEmpty else {
                let found = try Self.named(text, conditions, connection)
                let ids = Array(found.dropFirst(max(0, offset)).prefix(max(0, limit)))
                return BrowsePage(titles: try TitleRows.titles(ids, connection), total: found.count)
            }
            let total = try connection.int("SELECT COUNT(*) FROM title t WHERE \(sql: conditions)")
            let ids: [TitleID] = try connection.query(
                """
                SELECT t.id FROM title t WHERE \(sql: conditions) ORDER BY \(sql: Self.order)
                LIMIT \(max(0, limit)) OFFSET \(max(0, offset))
                """
            ).map { try $0.get(0) }
            return BrowsePage(titles: try TitleRows.titles(ids, connection), total: total)
        }
    }

    package func genres(of kind: TitleKind) async throws -> [String] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT k.name FROM term k WHERE k.kind = 'genre' AND EXISTS (
                    SELECT 1 FROM title_term g JOIN title t ON t.id = g.title_id
                    WHERE g.term_id = k.id AND t.kind = \(kind) AND t.state = 'known')
                ORDER BY k.name_key
                """
            ).map { try $0.text(0) }
        }
    }

    package func title(_ id: TitleID, _ kind: TitleKind) async throws -> Title? {
        try await database.read { connection in
            let title = try TitleRows.titles([id], connection).first
            return title?.kind == kind && title?.state == .known ? title : nil
        }
    }

    package func titles(_ ids: [TitleID]) async throws -> [Title] {
        try await database.read { try TitleRows.titles(ids, $0).filter { $0.state == .known } }
    }

    package func episodes(of series: TitleID) async throws -> [SeriesEpisode] {
        try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT title_id, season, number, air_date FROM episode
                WHERE series_id = \(series) AND number IS NOT NULL ORDER BY season, number, title_id
                """)
            let ids: [TitleID] = try rows.map { try $0.get(0) }
            let titles = try TitleRows.titles(ids, connection)
            let byID = Dictionary(titles.map { ($0.id, $0) }) { first, _ in first }
            return try rows.compactMap { row in
                guard let title = byID[try row.get(0)] else { return nil }
                return SeriesEpisode(
                    title: title, season: try row.int(1), number: try row.int(2), airDate: try row.optionalText(3))
            }
        }
    }

    package func seasons(of series: [TitleID]) async throws -> [TitleID: SeasonCounts] {
        guard !series.isEmpty else { return [:] }
        return try await database.read { connection in
            var seasons: [TitleID: SeasonCounts] = [:]
            try connection.forEach(
                """
                SELECT series_id, season, COUNT(*) FROM episode
                WHERE series_id IN \(list: series) AND number IS NOT NULL GROUP BY series_id, season
                """
            ) { row in
                seasons[try row.get(0), default: [:]][try row.int(1)] = try row.int(2)
            }
            return seasons
        }
    }

    package func moments(of titles: [TitleID]) async throws -> [TitleID: TitleMoments] {
        guard !titles.isEmpty else { return [:] }
        return try await database.read { connection in
            var moments: [TitleID: TitleMoments] = [:]
            try connection.forEach("SELECT id, added_at, changed_at FROM title WHERE id IN \(list: titles)") { row in
                moments[try row.get(0)] = TitleMoments(addedAt: try row.get(1), changedAt: try row.get(2))
            }
            return moments
        }
    }

    package func pictures(of titles: [TitleID]) async throws -> [TitleID: [ArtworkKind: Artwork]] {
        guard !titles.isEmpty else { return [:] }
        return try await database.read { connection in
            var pictures: [TitleID: [ArtworkKind: Artwork]] = [:]
            try connection.forEach("\(sql: MediaRows.artworkQuery) WHERE a.title_id IN \(list: titles)") { row in
                let picture = try MediaRows.artwork(row)
                pictures[picture.titleID, default: [:]][picture.kind] = picture
            }
            return pictures
        }
    }
}

extension SQLBrowseStore {
    private static let order: SQL =
        "t.match_key\(sqlite: "", postgres: " COLLATE \"C\""), COALESCE(t.year, 0), t.id"

    private static func conditions(_ filter: BrowseFilter) -> SQL {
        var conditions: [SQL] = ["t.kind = \(filter.kind) AND t.state = 'known'"]
        if let genre = filter.genre {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM title_term g JOIN term k ON k.id = g.term_id
                    WHERE g.title_id = t.id AND k.kind = 'genre' AND k.name = \(genre))
                """)
        }
        if let studio = filter.studio {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM title_studio m JOIN studio s ON s.id = m.studio_id
                    WHERE m.title_id = t.id AND s.name = \(studio))
                """)
        }
        return conditions.joined(separator: " AND ")
    }

    /// All titles with the folded text inside. The key of a title has no signs, so it finds candidates only.
    private static func named(
        _ text: String, _ conditions: SQL, _ connection: any SQLConnection
    ) throws -> [TitleID] {
        let words = Folding.matchKey(text)
        let candidates: SQL =
            words.contains { $0.isLetter || $0.isNumber }
            ? "AND t.match_key LIKE \("%\(LikePattern.escaped(words))%") ESCAPE '\\'" : ""
        var found: [TitleID] = []
        try connection.forEach(
            "SELECT t.id, t.title FROM title t WHERE \(sql: conditions) \(sql: candidates) ORDER BY \(sql: order)"
        ) { row in
            if Folding.searchText(try row.text(1)).contains(text) { found.append(try row.get(0)) }
        }
        return found
    }
}
