import Basics
import Domain
import SQL

/// Which opinions go back to what was before an import. One that is not exactly as the import wrote it stays.
struct OpinionReversal {
    private struct Return {
        let entry: WrittenEntry
        let change: ImportJournal.Change

        /// What Trakt is to hear; nil where it heard nothing else from the import.
        var said: TraktWishRows.Said? {
            guard let title = entry.ratedTitle, change.before?.value != change.written.value else { return nil }
            let ratedAt = change.before?.ratedAt ?? change.written.ratedAt
            return TraktWishRows.Said(
                opinion: Opinion(title, change.before?.value, source: .import, at: ratedAt), outcome: .changed,
                kind: .movie)
        }
    }

    /// By opinion, the earliest of the entries that follow one another.
    private var returns: [RatingID: Return] = [:]
    private var changed: Set<Int> = []

    /// The latest entry comes first: it lies on top of the earlier ones of the same film.
    init(_ entries: [WrittenEntry]) {
        var now: [RatingID: OpinionRow.Said?] = [:]
        for entry in entries {
            guard let change = entry.opinion else { continue }
            if (now[change.id] ?? entry.now) == change.written {
                returns[change.id] = Return(entry: entry, change: change)
                now.updateValue(change.before, forKey: change.id)
            } else {
                changed.insert(entry.id)
            }
        }
    }

    var count: Int { returns.count }

    func isChanged(_ entry: WrittenEntry) -> Bool { changed.contains(entry.id) }

    /// Writes while the entries are still there. Trakt is told what stands now, but for what its own file said: people
    /// gave that opinion there, and it stays there.
    func write(
        of user: UserID, from source: ImportSource, at moment: Instant, _ connection: any SQLConnection
    ) throws {
        try passOn(connection)
        let returns = returns.values.sorted { $0.entry.id < $1.entry.id }
        guard !returns.isEmpty else { return }
        try restore(returns.filter { $0.change.before != nil }.map(\.entry.id), at: moment, connection)
        let given = returns.filter { $0.change.before == nil }.map(\.change.id)
        if source != .trakt, try TraktWishRows.isLinked(user, connection) {
            try withdraw(given, at: moment, connection)
            try TraktWishRows.follow(returns.compactMap(\.said), of: user, at: moment, connection)
        } else {
            try forget(given, connection)
            try TraktWishRows.drop(returns.compactMap(\.entry.ratedTitle), of: user, connection)
        }
    }

    private func restore(_ entries: [Int], at moment: Instant, _ connection: any SQLConnection) throws {
        guard !entries.isEmpty else { return }
        try connection.execute(
            """
            UPDATE rating SET value = e.before_value, source = e.before_source, rated_at = e.before_rated_at,
                updated_at = \(moment)
            FROM import_entry e WHERE e.id IN \(list: entries) AND rating.id = e.rating_id
            """)
    }

    /// Where Trakt may have heard of an opinion, it is withdrawn at the moment at which it was given: what comes back
    /// from there is no later, and an import of the same file is no earlier.
    private func withdraw(
        _ opinions: [RatingID], at moment: Instant, _ connection: any SQLConnection
    ) throws {
        guard !opinions.isEmpty else { return }
        try connection.execute(
            "UPDATE rating SET value = NULL, updated_at = \(moment) WHERE id IN \(list: opinions)")
    }

    private func forget(_ opinions: [RatingID], _ connection: any SQLConnection) throws {
        guard !opinions.isEmpty else { return }
        try connection.execute("DELETE FROM rating WHERE id IN \(list: opinions)")
    }

    /// Another import wrote over an opinion that stays: it lies on what was before the one that is taken back.
    private func passOn(_ connection: any SQLConnection) throws {
        guard !changed.isEmpty else { return }
        try connection.execute(
            """
            UPDATE import_entry SET before_value = gone.before_value, before_source = gone.before_source,
                before_rated_at = gone.before_rated_at
            FROM import_entry AS gone
            WHERE gone.id IN \(list: changed.sorted()) AND import_entry.rating_id = gone.rating_id
                AND import_entry.id > gone.id AND import_entry.before_value = gone.value
                AND import_entry.before_source = gone.rating_source AND import_entry.before_rated_at = gone.rated_at
            """)
    }
}

/// Which films leave the lists of what is kept. One that was taken off and put on again by hand stays.
struct ListReversal {
    private var rows: [[Int]] = []
    private var changed: Set<Int> = []

    init(_ entries: [WrittenEntry], _ connection: any SQLConnection) throws {
        let kept = entries.filter { $0.keptAt != nil }
        guard !kept.isEmpty else { return }
        var now: [Int: Instant] = [:]
        try connection.forEach(
            """
            SELECT e.id, w.added_at FROM import_entry e
            JOIN watch_list w ON w.profile_id = e.profile_id AND w.title_id = e.title_id
            WHERE e.id IN \(list: kept.map(\.id))
            """
        ) { now[try $0.int(0)] = try $0.get(1) }
        for entry in kept {
            guard let moment = now[entry.id], let profile = entry.profile, let film = entry.film else { continue }
            if moment == entry.keptAt {
                rows.append([Int(profile.rawValue), Int(film.rawValue)])
            } else {
                changed.insert(entry.id)
            }
        }
    }

    func isChanged(_ entry: WrittenEntry) -> Bool { changed.contains(entry.id) }

    /// Returns how many films left.
    func write(_ connection: any SQLConnection) throws -> Int {
        guard !rows.isEmpty else { return 0 }
        return try connection.execute("DELETE FROM watch_list WHERE (profile_id, title_id) IN \(sql: .pairs(rows))")
    }
}
