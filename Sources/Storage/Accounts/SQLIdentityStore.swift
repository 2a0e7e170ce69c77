package import Basics
package import Domain
package import SQL

/// The people of identity providers in the table `external_identity`.
package struct SQLIdentityStore: IdentityStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func user(issuer: String, subject: String) async throws -> User? {
        try await database.read { connection in
            try connection.first(
                """
                SELECT \(sql: UserRow.joinedColumns) FROM external_identity e JOIN app_user u ON u.id = e.user_id
                WHERE e.issuer = \(issuer) AND e.subject = \(subject)
                """
            ).map { try UserRow.user($0) }
        }
    }

    package func bind(issuer: String, subject: String, to user: UserID, at moment: Instant) async throws {
        do {
            _ = try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO external_identity (issuer, subject, user_id, created_at)
                    VALUES (\(issuer), \(subject), \(user), \(moment)) ON CONFLICT (issuer, subject) DO NOTHING
                    """)
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    package func subject(of user: UserID) async throws -> String? {
        try await database.read { connection in
            try connection.first(
                """
                SELECT subject FROM external_identity WHERE user_id = \(user) ORDER BY created_at LIMIT 1
                """)?.text(0)
        }
    }
}
