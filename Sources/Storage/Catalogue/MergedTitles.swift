import Domain
import SQL

/// Titles that were given up for another entry of the same work, in `title_merge`. Those that were kept for others are
/// not given up themselves.
enum MergedTitles {
    /// For which title a title `t` was given up; absent where it was not.
    static let keptID: SQL = "(SELECT given.kept_id FROM title_merge given WHERE given.title_id = t.id)"

    /// The title that whoever means a title `t` means.
    static let meantID: SQL = "COALESCE(\(sql: keptID), t.id)"

    /// Whether a title `t` can be meant: it is known, or was given up for one that is.
    static let isMeant: SQL = "(t.state = 'known' OR \(sql: keptID) IS NOT NULL)"

    static func isGivenUp(_ title: TitleID, _ connection: any SQLConnection) throws -> Bool {
        try connection.first("SELECT 1 FROM title_merge WHERE title_id = \(title)") != nil
    }

    /// The title that whoever means this one means.
    static func meantID(by title: TitleID) -> SQL {
        "COALESCE((SELECT given.kept_id FROM title_merge given WHERE given.title_id = \(title)), \(title))"
    }

    /// For what titles were given up; the others are left out.
    static func kept(
        insteadOf titles: some Collection<TitleID>, _ connection: any SQLConnection
    ) throws -> [TitleID: TitleID] {
        guard !titles.isEmpty else { return [:] }
        var kept: [TitleID: TitleID] = [:]
        try connection.forEach(
            "SELECT title_id, kept_id FROM title_merge WHERE title_id \(sql: .within(titles))"
        ) { kept[try $0.get(0)] = try $0.get(1) }
        return kept
    }

    /// Notes what is given up for what.
    static func put(_ pairs: [MergedFiles.Pair], _ connection: any SQLConnection) throws {
        try connection.insert(pairs.map { [SQLBinding($0.from), SQLBinding($0.to)] }) {
            "INSERT INTO title_merge (title_id, kept_id) VALUES \(rows: $0)"
        }
    }

    /// Lets titles stand for themselves again. Returns for what they were given up.
    static func remove(
        _ titles: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: TitleID] {
        var kept: [TitleID: TitleID] = [:]
        for row in try connection.query(
            "DELETE FROM title_merge WHERE title_id IN \(list: titles) RETURNING title_id, kept_id")
        {
            kept[try row.get(0)] = try row.get(1)
        }
        return kept
    }

    /// By what other ids IMDb knows titles: those of the entries that were given up for them, in their order.
    static func imdbIDs(
        of kept: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: [IMDbID]] {
        guard !kept.isEmpty else { return [:] }
        var ids: [TitleID: [IMDbID]] = [:]
        try connection.forEach(
            """
            SELECT m.kept_id, t.imdb_id FROM title_merge m JOIN title t ON t.id = m.title_id
            WHERE m.kept_id \(sql: .within(kept)) AND t.imdb_id IS NOT NULL ORDER BY m.kept_id, t.id
            """
        ) { ids[try $0.get(0), default: []].append(try $0.get(1)) }
        return ids
    }
}
