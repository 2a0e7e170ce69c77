package import Basics
package import Domain
package import SQL

/// What people did on media servers: plays as rows of `watch_event` with a source of their own, and `favourite`.
package struct SQLServerPlayStore: ServerPlayStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func titles(of plays: [UserPlay], on server: MediaServerKey) async throws -> [ResolvedItem?] {
        guard !plays.isEmpty else { return [] }
        return try await database.read { connection in
            var resolver = ItemResolver(server, connection)
            return try resolver.titles(of: plays)
        }
    }

    package func put(_ plays: [TitlePlays], _ rule: PlayRule, of shelf: PlayShelf) async throws -> Int {
        guard !plays.isEmpty else { return 0 }
        // Mostly nothing has changed, and then nobody is kept from writing.
        let changes = try await database.read { connection in
            try PlayRows(connection: connection, shelf: shelf).changes(plays, rule)
        }
        guard !changes.isEmpty else { return 0 }
        return try await database.write { connection in
            guard try WatchStateRows(connection: connection, profile: shelf.profile).lock() else { return 0 }
            let rows = PlayRows(connection: connection, shelf: shelf)
            let changes = try rows.changes(plays, rule)
            try rows.write(changes)
            return changes.count
        }
    }

    package func played(
        _ kind: TitleKind, of shelf: PlayShelf, after title: TitleID?, limit: Int
    ) async throws -> [TitleID] {
        try await titles(kind, in: "watch_event", of: shelf, after: title, limit: limit)
    }

    package func removePlays(of titles: [TitleID], from shelf: PlayShelf) async throws {
        guard !titles.isEmpty else { return }
        try await database.write { connection in
            guard try WatchStateRows(connection: connection, profile: shelf.profile).lock() else { return }
            try PlayRows(connection: connection, shelf: shelf).forget(titles)
        }
    }

    package func addFavourites(
        _ titles: [TitleID], to shelf: PlayShelf, at moment: Instant
    ) async throws -> Int {
        let new = try await database.read { connection in
            let known = try connection.query(
                """
                SELECT title_id FROM favourite WHERE profile_id = \(shelf.profile) AND source = \(shelf.source)
                    AND title_id IN \(list: titles)
                """)
            return Set(titles).subtracting(try known.map { try $0.get(0) }).sorted()
        }
        guard !new.isEmpty else { return 0 }
        return try await database.write { connection in
            guard try WatchStateRows(connection: connection, profile: shelf.profile).lock() else { return 0 }
            return try connection.execute(
                """
                INSERT INTO favourite (profile_id, title_id, source, added_at)
                SELECT \(shelf.profile), t.id, \(shelf.source), \(moment) FROM title t WHERE t.id IN \(list: new)
                ON CONFLICT (profile_id, title_id, source) DO NOTHING
                """)
        }
    }

    package func favourites(
        _ kind: TitleKind, of shelf: PlayShelf, after title: TitleID?, limit: Int
    ) async throws -> [TitleID] {
        try await titles(kind, in: "favourite", of: shelf, after: title, limit: limit)
    }

    package func removeFavourites(_ titles: [TitleID], from shelf: PlayShelf) async throws {
        guard !titles.isEmpty else { return }
        _ = try await database.write { connection in
            try connection.execute(
                """
                DELETE FROM favourite WHERE profile_id = \(shelf.profile) AND source = \(shelf.source)
                    AND title_id IN \(list: titles)
                """)
        }
    }

    private func titles(
        _ kind: TitleKind, in table: SQL, of shelf: PlayShelf, after title: TitleID?, limit: Int
    ) async throws -> [TitleID] {
        let first = title?.rawValue ?? 0
        return try await database.read { connection in
            try connection.query(
                """
                SELECT DISTINCT w.title_id FROM \(sql: table) w
                WHERE w.profile_id = \(shelf.profile) AND w.source = \(shelf.source) AND w.title_id > \(first)
                    AND (SELECT t.kind FROM title t WHERE t.id = w.title_id) = \(kind)
                ORDER BY w.title_id LIMIT \(limit)
                """
            ).map { try $0.get(0) }
        }
    }
}

extension SQLServerPlayStore {
    package func mark(_ key: HistoryMarkKey) async throws -> HistoryMark? {
        try await database.read { connection in
            try connection.first(
                """
                SELECT played_until, read_at FROM history_mark
                WHERE user_id = \(key.user) AND server = \(key.server) AND kind = \(key.kind)
                """
            ).map { HistoryMark(playedUntil: try $0.get(0, as: Instant?.self), readAt: try $0.get(1)) }
        }
    }

    package func setMark(_ mark: HistoryMark, _ key: HistoryMarkKey) async throws {
        guard try await self.mark(key) != mark else { return }
        _ = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO history_mark (user_id, server, kind, played_until, read_at)
                SELECT u.id, \(key.server), \(key.kind), \(SQLBinding(mark.playedUntil)), \(mark.readAt)
                FROM app_user u WHERE u.id = \(key.user)
                ON CONFLICT (user_id, server, kind) DO UPDATE SET played_until = excluded.played_until,
                    read_at = excluded.read_at
                """)
        }
    }

    package func completedAt(_ kind: TitleKind, on server: MediaServerKey) async throws -> Instant? {
        try await database.read { connection in
            try connection.first(
                """
                SELECT MAX(completed_at) FROM server_library
                WHERE server = \(server) AND kind = \(kind) AND is_enabled = 1 AND vanished_at IS NULL
                """)?.get(0, as: Instant?.self)
        }
    }

    /// Has histories of a kind read from their beginning again, in a script that removed plays.
    static func forgetMarks(_ kind: TitleKind, _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM history_mark WHERE kind = \(kind)")
    }
}
