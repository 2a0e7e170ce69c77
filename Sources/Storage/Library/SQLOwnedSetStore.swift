import Basics
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
            let head = try Self.head(of: user, connection)
            return OwnedSet(ids: ids, version: head.version, etag: head.etag, lastModified: head.lastModified)
        }
    }

    package func ownedSetHead(of user: UserID) async throws -> OwnedSetHead {
        try await database.read { try Self.head(of: user, $0) }
    }

    package func add(
        _ entries: [IMDbID?], with change: SetChange, once: OnceRequest<SetOutcome>?
    ) async throws -> OnceResult<SetOutcome> {
        try await write(change.user) { connection in
            try connection.once(once) {
                let writer = try SetWriter(change, connection)
                let (verdicts, fresh) = entries.judged(known: try writer.present(entries.compactMap(\.self)))
                try writer.add(fresh)
                return SetOutcome(verdicts: verdicts, head: try writer.finish(added: fresh.count, removed: 0))
            }
        }
    }

    package func remove(
        _ entries: [IMDbID?], with change: SetChange, once: OnceRequest<SetOutcome>?
    ) async throws -> OnceResult<SetOutcome> {
        try await write(change.user) { connection in
            try connection.once(once) {
                let writer = try SetWriter(change, connection)
                let present = try writer.present(entries.compactMap(\.self))
                var left = present
                let verdicts = entries.map { entry -> EntryVerdict in
                    guard let entry else { return .invalid }
                    return left.remove(entry) == nil ? .duplicate : .accepted
                }
                try writer.remove(present)
                return SetOutcome(verdicts: verdicts, head: try writer.finish(added: 0, removed: present.count))
            }
        }
    }

    package func clear(with change: SetChange) async throws -> Int {
        try await write(change.user) { connection in
            let writer = try SetWriter(change, connection)
            try writer.removeAll()
            _ = try writer.finish(added: 0, removed: writer.head.size)
            return writer.head.size
        }
    }

    private static func head(of user: UserID, _ connection: any SQLConnection) throws -> OwnedSetHead {
        try SetWriter.head(
            connection.first("SELECT \(sql: SetWriter.headColumns) FROM owned_set WHERE user_id = \(user)"))
    }

    private func write<Value: Sendable>(
        _ user: UserID, _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.write(script)
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(user.description)
        }
    }
}

extension [IMDbID?] {
    /// A verdict for each entry, and the ids that nobody had yet, each once, in their order.
    func judged(known: Set<IMDbID>) -> (verdicts: [EntryVerdict], fresh: [IMDbID]) {
        var seen = known
        var fresh: [IMDbID] = []
        let verdicts = map { entry -> EntryVerdict in
            guard let entry else { return .invalid }
            guard seen.insert(entry).inserted else { return .duplicate }
            fresh.append(entry)
            return .accepted
        }
        return (verdicts, fresh)
    }
}
