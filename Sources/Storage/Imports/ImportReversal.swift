import Basics
import Domain
import SQL

/// Takes back what decisions wrote, in a script that holds the titles, the person, the profile and the session.
struct ImportReversal {
    let connection: any SQLConnection
    let shelf: ImportShelf
    let source: ImportSource
    let moment: Instant

    /// For the journal's entries `e` of a condition, which are gone afterwards.
    func takeBack(_ condition: SQL) throws -> ImportUndo {
        let entries = try WrittenEntry.entries(condition, of: shelf.user, connection)
        guard !entries.isEmpty else { return ImportUndo() }
        let ids = entries.map(\.id)
        let opinions = OpinionReversal(entries)
        let lists = try ListReversal(entries, connection)
        var undo = ImportUndo()
        undo.ratings = opinions.count
        undo.viewings = try removeViewings(ids)
        undo.kept = try lists.write(connection)
        undo.changedSince = Self.names(entries.filter { opinions.isChanged($0) || lists.isChanged($0) })
        try opinions.write(of: shelf.user, from: source, at: moment, connection)
        try connection.execute("DELETE FROM import_entry WHERE id IN \(list: ids)")
        let made = entries.filter(\.isNew).compactMap(\.film)
        let left = try AbandonedRows.leftByImports(made, connection)
        undo.titles = left.isEmpty ? 0 : try SQLCatalogueStore.remove(left, connection)
        return undo
    }

    /// The latest entry is the first; people read them in the order of the file.
    private static func names(_ entries: [WrittenEntry]) -> [String] {
        var seen: Set<String> = []
        return entries.sorted { $0.position < $1.position }.map(\.name).filter { seen.insert($0).inserted }
    }

    private func removeViewings(_ entries: [Int]) throws -> Int {
        let events = try connection.query("SELECT event_id FROM import_viewing WHERE entry_id IN \(list: entries)")
            .map { try $0.int(0) }
        guard !events.isEmpty else { return 0 }
        let removed = try connection.query(
            "DELETE FROM watch_event WHERE id IN \(list: events) RETURNING profile_id, title_id")
        var titles: [ProfileID: Set<TitleID>] = [:]
        for row in removed { titles[try row.get(0), default: []].insert(try row.get(1)) }
        // Mostly one: imports go into the history of the account's first profile.
        for (profile, titles) in titles.sorted(by: { $0.key < $1.key }) {
            let states = WatchStateRows(connection: connection, profile: profile)
            guard try states.lock() else { continue }
            try PlayStates(states: states).refresh(titles.sorted())
        }
        return removed.count
    }
}

/// An entry of the journal beside what stands now.
struct WrittenEntry {
    let id: Int
    let position: Int
    let name: String
    let profile: ProfileID?
    let film: TitleID?
    let isNew: Bool
    let keptAt: Instant?
    let opinion: ImportJournal.Change?
    /// What stands of the opinion.
    let now: OpinionRow.Said?
    /// The title whose opinion it is; nil while it is gone.
    let ratedTitle: TitleID?

    /// The latest first. An opinion that belongs to another account by now is as if it were gone.
    static func entries(
        _ condition: SQL, of user: UserID, _ connection: any SQLConnection
    ) throws -> [WrittenEntry] {
        try connection.query(
            """
            SELECT e.id, e.position, e.name, e.profile_id, e.title_id, e.is_new, e.kept_at, e.rating_id, e.value,
                e.rating_source, e.rated_at, e.before_value, e.before_source, e.before_rated_at, r.value, r.source,
                r.rated_at, r.title_id
            FROM import_entry e LEFT JOIN rating r ON r.id = e.rating_id AND r.user_id = \(user)
            WHERE \(sql: condition) ORDER BY e.id DESC
            """
        ).map { try WrittenEntry($0) }
    }

    private init(_ row: SQLRow) throws {
        (id, position, name) = (try row.int(0), try row.int(1), try row.text(2))
        (profile, film) = (try row.get(3, as: ProfileID?.self), try row.get(4, as: TitleID?.self))
        (isNew, keptAt) = (try row.bool(5), try row.get(6, as: Instant?.self))
        if let rating = try row.get(7, as: RatingID?.self), let written = try Self.said(row, from: 8) {
            opinion = ImportJournal.Change(id: rating, before: try Self.said(row, from: 11), written: written)
        } else {
            opinion = nil
        }
        now = try Self.said(row, from: 14)
        ratedTitle = try row.get(17, as: TitleID?.self)
    }

    /// Of the columns value, source and moment.
    private static func said(_ row: SQLRow, from column: Int) throws -> OpinionRow.Said? {
        guard let source = try row.get(column + 1, as: RatingSource?.self) else { return nil }
        return OpinionRow.Said(
            value: try row.optionalInt(column), source: source, ratedAt: try row.get(column + 2))
    }
}
