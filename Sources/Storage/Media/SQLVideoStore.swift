package import Domain
package import SQL

/// Lists, searches and reads what is listed, over `listing` and the tables of files and titles.
package struct SQLVideoStore: VideoStore {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func page(_ filter: VideoFilter, offset: Int, limit: Int) async throws -> VideoPage {
        try await database.read { connection in
            if filter.viewer.certificateMax != nil, let text = filter.text {
                let ids = try VideoNames(VideoConditions.words(text), filter, connection).visible()
                return VideoPage(ids: Array(ids.dropFirst(max(0, offset)).prefix(max(0, limit))), total: ids.count)
            }
            let conditions = VideoConditions(filter).sql
            let total = try connection.int("SELECT COUNT(*) FROM listing l WHERE \(sql: conditions)")
            guard limit > 0, offset < total else { return VideoPage(ids: [], total: total) }
            let isRare = filter.text != nil && total <= StorageLimits.rareNamesMax
            let rows = try connection.query(
                """
                SELECT l.title_id FROM listing l WHERE \(sql: conditions)
                ORDER BY \(sql: isRare ? filter.order.sorted : filter.order.sql)
                LIMIT \(limit) OFFSET \(max(0, offset))
                """)
            return VideoPage(ids: try rows.map { try $0.get(0) }, total: total)
        }
    }

    package func named(_ text: String, _ filter: VideoFilter, limit: Int) async throws -> [TitleID] {
        let words = VideoConditions.words(text)
        guard !words.isEmpty, limit > 0 else { return [] }
        var filter = filter
        filter.text = text
        return try await database.read { [filter] in try VideoNames(words, filter, $0).best(limit) }
    }

    package func kept(_ ids: [TitleID], by filter: VideoFilter) async throws -> [TitleID] {
        guard !ids.isEmpty else { return [] }
        let words = filter.text.map(VideoConditions.words) ?? []
        var others = filter
        others.kind = nil
        // Whoever names a clip means it.
        let conditions = VideoConditions(others, words: [], rank: VideoConditions.episodeRank, hasClips: true).sql
        let kind: SQL = filter.kind.map { "AND t.kind = \($0)" } ?? ""
        return try await database.read { connection in
            var kept: Set<TitleID> = []
            let hidden = words.isEmpty ? nil : try HiddenNames(in: ids, from: filter.viewer, connection)
            try connection.forEach(
                """
                SELECT t.id, l.search_text, t.title, e.series_id FROM title t
                LEFT JOIN episode e ON e.title_id = t.id
                JOIN listing l ON l.title_id = COALESCE(e.series_id, t.id)
                WHERE t.id IN \(list: ids) AND \(sql: conditions) \(sql: kind)
                    AND (e.series_id IS NULL OR \(sql: MediaRows.hasFeature("t.id")))
                """
            ) { row in
                let isEpisode = try row.get(3, as: TitleID?.self) != nil
                let (id, text) = (try row.get(0, as: TitleID.self), try row.text(1))
                let names = NameLines(
                    hidden?.visible(text, of: id) ?? text, episode: isEpisode ? try row.text(2) : nil)
                if names.hold(words) { kept.insert(id) }
            }
            return ids.filter(kept.contains)
        }
    }

    package func newest(_ filter: VideoFilter, limit: Int) async throws -> [TitleID] {
        guard filter.kind == nil else {
            return try await database.read { connection in
                try connection.query(Self.newest(filter, limit)).map { try $0.get(0) }
            }
        }
        // Each kind is cut before they are joined, so that the index gives both in order.
        let parts = [TitleKind.movie, .series].map { kind -> SQL in
            var filter = filter
            filter.kind = kind
            return "SELECT * FROM (\(sql: Self.newest(filter, limit))) AS part"
        }
        return try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT title_id FROM (\(sql: parts.joined(separator: " UNION ALL "))) AS parts
                ORDER BY added_at DESC, title_id DESC LIMIT \(max(0, limit))
                """)
            return try rows.map { try $0.get(0) }
        }
    }

    package func begun(by viewer: Viewer, positionMin: Int, limit: Int) async throws -> [TitleID] {
        try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT title_id FROM (
                    SELECT w.title_id, w.watched_at, ROW_NUMBER() OVER (
                        PARTITION BY COALESCE(e.series_id, w.title_id) ORDER BY w.watched_at DESC, w.title_id DESC
                    ) AS place
                    FROM watch_state w LEFT JOIN episode e ON e.title_id = w.title_id
                    JOIN listing l ON l.title_id = COALESCE(e.series_id, w.title_id)
                    WHERE w.profile_id = \(viewer.profile) AND w.position > 0 AND w.is_finished = 0
                        AND w.position > \(positionMin) AND \(sql: MediaRows.hasFeature("w.title_id"))
                        AND \(sql: VideoConditions.isVisible(VideoConditions.episodeRank, to: viewer) ?? "1 = 1")
                ) AS begun
                WHERE place = 1 ORDER BY watched_at DESC, title_id DESC LIMIT \(max(0, limit))
                """)
            return try rows.map { try $0.get(0) }
        }
    }

    package func libraryCounts(for viewer: Viewer) async throws -> [MediaLibraryID: Int] {
        try await database.read { connection in
            var counts: [MediaLibraryID: Int] = [:]
            let rows = try connection.query(
                """
                SELECT p.library_id, COUNT(*) FROM title_library p JOIN listing l ON l.title_id = p.title_id
                WHERE \(sql: VideoConditions.isVisible("l.certificate", to: viewer) ?? "1 = 1") GROUP BY p.library_id
                """)
            for row in rows { counts[try row.get(0)] = try row.int(1) }
            return counts
        }
    }
}

extension SQLVideoStore {
    private static func newest(_ filter: VideoFilter, _ limit: Int) -> SQL {
        """
        SELECT l.title_id, l.added_at FROM listing l WHERE \(sql: VideoConditions(filter).sql)
        ORDER BY l.added_at DESC, l.title_id DESC LIMIT \(max(0, limit))
        """
    }
}
