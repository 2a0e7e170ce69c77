package import Basics
package import Domain
package import SQL

/// Items of media servers in `server_copy`, beside the titles that they are.
package struct SQLServerTitleStore: ServerTitleStore {
    private let database: any SQLDatabase
    private let world: World

    /// The world supplies random UUIDs for new titles.
    package init(database: any SQLDatabase, world: World) {
        self.database = database
        self.world = world
    }

    package func save(
        _ titles: [ServerTitleDraft], in library: ServerLibraryID
    ) async throws -> UpsertOutcome {
        let digested = titles.map { DigestedTitle($0) }
        // Mostly nothing has changed, and then nobody is kept from writing.
        let outdated = try await database.read { [world] connection in
            try ServerTitleWriter(connection: connection, library: library, world: world).outdated(digested)
        }
        guard !outdated.isEmpty else { return UpsertOutcome(unchanged: titles.count) }
        let outcome = try await database.write { [world] connection in
            try connection.lock(.titles)
            let writer = ServerTitleWriter(connection: connection, library: library, world: world)
            return try writer.save(writer.outdated(outdated))
        }
        return outcome.counting(titles.count)
    }

    package func save(
        _ episodes: [ServerEpisodeDraft], in library: ServerLibraryID
    ) async throws -> ServerEpisodeOutcome {
        let (outdated, homeless) = try await database.read { [world] connection in
            let found = try ServerEpisodeWriter(connection: connection, library: library, world: world)
                .outdated(episodes)
            return (found.episodes.map(\.told), found.homeless)
        }
        var outcome = UpsertOutcome()
        if !outdated.isEmpty {
            outcome = try await database.write { [world] connection in
                try connection.lock(.titles)
                let writer = ServerEpisodeWriter(connection: connection, library: library, world: world)
                return try writer.save(writer.outdated(outdated).episodes)
            }
        }
        return ServerEpisodeOutcome(titles: outcome.counting(episodes.count - homeless), homeless: homeless)
    }

    package func items(
        in library: ServerLibraryID, after item: MediaServerID?, limit: Int
    ) async throws -> [MediaServerID] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT item_id FROM server_copy
                WHERE library_id = \(library) AND item_id > \(item?.rawValue ?? "") AND vanished_at IS NULL
                ORDER BY item_id LIMIT \(limit)
                """
            ).map { try $0.get(0) }
        }
    }

    package func noteVanished(
        _ items: [MediaServerID], from library: ServerLibraryID, at moment: Instant
    ) async throws {
        guard !items.isEmpty else { return }
        try await database.write { connection in
            try connection.lock(.titles)
            let rows = try connection.query(
                """
                UPDATE server_copy SET vanished_at = \(moment)
                WHERE library_id = \(library) AND item_id IN \(list: items) AND vanished_at IS NULL RETURNING title_id
                """)
            try TitleHiding.refresh(Set(try rows.map { try $0.get(0, as: TitleID.self) }), connection)
        }
    }

    package func removeAbandoned(
        _ kind: TitleKind, after title: TitleID?, limit: Int
    ) async throws -> AbandonedTitles {
        let found = try await database.read { connection in
            try AbandonedRows.candidates(kind, after: title, limit: limit, connection)
        }
        guard let last = found.last else { return AbandonedTitles(removed: 0, next: nil) }
        let gone = found.filter(\.isOnlyFromServer).map(\.titleID)
        let next = found.count < limit ? nil : last.titleID
        guard !gone.isEmpty else { return AbandonedTitles(removed: 0, next: next) }
        let removed = try await database.write { connection in
            try connection.lock(.titles)
            // Somebody may have watched or rated one since the look.
            let still = try AbandonedRows.abandoned(gone, connection)
            return try SQLCatalogueStore.remove(still, connection)
        }
        return AbandonedTitles(removed: removed, next: next)
    }

    package func copies(of titles: [TitleID]) async throws -> [TitleID: [ServerCopy]] {
        guard !titles.isEmpty else { return [:] }
        return try await database.read { try ServerCopyRows.copies(of: titles, $0) }
    }
}

extension UpsertOutcome {
    /// The same of more items, the others of which are as they were.
    fileprivate func counting(_ items: Int) -> UpsertOutcome {
        UpsertOutcome(added: added, changed: changed, unchanged: max(0, items - added - changed))
    }
}
