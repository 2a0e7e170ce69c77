package import Basics
package import Domain
package import SQL

/// Channels in `channel` and `channel_example`; what is in them and who else sees them is in extensions.
package struct SQLChannelStore: ChannelStore {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func channels(of owner: UserID) async throws -> [Channel] {
        try await database.read { try Self.byName(Self.channels("c.owner_id = \(owner)", $0)) }
    }

    package func shared(with user: UserID) async throws -> [Channel] {
        try await database.read { connection in
            let isShared: SQL = "c.id IN (SELECT s.channel_id FROM channel_share s WHERE s.user_id = \(user))"
            return try Self.byName(Self.channels(isShared, connection))
        }
    }

    package func channel(_ id: ChannelID) async throws -> Channel? {
        try await database.read { try Self.channels("c.id = \(id)", $0).first }
    }

    /// Throws also `AccountError.unknownUser`.
    package func add(_ facts: ChannelFacts, of owner: UserID, at moment: Instant) async throws -> Channel {
        let facts = Self.storable(facts)
        let genres = try JSONText.encode(facts.genres)
        return try await database.write { connection in
            try connection.hold(owner)
            let count = try connection.int("SELECT COUNT(*) FROM channel WHERE owner_id = \(owner)")
            guard count < DomainLimits.channelsMax else { throw ChannelError.tooMany }
            let id = ChannelID(
                Int32(
                    try connection.int(
                        """
                        INSERT INTO channel (owner_id, name, description, genres, wish, is_pinned, is_active,
                            created_at, updated_at)
                        VALUES (\(owner), \(facts.name), \(SQLBinding(facts.description)), \(genres),
                            \(SQLBinding(facts.wish)), \(facts.isPinned), \(facts.isActive), \(moment), \(moment))
                        RETURNING id
                        """)))
            try Self.insert(facts.examples, of: id, connection)
            return try Self.stored(id, connection)
        }
    }

    package func change(
        _ id: ChannelID, to facts: ChannelFacts, at moment: Instant
    ) async throws -> Channel? {
        let facts = Self.storable(facts)
        let genres = try JSONText.encode(facts.genres)
        return try await database.write { connection in
            let changed = try connection.execute(
                """
                UPDATE channel SET name = \(facts.name), description = \(SQLBinding(facts.description)),
                    genres = \(genres), wish = \(SQLBinding(facts.wish)), is_pinned = \(facts.isPinned),
                    is_active = \(facts.isActive), updated_at = \(moment)
                WHERE id = \(id)
                """)
            guard changed > 0 else { return nil }
            try connection.execute("DELETE FROM channel_example WHERE channel_id = \(id)")
            try Self.insert(facts.examples, of: id, connection)
            return try Self.stored(id, connection)
        }
    }

    package func remove(_ id: ChannelID) async throws -> Bool {
        try await database.write { try $0.execute("DELETE FROM channel WHERE id = \(id)") > 0 }
    }

    package func notePlaylist(_ playlist: MediaServerID?, of channel: ChannelID) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                "UPDATE channel SET playlist_id = \(SQLBinding(playlist)) WHERE id = \(channel)")
        }
    }
}

extension SQLChannelStore {
    private static func stored(_ id: ChannelID, _ connection: any SQLConnection) throws -> Channel {
        guard let channel = try channels("c.id = \(id)", connection).first else {
            throw SQLError.decoding("the channel that was just stored is not there")
        }
        return channel
    }

    private static func storable(_ facts: ChannelFacts) -> ChannelFacts {
        var facts = facts
        facts.name = Folding.storable(facts.name)
        facts.description = facts.description.map { Folding.storable($0) }
        facts.wish = facts.wish.map { Folding.storable($0) }
        facts.genres = facts.genres.map { Folding.storable($0) }
        return facts
    }

    /// Sorted here, so that both drivers agree on what comes first.
    private static func byName(_ channels: [Channel]) -> [Channel] {
        channels.map { (key: Folding.nameKey($0.facts.name), channel: $0) }
            .sorted { ($0.key, $0.channel.id) < ($1.key, $1.channel.id) }.map(\.channel)
    }

    /// Channels `c` with their examples, by id.
    private static func channels(_ which: SQL, _ connection: any SQLConnection) throws -> [Channel] {
        var examples: [ChannelID: [TitleID]] = [:]
        try connection.forEach(
            """
            SELECT x.channel_id, x.title_id FROM channel c JOIN channel_example x ON x.channel_id = c.id
            WHERE \(sql: which) ORDER BY x.channel_id, x.position
            """
        ) { examples[try $0.get(0), default: []].append(try $0.get(1)) }
        return try connection.query(
            """
            SELECT c.id, c.owner_id, c.name, c.description, c.genres, c.wish, c.is_pinned, c.is_active, c.playlist_id,
                c.last_generated_at, c.created_at, c.updated_at
            FROM channel c WHERE \(sql: which) ORDER BY c.id
            """
        ).map { try channel($0, examples) }
    }

    private static func channel(_ row: SQLRow, _ examples: [ChannelID: [TitleID]]) throws -> Channel {
        let id = try row.get(0, as: ChannelID.self)
        var facts = ChannelFacts(name: try row.text(2))
        facts.description = try row.optionalText(3)
        facts.genres = try JSONText.decode(row.text(4))
        facts.wish = try row.optionalText(5)
        facts.examples = examples[id] ?? []
        facts.isPinned = try row.bool(6)
        facts.isActive = try row.bool(7)
        return Channel(
            id: id, ownerID: try row.get(1), facts: facts, playlistID: try row.get(8, as: MediaServerID?.self),
            lastGeneratedAt: try row.get(9, as: Instant?.self), createdAt: try row.get(10),
            updatedAt: try row.get(11))
    }

    /// Each once, without those that there are not.
    private static func insert(
        _ examples: [TitleID], of channel: ChannelID, _ connection: any SQLConnection
    ) throws {
        let present = try connection.hold(titles: examples)
        var named: Set<TitleID> = []
        let kept = examples.filter { present.contains($0) && named.insert($0).inserted }
            .prefix(DomainLimits.channelExamplesMax)
        let rows = kept.enumerated().map { [SQLBinding(channel), SQLBinding($0.offset), SQLBinding($0.element)] }
        try connection.insert(rows) {
            "INSERT INTO channel_example (channel_id, position, title_id) VALUES \(rows: $0)"
        }
    }
}
