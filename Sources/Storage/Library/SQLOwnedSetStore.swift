package import Basics
package import Domain
package import SQL

/// Owned ids in `owned_title`, their version in `owned_set`.
package struct SQLOwnedSetStore: OwnedSetStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func ownedSet(of user: UserID) async throws -> OwnedSet {
        try await database.read { connection in
            let ids = try connection.query(
                "SELECT imdb_id FROM owned_title WHERE user_id = \(user) ORDER BY position"
            ).map { try $0.get(0, as: IMDbID.self) }
            return try Self.head(of: user, ids: ids, connection)
        }
    }

    package func ownedSetHead(of user: UserID) async throws -> OwnedSet {
        try await database.read { try Self.head(of: user, ids: [], $0) }
    }

    package func add(_ ids: [IMDbID], to user: UserID, etag: String, at moment: Instant) async throws -> Int {
        do {
            return try await database.write { connection in
                try Self.lockSet(of: user, connection)
                let missing = try Self.missing(ids, of: user, connection)
                guard !missing.isEmpty else { return 0 }
                try Self.insert(missing, to: user, at: moment, connection)
                try connection.execute(
                    """
                    UPDATE owned_set SET version = version + 1, etag = \(etag), last_modified = \(moment)
                    WHERE user_id = \(user)
                    """)
                _ = try connection.raise(.library)
                return missing.count
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }

    /// The tag of a set that never changed.
    private static let initialTag = "000000000000"

    private static func head(of user: UserID, ids: [IMDbID], _ connection: any SQLConnection) throws -> OwnedSet {
        let row = try connection.first("SELECT version, etag, last_modified FROM owned_set WHERE user_id = \(user)")
        guard let row else { return OwnedSet(ids: ids, version: 0, etag: initialTag, lastModified: nil) }
        return OwnedSet(ids: ids, version: try row.int(0), etag: try row.text(1), lastModified: try row.get(2))
    }

    /// Makes the set's row when it is absent and keeps other writers of the set waiting.
    private static func lockSet(of user: UserID, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO owned_set (user_id, version, etag) VALUES (\(user), 0, \(initialTag))
            ON CONFLICT (user_id) DO UPDATE SET version = owned_set.version
            """)
    }

    /// The ids that the set lacks, each once, in their order.
    private static func missing(_ ids: [IMDbID], of user: UserID, _ connection: any SQLConnection) throws -> [IMDbID] {
        let present = try connection.query(
            "SELECT imdb_id FROM owned_title WHERE user_id = \(user) AND imdb_id IN \(list: ids)")
        var seen = Set(try present.map { try $0.get(0, as: IMDbID.self) })
        return ids.filter { seen.insert($0).inserted }
    }

    private static func insert(
        _ ids: [IMDbID], to user: UserID, at moment: Instant, _ connection: any SQLConnection
    ) throws {
        let last = try connection.int("SELECT COALESCE(MAX(position), 0) FROM owned_title WHERE user_id = \(user)")
        let rows = ids.enumerated().map { offset, id in
            [SQLBinding(user), SQLBinding(last + 1 + offset), SQLBinding(id), SQLBinding(moment)]
        }
        try connection.insert(rows) {
            "INSERT INTO owned_title (user_id, position, imdb_id, added_at) VALUES \(rows: $0)"
        }
    }
}
