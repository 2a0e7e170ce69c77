package import Basics
package import Domain
package import SQL

/// Libraries of media servers in `server_library`.
package struct SQLServerLibraryStore: ServerLibraryStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func libraries() async throws -> [ServerLibrary] {
        try await database.read { try Self.present(Self.rows($0)) }
    }

    package func takeOver(
        _ told: ToldLibraries, _ fresh: FreshLibraries, at moment: Instant
    ) async throws -> [ServerLibrary] {
        try await database.write { connection in
            // Two jobs that read the same list follow one another, and titles may become visible or hidden.
            try connection.lock(.titles)
            let stored = try Self.rows(connection)
            let change = LibraryChange(told, stored, fresh)
            guard !change.isEmpty else { return Self.present(stored) }
            try change.write(at: moment, connection)
            for library in change.titlesMove { try TitleHiding.refresh(titlesOf: library, connection) }
            return try Self.present(Self.rows(connection))
        }
    }

    package func setEnabled(
        _ isEnabled: Bool, library: ServerLibraryID, at moment: Instant
    ) async throws -> ServerLibrary? {
        try await database.write { connection in
            try connection.lock(.titles)
            let stored = try Self.rows(connection).first { $0.library.id == library && !$0.isGone }
            guard let stored else { return nil }
            guard stored.library.isEnabled != isEnabled else { return stored.library }
            // Titles that come with it now may have been watched long ago.
            try connection.execute(
                """
                UPDATE server_library SET is_enabled = \(isEnabled), updated_at = \(moment), completed_at = NULL
                WHERE id = \(library)
                """)
            try TitleHiding.refresh(titlesOf: library, connection)
            return try Self.rows(connection).first { $0.library.id == library }?.library
        }
    }

    package func noteComplete(_ libraries: [ServerLibraryID], at moment: Instant) async throws {
        let isNew = try await database.read { connection in
            try connection.first(
                "SELECT 1 FROM server_library WHERE id IN \(list: libraries) AND completed_at IS NULL LIMIT 1") != nil
        }
        guard isNew else { return }
        _ = try await database.write { connection in
            try connection.execute(
                """
                UPDATE server_library SET completed_at = \(moment)
                WHERE id IN \(list: libraries) AND completed_at IS NULL
                """)
        }
    }
}

extension SQLServerLibraryStore {
    /// A stored library and whether the media server has it no longer.
    struct Row {
        let library: ServerLibrary
        let isGone: Bool
    }

    private static func rows(_ connection: any SQLConnection) throws -> [Row] {
        try connection.query(
            """
            SELECT id, server, item_id, name, kind, is_enabled, created_at, updated_at, vanished_at IS NOT NULL
            FROM server_library ORDER BY id
            """
        ).map { row in
            let library = ServerLibrary(
                ids: (try row.get(0), try row.get(1), try row.get(2)), name: try row.text(3), kind: try row.get(4),
                isEnabled: try row.bool(5), moments: (try row.get(6), try row.get(7)))
            return Row(library: library, isGone: try row.bool(8))
        }
    }

    private static func present(_ rows: [Row]) -> [ServerLibrary] {
        rows.filter { !$0.isGone }.map(\.library)
            .sorted { (Folding.searchText($0.name), $0.id) < (Folding.searchText($1.name), $1.id) }
    }
}
