package import Basics
package import Domain
import SQL

/// Who sees channels besides their owners, in `channel_share`.
extension SQLChannelStore {
    package func shares(of channel: ChannelID) async throws -> [ChannelShare] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT user_id, created_at FROM channel_share WHERE channel_id = \(channel)
                ORDER BY created_at, user_id
                """
            ).map { ChannelShare(userID: try $0.get(0), createdAt: try $0.get(1)) }
        }
    }

    /// Keeps the moment of the first call.
    package func share(_ channel: ChannelID, with user: UserID, at moment: Instant) async throws -> Bool {
        do {
            return try await database.write { connection in
                try connection.first(
                    """
                    INSERT INTO channel_share (channel_id, user_id, created_at)
                    SELECT c.id, u.id, \(moment) FROM channel c JOIN app_user u ON u.id = \(user)
                    WHERE c.id = \(channel) AND c.owner_id <> u.id
                    ON CONFLICT (channel_id, user_id) DO UPDATE SET created_at = channel_share.created_at
                    RETURNING user_id
                    """) != nil
            }
        } catch SQLError.foreignKeyViolation {
            return false
        }
    }

    package func unshare(_ channel: ChannelID, with user: UserID) async throws -> Bool {
        try await database.write { connection in
            try connection.execute(
                "DELETE FROM channel_share WHERE channel_id = \(channel) AND user_id = \(user)") > 0
        }
    }
}
