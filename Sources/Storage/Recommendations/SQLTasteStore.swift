package import Basics
package import Domain
package import SQL

/// What is said of tastes in `taste_synopsis`, and what people took out of them in `taste_omission`.
package struct SQLTasteStore: TasteStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func synopsis(_ kind: TitleKind, of user: UserID) async throws -> TasteSynopsis? {
        try await database.read { connection in
            try connection.first(
                "SELECT text, updated_at, model FROM taste_synopsis WHERE user_id = \(user) AND kind = \(kind)"
            ).map { TasteSynopsis(text: try $0.text(0), updatedAt: try $0.get(1), model: try $0.optionalText(2)) }
        }
    }

    /// Throws `AccountError.unknownUser`.
    package func save(_ synopsis: TasteSynopsis, _ kind: TitleKind, of user: UserID) async throws {
        do {
            _ = try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO taste_synopsis (user_id, kind, text, model, updated_at)
                    VALUES (\(user), \(kind), \(Folding.storable(synopsis.text)), \(SQLBinding(synopsis.model)),
                        \(synopsis.updatedAt))
                    ON CONFLICT (user_id, kind) DO UPDATE SET text = excluded.text, model = excluded.model,
                        updated_at = excluded.updated_at
                    """)
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    package func omissions(of user: UserID) async throws -> [StoredOmission] {
        try await database.read { connection in
            try connection.query(
                "SELECT \(sql: Self.columns) FROM taste_omission WHERE user_id = \(user) ORDER BY id"
            ).map { try Self.stored($0) }
        }
    }

    package func omit(
        _ omission: TasteOmission, of user: UserID, at moment: Instant
    ) async throws -> StoredOmission? {
        let row = OmissionRow(omission)
        return try await database.write { connection in
            try connection.hold(user)
            let same = try connection.first(
                "SELECT \(sql: Self.columns) FROM taste_omission WHERE user_id = \(user) AND \(sql: row.isSame)")
            if let same { return try Self.stored(same) }
            if let title = row.title, try connection.hold(titles: [title]).isEmpty { return nil }
            let count = try connection.int("SELECT COUNT(*) FROM taste_omission WHERE user_id = \(user)")
            guard count < DomainLimits.omissionsMax else { throw TasteError.tooMany }
            try Self.forget(user, connection)
            return try connection.first(
                """
                INSERT INTO taste_omission (user_id, title_id, genre, genre_key, begins_at, ends_at, created_at)
                VALUES (\(user), \(SQLBinding(row.title)), \(SQLBinding(row.genre)), \(SQLBinding(row.genreKey)),
                    \(SQLBinding(row.period?.lowerBound)), \(SQLBinding(row.period?.upperBound)), \(moment))
                RETURNING \(sql: Self.columns)
                """
            ).map { try Self.stored($0) }
        }
    }

    package func restore(_ id: ID<StoredOmission>, of user: UserID) async throws -> Bool {
        try await database.write { connection in
            let removed = try connection.execute(
                "DELETE FROM taste_omission WHERE id = \(id) AND user_id = \(user)")
            if removed > 0 { try Self.forget(user, connection) }
            return removed > 0
        }
    }

    /// Forgets what is said of everybody's taste; returns of how many people something was said.
    static func forget(_ kind: TitleKind, _ connection: any SQLConnection) throws -> Int {
        try connection.execute("DELETE FROM taste_synopsis WHERE kind = \(kind)")
    }

    /// What is said of a taste follows from what is left out of it.
    private static func forget(_ user: UserID, _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM taste_synopsis WHERE user_id = \(user)")
    }

    private static let columns: SQL = "id, title_id, genre, begins_at, ends_at, created_at"

    private static func stored(_ row: SQLRow) throws -> StoredOmission {
        let omission: TasteOmission
        if let title = try row.get(1, as: TitleID?.self) {
            omission = .title(title)
        } else if let genre = try row.optionalText(2) {
            omission = .genre(genre)
        } else {
            omission = .period(try row.get(3, as: Instant.self)..<row.get(4, as: Instant.self))
        }
        return StoredOmission(id: try row.get(0), omission: omission, createdAt: try row.get(5))
    }
}

/// An omission in columns, of which most are empty.
private struct OmissionRow {
    var title: TitleID?
    var genre: String?
    var genreKey: String?
    var period: Range<Instant>?
    /// Which rows of a person say the same.
    let isSame: SQL

    init(_ omission: TasteOmission) {
        switch omission {
        case .title(let title):
            self.title = title
            isSame = "title_id = \(title)"
        case .genre(let name):
            let genre = Folding.tidied(name)
            let key = Folding.nameKey(genre)
            (self.genre, genreKey) = (genre, key)
            isSame = "genre_key = \(key)"
        case .period(let period):
            self.period = period
            isSame = "begins_at = \(period.lowerBound) AND ends_at = \(period.upperBound)"
        }
    }
}
