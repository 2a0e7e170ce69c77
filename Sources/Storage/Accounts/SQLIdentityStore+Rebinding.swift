package import Basics
package import Domain
import SQL

extension SQLIdentityStore {
    package func rebind(
        issuer: String, subject: String, to user: UserID, at moment: Instant
    ) async throws -> UserID? {
        do {
            return try await database.write { connection in
                let row = try connection.first(
                    "SELECT user_id FROM external_identity WHERE issuer = \(issuer) AND subject = \(subject)")
                let former = try row?.get(0, as: UserID.self)
                guard former != user else { return nil }
                try connection.execute(
                    """
                    INSERT INTO external_identity (issuer, subject, user_id, created_at)
                    VALUES (\(issuer), \(subject), \(user), \(moment))
                    ON CONFLICT (issuer, subject) DO UPDATE SET user_id = excluded.user_id
                    """)
                // What was read for somebody else says nothing of what this account knows.
                try connection.execute("DELETE FROM history_mark WHERE user_id = \(user)")
                if let former { try Self.takeOver(former, by: user, at: moment, connection) }
                return former
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    /// Of two opinions about a title the later one stands.
    private static func takeOver(
        _ former: UserID, by user: UserID, at moment: Instant, _ connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            DELETE FROM rating WHERE user_id = \(former) AND EXISTS (
                SELECT 1 FROM rating o
                WHERE o.user_id = \(user) AND o.title_id = rating.title_id AND o.rated_at >= rating.rated_at)
            """)
        try connection.execute(
            """
            DELETE FROM rating WHERE user_id = \(user) AND title_id IN (
                SELECT title_id FROM rating WHERE user_id = \(former) AND title_id IS NOT NULL)
            """)
        try connection.execute(
            "UPDATE rating SET user_id = \(user), updated_at = \(moment) WHERE user_id = \(former)")
        _ = try connection.raise(.accounts)
        try connection.execute(
            """
            UPDATE app_user SET is_active = 0, updated_at = \(moment) WHERE id = \(former) AND password_hash IS NULL
                AND NOT EXISTS (SELECT 1 FROM external_identity e WHERE e.user_id = \(former))
            """)
    }
}
