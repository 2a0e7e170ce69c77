import Basics
import Domain
import SQL

/// Lets what profiles watched, began and keep of titles count for others, and takes that back.
struct MergedViewings {
    /// A viewing that went over.
    struct Event: Codable, Equatable {
        let id: Int
        let from: TitleID
        let to: TitleID
    }

    /// How far a profile was.
    struct State: Codable, Equatable {
        let profile: ProfileID
        let from: TitleID
        let to: TitleID
        /// The reports about the duplicate, and about the other title before and after.
        let moved: [WatchReport]
        let before: [WatchReport]
        let after: [WatchReport]
    }

    /// A place on the list of what a profile keeps.
    struct Place: Codable, Equatable {
        let profile: ProfileID
        let from: TitleID
        let to: TitleID
        let addedAt: Instant
    }

    struct Moves: Codable, Equatable {
        var events: [Event] = []
        var states: [State] = []
        var places: [Place] = []
    }

    let connection: any SQLConnection

    func move(_ pairs: [MergedFiles.Pair]) throws -> Moves {
        var moves = Moves()
        guard !pairs.isEmpty else { return moves }
        let homes = Dictionary(pairs.map { ($0.to, $0.from) }) { first, _ in first }
        moves.states = try moveStates(homes)
        for row in try connection.query(
            """
            UPDATE watch_event SET title_id = given.target FROM (\(sql: Self.given(pairs))) AS given
            WHERE watch_event.title_id = given.home AND NOT EXISTS (
                SELECT 1 FROM watch_event AS other
                WHERE other.profile_id = watch_event.profile_id AND other.title_id = given.target
                    AND other.source = watch_event.source AND other.watched_at = watch_event.watched_at)
            RETURNING id, title_id
            """)
        {
            let to: TitleID = try row.get(1)
            if let from = homes[to] { moves.events.append(Event(id: try row.int(0), from: from, to: to)) }
        }
        for row in try connection.query(
            """
            UPDATE watch_list SET title_id = given.target FROM (\(sql: Self.given(pairs))) AS given
            WHERE watch_list.title_id = given.home AND NOT EXISTS (
                SELECT 1 FROM watch_list AS other
                WHERE other.profile_id = watch_list.profile_id AND other.title_id = given.target)
            RETURNING profile_id, title_id, added_at
            """)
        {
            let to: TitleID = try row.get(1)
            guard let from = homes[to] else { continue }
            moves.places.append(Place(profile: try row.get(0), from: from, to: to, addedAt: try row.get(2)))
        }
        moves.events.sort { $0.id < $1.id }
        moves.places.sort { ($0.profile, $0.to) < ($1.profile, $1.to) }
        return moves
    }

    /// Returns what does not go back, for people.
    func moveBack(_ moves: Moves) throws -> [String] {
        var remarks: [String] = []
        let events = try moveEventsBack(moves.events)
        if events > 0 { remarks.append("\(events) of the viewings were changed since and stay.") }
        let states = try moveStatesBack(moves.states)
        if states > 0 { remarks.append("\(states) profiles went on watching since: where they are stays.") }
        let places = try movePlacesBack(moves.places)
        if places > 0 { remarks.append("\(places) places on lists were changed since and stay.") }
        return remarks
    }

    private static func given(_ pairs: [MergedFiles.Pair]) -> SQL {
        let rows = pairs.map { [Int($0.from.rawValue), Int($0.to.rawValue)] }
        return """
            SELECT \(sql: .integer(at: 0)) AS home, \(sql: .integer(at: 1)) AS target
            FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows)))
            """
    }

    private func moveStates(_ homes: [TitleID: TitleID]) throws -> [State] {
        let profiles: [ProfileID] = try connection.query(
            "SELECT DISTINCT profile_id FROM watch_state WHERE title_id IN \(list: homes.values) ORDER BY profile_id"
        ).map { try $0.get(0) }
        var states: [State] = []
        for profile in profiles {
            let rows = WatchStateRows(connection: connection, profile: profile)
            guard try rows.lock() else { continue }
            let reports = try rows.reports(of: Array(homes.keys) + Array(homes.values))
            var changed: [TitleID: WatchReports] = [:]
            for (to, from) in homes.sorted(by: { $0.key < $1.key }) {
                guard let moved = reports[from] else { continue }
                let before = reports[to] ?? WatchReports()
                let after = WatchReports(before.kept + moved.kept)
                (changed[to], changed[from]) = (after, WatchReports())
                states.append(
                    State(
                        profile: profile, from: from, to: to, moved: moved.kept, before: before.kept,
                        after: after.kept))
            }
            try rows.store(changed)
        }
        return states
    }

    /// How many were changed since.
    private func moveEventsBack(_ events: [Event]) throws -> Int {
        guard !events.isEmpty else { return 0 }
        let rows = events.map { [$0.id, Int($0.from.rawValue), Int($0.to.rawValue)] }
        return try events.count
            - connection.execute(
                """
                UPDATE watch_event SET title_id = given.home
                FROM (
                    SELECT \(sql: .integer(at: 0)) AS event, \(sql: .integer(at: 1)) AS home,
                        \(sql: .integer(at: 2)) AS target
                    FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows)))
                ) AS given
                WHERE watch_event.id = given.event AND watch_event.title_id = given.target AND NOT EXISTS (
                    SELECT 1 FROM watch_event AS other
                    WHERE other.profile_id = watch_event.profile_id AND other.title_id = given.home
                        AND other.source = watch_event.source AND other.watched_at = watch_event.watched_at)
                """)
    }

    /// A profile that went on watching keeps what it has; the duplicate is as far as it was in any case.
    private func moveStatesBack(_ states: [State]) throws -> Int {
        var edited = 0
        for (profile, states) in Dictionary(grouping: states, by: \.profile).sorted(by: { $0.key < $1.key }) {
            let rows = WatchStateRows(connection: connection, profile: profile)
            guard try rows.lock() else { continue }
            let now = try rows.reports(of: states.flatMap { [$0.from, $0.to] })
            var changed: [TitleID: WatchReports] = [:]
            for state in states {
                if now[state.from] == nil { changed[state.from] = WatchReports(state.moved) }
                if now[state.to]?.kept == state.after {
                    changed[state.to] = WatchReports(state.before)
                } else {
                    edited += 1
                }
            }
            try rows.store(changed)
        }
        return edited
    }

    private func movePlacesBack(_ places: [Place]) throws -> Int {
        guard !places.isEmpty else { return 0 }
        let rows = places.map {
            [
                Int($0.profile.rawValue), Int($0.from.rawValue), Int($0.to.rawValue), Int($0.addedAt.milliseconds),
            ]
        }
        return try places.count
            - connection.execute(
                """
                UPDATE watch_list SET title_id = given.home
                FROM (
                    SELECT \(sql: .integer(at: 0)) AS profile, \(sql: .integer(at: 1)) AS home,
                        \(sql: .integer(at: 2)) AS target, CAST(value ->> 3 AS BIGINT) AS moment
                    FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows)))
                ) AS given
                WHERE watch_list.profile_id = given.profile AND watch_list.title_id = given.target
                    AND watch_list.added_at = given.moment AND NOT EXISTS (
                        SELECT 1 FROM watch_list AS other
                        WHERE other.profile_id = watch_list.profile_id AND other.title_id = given.home)
                """)
    }
}
