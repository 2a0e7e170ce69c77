package import Basics
package import Domain
import SQL

/// What is in channels, in `channel_item`.
extension SQLChannelStore {
    package func items(of channel: ChannelID) async throws -> [ChannelItem] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT i.id, i.title_id, i.score FROM channel_item i JOIN title t ON t.id = i.title_id
                WHERE i.channel_id = \(channel) AND t.state = 'known' AND \(sql: TitleHiding.isShown)
                ORDER BY i.position, i.id
                """
            ).map { ChannelItem(id: try $0.get(0), titleID: try $0.get(1), score: try $0.optionalDouble(2)) }
        }
    }

    package func fill(
        _ channel: ChannelID, with items: [(TitleID, Double)], at moment: Instant
    ) async throws -> Bool {
        try await database.write { connection in
            // The row is held from here on, so that of two who fill a channel one has the last word.
            let filled = try connection.execute(
                "UPDATE channel SET last_generated_at = \(moment) WHERE id = \(channel)")
            guard filled > 0 else { return false }
            try connection.execute("DELETE FROM channel_item WHERE channel_id = \(channel)")
            let rows = NewItems(after: 0, already: [], room: DomainLimits.channelItemsMax)
            try rows.insert(items.map { ($0, Optional($1)) }, in: channel, at: moment, connection)
            return true
        }
    }

    package func append(
        _ titles: [TitleID], to channel: ChannelID, at moment: Instant
    ) async throws -> Int {
        try await database.write { connection in
            let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
            guard try connection.first("SELECT id FROM channel WHERE id = \(channel)\(sql: lock)") != nil else {
                return 0
            }
            let rows = try connection.query("SELECT title_id, position FROM channel_item WHERE channel_id = \(channel)")
            let new = NewItems(
                after: try rows.map { try $0.int(1) }.max() ?? 0,
                already: Set(try rows.map { try $0.get(0, as: TitleID.self) }),
                room: DomainLimits.channelItemsMax - rows.count)
            return try new.insert(titles.map { ($0, nil) }, in: channel, at: moment, connection)
        }
    }

    package func removeItem(_ item: ID<ChannelItem>, from channel: ChannelID) async throws -> Bool {
        try await database.write { connection in
            try connection.execute("DELETE FROM channel_item WHERE id = \(item) AND channel_id = \(channel)") > 0
        }
    }
}

/// Titles that are put behind others.
private struct NewItems {
    /// The last place that is taken.
    let after: Int
    let already: Set<TitleID>
    let room: Int

    /// Leaves out titles that are in the channel, that come twice, and that there are not; returns how many were new.
    @discardableResult
    func insert(
        _ items: [(title: TitleID, score: Double?)], in channel: ChannelID, at moment: Instant,
        _ connection: any SQLConnection
    ) throws -> Int {
        let present = try connection.hold(titles: items.map(\.title))
        var named = already
        let kept = items.filter { present.contains($0.title) && named.insert($0.title).inserted }
            .prefix(max(0, room))
        let rows = kept.enumerated().map { place, item in
            [
                SQLBinding(channel), SQLBinding(item.title), SQLBinding(after + 1 + place), SQLBinding(item.score),
                SQLBinding(moment),
            ]
        }
        try connection.insert(rows) {
            "INSERT INTO channel_item (channel_id, title_id, position, score, added_at) VALUES \(rows: $0)"
        }
        return rows.count
    }
}
