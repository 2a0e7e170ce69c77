package import Basics
package import Domain
package import SQL

/// The people of identity providers in the table `external_identity`.
package struct SQLIdentityStore: IdentityStore {
    let database: any SQLDatabase

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

    package func bindings(of user: UserID?) async throws -> [IdentityBinding] {
        let owner: SQL = user.map { "WHERE user_id = \($0)" } ?? ""
        return try await database.read { connection in
            try connection.query(
                "SELECT issuer, subject, user_id FROM external_identity \(sql: owner) ORDER BY created_at"
            ).map { IdentityBinding(issuer: try $0.text(0), subject: try $0.text(1), userID: try $0.get(2)) }
        }
    }

    package func add(
        _ user: NewUser, _ membership: Membership, issuer: String, subject: String
    ) async throws {
        do {
            try await database.write { connection in
                // Two first sign-ins at the same moment follow one another.
                if connection.dialect == .postgres {
                    try connection.run(script: "LOCK TABLE external_identity IN SHARE ROW EXCLUSIVE MODE")
                }
                let bound = try connection.first(
                    "SELECT 1 FROM external_identity WHERE issuer = \(issuer) AND subject = \(subject)")
                guard bound == nil else { return }
                let added = try SQLAccountStore.insert(user, connection)
                try connection.execute(
                    """
                    UPDATE app_user SET gets_picks = \(membership.getsPicks),
                        gets_movie_picks = \(membership.getsMoviePicks),
                        gets_series_picks = \(membership.getsSeriesPicks),
                        manages_history = \(membership.managesHistory) WHERE id = \(added.id)
                    """)
                try connection.execute(
                    """
                    INSERT INTO external_identity (issuer, subject, user_id, created_at)
                    VALUES (\(issuer), \(subject), \(added.id), \(user.createdAt))
                    """)
            }
        } catch SQLError.uniqueViolation(constraint: "app_user.email") {
            throw AccountError.emailTaken(user.email)
        }
    }

    package func follow(_ person: FollowedPerson, as user: UserID, at moment: Instant) async throws {
        let isSame = try await database.read { connection in
            let row = try connection.first("SELECT name, parental_limit FROM app_user WHERE id = \(user)")
            return try row.map { try $0.text(0) == person.name && $0.optionalInt(1) == person.parentalLimit } ?? true
        }
        guard !isSame else { return }
        _ = try await database.write { connection in
            _ = try connection.raise(.accounts)
            return try connection.execute(
                """
                UPDATE app_user SET name = \(person.name), parental_limit = \(SQLBinding(person.parentalLimit)),
                    updated_at = \(moment) WHERE id = \(user)
                """)
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
