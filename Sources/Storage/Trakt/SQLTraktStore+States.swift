package import Basics
package import Domain
import SQL

/// Ways of a browser to Trakt and back, in the table `trakt_state`.
extension SQLTraktStore {
    package func addState(
        _ state: StoredTraktState, openMax: Int, forgottenBefore: Instant
    ) async throws {
        try await database.write { connection in
            try Self.lock(state.user, connection)
            try connection.execute("DELETE FROM trakt_state WHERE created_at < \(forgottenBefore)")
            try connection.execute(
                """
                INSERT INTO trakt_state (digest, user_id, created_at)
                VALUES (\(state.digest), \(state.user), \(state.createdAt))
                """)
            _ = try connection.execute(
                """
                DELETE FROM trakt_state WHERE user_id = \(state.user) AND digest NOT IN (
                    SELECT digest FROM trakt_state WHERE user_id = \(state.user)
                    ORDER BY created_at DESC, digest LIMIT \(openMax))
                """)
        }
    }

    package func state(digest: [UInt8]) async throws -> StoredTraktState? {
        try await database.read { connection in
            try connection.first(
                "SELECT digest, user_id, created_at, used_at FROM trakt_state WHERE digest = \(digest)"
            ).map { row in
                StoredTraktState(
                    digest: try row.blob(0), user: try row.get(1), createdAt: try row.get(2), usedAt: try row.get(3))
            }
        }
    }

    package func useState(digest: [UInt8], at moment: Instant) async throws -> Bool {
        try await database.write { connection in
            try connection.execute(
                "UPDATE trakt_state SET used_at = \(moment) WHERE digest = \(digest) AND used_at IS NULL") > 0
        }
    }
}
