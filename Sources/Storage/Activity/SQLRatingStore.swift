package import Basics
package import Domain
package import SQL

/// Opinions in the table `rating`: one row for each person and title, withdrawn ones included.
package struct SQLRatingStore: RatingStore {
    private let database: any SQLDatabase
    private let newUUID: @Sendable () -> String

    package init(database: any SQLDatabase, world: World) {
        self.database = database
        newUUID = { world.uuid() }
    }

    package func take(
        _ opinions: [Opinion], of user: UserID, at moment: Instant
    ) async throws -> [OpinionOutcome] {
        guard !opinions.isEmpty else { return [] }
        return try await database.writeAmongRemovals { try take(opinions, of: user, at: moment, $0) }
    }

    /// As the method of the store, inside somebody's transaction. What is thought here is to be told to Trakt.
    func take(
        _ opinions: [Opinion], of user: UserID, at moment: Instant, _ connection: any SQLConnection
    ) throws -> [OpinionOutcome] {
        // Two opinions about one title at the same moment follow one another.
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        guard try connection.first("SELECT id FROM app_user WHERE id = \(user)\(sql: lock)") != nil else {
            throw AccountError.unknownUser(user.description)
        }
        let kept = try MergedTitles.kept(insteadOf: Set(opinions.map(\.titleID)), connection)
        let opinions = opinions.map { opinion in
            var meant = opinion
            meant.titleID = kept[opinion.titleID] ?? opinion.titleID
            return meant
        }
        var shelf = try Shelf(opinions.map(\.titleID), user, at: moment, connection)
        let outcomes = opinions.map { shelf.take($0) }
        try write(shelf.changed, user, moment, connection)
        let said = zip(opinions, outcomes).compactMap { opinion, outcome in
            shelf.kind(of: opinion.titleID).map { TraktWishRows.Said(opinion: opinion, outcome: outcome, kind: $0) }
        }
        try TraktWishRows.follow(said, of: user, at: moment, connection)
        return outcomes
    }

    package func rating(of title: TitleID, by user: UserID) async throws -> Rating? {
        try await ratings(of: [title], by: user)[title]
    }

    package func ratedAt(_ title: TitleID, by user: UserID) async throws -> Instant? {
        try await database.read { connection in
            try connection.first("SELECT rated_at FROM rating WHERE user_id = \(user) AND title_id = \(title)")?.get(0)
        }
    }

    package func ratings(by user: UserID) async throws -> [Rating] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT \(sql: Self.columns) FROM rating
                WHERE user_id = \(user) AND title_id IS NOT NULL AND value IS NOT NULL
                ORDER BY updated_at DESC, id DESC
                """
            ).map { try Self.rating($0) }
        }
    }

    package func ratings(of titles: [TitleID], by user: UserID) async throws -> [TitleID: Rating] {
        guard !titles.isEmpty else { return [:] }
        return try await database.read { connection in
            var ratings: [TitleID: Rating] = [:]
            try connection.forEach(
                """
                SELECT \(sql: Self.columns) FROM rating
                WHERE user_id = \(user) AND title_id IN \(list: titles) AND value IS NOT NULL
                """
            ) { row in
                let rating = try Self.rating(row)
                ratings[rating.titleID] = rating
            }
            return ratings
        }
    }

    /// Gives opinions back to titles that returned after they were gone, in the script that added titles.
    static func reattach(_ connection: any SQLConnection) throws {
        guard try connection.first("SELECT 1 FROM rating WHERE title_id IS NULL LIMIT 1") != nil else { return }
        // Somebody who rated the returned title anew keeps the new opinion, and of several old ones the latest counts.
        try connection.execute(
            """
            UPDATE rating SET title_id = found.target FROM (
                SELECT m.id, m.target FROM (
                    SELECT f.id, f.user_id, f.target,
                        ROW_NUMBER() OVER (
                            PARTITION BY f.user_id, f.target ORDER BY f.rated_at DESC, f.id DESC) AS place,
                        ROW_NUMBER() OVER (PARTITION BY f.id ORDER BY f.target) AS choice
                    FROM (
                        SELECT DISTINCT r.id, r.user_id, r.rated_at, \(sql: MergedTitles.meantID) AS target
                        FROM rating r JOIN title t
                            ON t.kind = r.kind AND (t.imdb_id = r.imdb_id OR t.tmdb_id = r.tmdb_id)
                        WHERE r.title_id IS NULL
                    ) AS f
                ) AS m
                WHERE m.place = 1 AND m.choice = 1 AND NOT EXISTS (
                    SELECT 1 FROM rating o WHERE o.user_id = m.user_id AND o.title_id = m.target)
            ) AS found WHERE rating.id = found.id
            """)
    }
}

/// What a person thought of some titles, and what opinions make of it.
private struct Shelf {
    /// What stands of a title.
    struct Standing {
        var value: Int?
        var source: RatingSource
        var ratedAt: Instant
        var updatedAt: Instant
    }

    struct Entry {
        let titleID: TitleID
        let kind: TitleKind
        let isKnown: Bool
        let imdbID: IMDbID?
        let tmdbID: Int?
        var standing: Standing?
        var isChanged = false

        func takes(_ opinion: Opinion) -> Bool { opinion.kind.map { $0 == kind && isKnown } ?? true }
    }

    private var entries: [TitleID: Entry] = [:]
    private let moment: Instant

    init(_ titles: [TitleID], _ user: UserID, at moment: Instant, _ connection: any SQLConnection) throws {
        self.moment = moment
        try connection.forEach(
            """
            SELECT t.id, t.kind, t.imdb_id, t.tmdb_id, r.value, r.source, r.rated_at, r.updated_at, t.state
            FROM title t
            LEFT JOIN rating r ON r.title_id = t.id AND r.user_id = \(user)
            WHERE t.id IN \(list: titles)
            """
        ) { row in
            var entry = Entry(
                titleID: try row.get(0), kind: try row.get(1), isKnown: try row.get(8, as: TitleState.self) == .known,
                imdbID: try row.get(2, as: IMDbID?.self), tmdbID: try row.optionalInt(3))
            if let ratedAt = try row.get(6, as: Instant?.self) {
                entry.standing = Standing(
                    value: try row.optionalInt(4), source: try row.get(5), ratedAt: ratedAt,
                    updatedAt: try row.get(7))
            }
            entries[entry.titleID] = entry
        }
    }

    mutating func take(_ opinion: Opinion) -> OpinionOutcome {
        guard var entry = entries[opinion.titleID], entry.takes(opinion) else { return .unknownTitle }
        let before = entry.standing
        if let before, opinion.ratedAt < before.ratedAt, !opinion.isGivenNow { return .outdated }
        let isSame = before.map { $0.value == opinion.value } ?? (opinion.value == nil)
        var standing =
            before
            ?? Standing(value: nil, source: opinion.source, ratedAt: opinion.ratedAt, updatedAt: moment)
        // The moment moves on in any case, or an opinion between the two would win when it comes late.
        standing.ratedAt = opinion.ratedAt
        standing.value = opinion.value
        // Who hears from elsewhere what is known already learns nothing; who says it here has said it.
        if !isSame || opinion.isSaidHere {
            (standing.source, standing.updatedAt) = (opinion.source, moment)
        }
        entry.standing = standing
        entry.isChanged = true
        entries[opinion.titleID] = entry
        if isSame { return .unchanged }
        return before?.value == nil ? .added : .changed
    }

    func kind(of title: TitleID) -> TitleKind? { entries[title]?.kind }

    var changed: [Entry] { entries.values.filter(\.isChanged).sorted { $0.titleID < $1.titleID } }
}

extension Opinion {
    /// Whether the person says it at this moment, so that it counts even when it is known.
    var isSaidHere: Bool { source == .manual || isGivenNow }
}

extension SQLRatingStore {
    private static let columns: SQL = """
        id, uuid, user_id, title_id, value, source, rated_at, created_at, updated_at
        """

    private static func rating(_ row: SQLRow) throws -> Rating {
        Rating(
            ids: (try row.get(0), try row.text(1), try row.get(2), try row.get(3)), value: try row.int(4),
            source: try row.get(5), moments: (try row.get(6), try row.get(7), try row.get(8)))
    }

    private func write(
        _ changed: [Shelf.Entry], _ user: UserID, _ moment: Instant, _ connection: any SQLConnection
    ) throws {
        let rows = changed.compactMap { entry in
            entry.standing.map { standing in
                [
                    SQLBinding(newUUID()), SQLBinding(user), SQLBinding(entry.titleID), SQLBinding(entry.kind),
                    SQLBinding(entry.imdbID), SQLBinding(entry.tmdbID), SQLBinding(standing.value),
                    SQLBinding(standing.source), SQLBinding(standing.ratedAt), SQLBinding(moment),
                    SQLBinding(standing.updatedAt),
                ]
            }
        }
        try connection.insert(rows) {
            """
            INSERT INTO rating (uuid, user_id, title_id, kind, imdb_id, tmdb_id, value, source, rated_at, created_at,
                updated_at) VALUES \(rows: $0)
            ON CONFLICT (user_id, title_id) DO UPDATE SET value = excluded.value, source = excluded.source,
                rated_at = excluded.rated_at, imdb_id = excluded.imdb_id, tmdb_id = excluded.tmdb_id,
                created_at = CASE WHEN rating.value IS NULL THEN excluded.created_at ELSE rating.created_at END,
                updated_at = excluded.updated_at
            """
        }
    }
}
