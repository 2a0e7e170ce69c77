import Domain
import SQL

/// Lets how far profiles are with titles count for others, and takes that back.
struct MergedStates {
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

    let connection: any SQLConnection

    func move(_ pairs: [MergedFiles.Pair]) throws -> [State] {
        guard !pairs.isEmpty else { return [] }
        let profiles: [ProfileID] = try connection.query(
            """
            SELECT DISTINCT profile_id FROM watch_state WHERE title_id IN \(list: pairs.map(\.from))
            ORDER BY profile_id
            """
        ).map { try $0.get(0) }
        var states: [State] = []
        for profile in profiles {
            let rows = WatchStateRows(connection: connection, profile: profile)
            guard try rows.lock() else { continue }
            let reports = try rows.reports(of: pairs.flatMap { [$0.from, $0.to] })
            var changed: [TitleID: WatchReports] = [:]
            for pair in pairs.sorted(by: { $0.to < $1.to }) {
                guard let moved = reports[pair.from] else { continue }
                let before = reports[pair.to] ?? WatchReports()
                let after = WatchReports(before.kept + moved.kept)
                (changed[pair.to], changed[pair.from]) = (after, WatchReports())
                states.append(
                    State(
                        profile: profile, from: pair.from, to: pair.to, moved: moved.kept, before: before.kept,
                        after: after.kept))
            }
            try rows.store(changed)
        }
        return states
    }

    /// A profile that went on watching keeps what it has; the duplicate is as far as it was in any case. Returns what
    /// does not go back, for people.
    func moveBack(_ states: [State]) throws -> [String] {
        let homes = try connection.hold(titles: Set(states.map(\.from)))
        var edited = 0
        for (profile, states) in Dictionary(grouping: states, by: \.profile).sorted(by: { $0.key < $1.key }) {
            let rows = WatchStateRows(connection: connection, profile: profile)
            guard try rows.lock() else { continue }
            let now = try rows.reports(of: states.flatMap { [$0.from, $0.to] })
            var changed: [TitleID: WatchReports] = [:]
            for state in states where homes.contains(state.from) {
                if now[state.from] == nil { changed[state.from] = WatchReports(state.moved) }
                if now[state.to]?.kept == state.after {
                    changed[state.to] = WatchReports(state.before)
                } else {
                    edited += 1
                }
            }
            try rows.store(changed)
        }
        return edited == 0 ? [] : ["\(edited) profiles went on watching since: where they are stays."]
    }
}
