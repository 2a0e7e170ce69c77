import Basics
import Domain
import SQL

/// Reads what a profile did with films or series, and what its account thinks of them, in four statements.
struct TasteRows {
    let kind: TitleKind
    let profile: ProfileID
    let counting: CountedTaste
    let connection: any SQLConnection

    /// By title; of other kinds there are none.
    func entries() throws -> [TasteEntry] {
        guard kind == .movie || kind == .series else { return [] }
        var entries: [TitleID: TasteEntry] = [:]
        func change(_ title: TitleID, _ change: (inout TasteEntry) throws -> Void) rethrows {
            try change(&entries[title, default: TasteEntry(titleID: title)])
        }
        for row in try connection.query(begun) {
            try change(try row.get(0)) { $0.completion = kind == .movie ? try share(row, 1, 2) : 0 }
        }
        for row in try connection.query(plays) {
            try change(try row.get(0)) { entry in
                entry.plays = try row.int(1)
                entry.lastPlayedAt = try row.get(2)
                entry.episodesWatched = try row.int(3)
                entry.completion = kind == .movie ? 1 : try share(row, 3, 4)
            }
        }
        for row in try connection.query(favourites) {
            let title: TitleID = try row.get(0)
            change(title) { $0.isFavourite = true }
        }
        for row in try connection.query(ratings) {
            try change(try row.get(0)) { entry in
                entry.rating = try row.int(1)
                entry.ratedAt = try row.get(2)
            }
        }
        return entries.values.sorted { $0.titleID < $1.titleID }
    }

    /// One column's part of another's, 0...1; 0 where the whole is unknown.
    private func share(_ row: SQLRow, _ part: Int, _ whole: Int) throws -> Double {
        guard let whole = try row.optionalInt(whole), whole > 0 else { return 0 }
        return min(1, Double(try row.int(part)) / Double(whole))
    }

    /// Of a film how far the profile is, and of what; of a series that an episode was begun.
    private var begun: SQL {
        if kind == .movie {
            """
            SELECT t.id, CASE WHEN s.is_finished = 1 THEN 1 ELSE s.position END,
                CASE WHEN s.is_finished = 1 THEN 1 ELSE \(sql: Self.length) END
            FROM watch_state s JOIN title t ON t.id = s.title_id
            WHERE s.profile_id = \(profile) AND t.kind = 'movie' AND (s.position > 0 OR s.is_finished = 1)
                \(sql: counting.titles) \(sql: counting.moments("s.watched_at"))
            """
        } else {
            """
            SELECT DISTINCT t.id FROM watch_state s JOIN episode e ON e.title_id = s.title_id
            JOIN title t ON t.id = e.series_id
            WHERE s.profile_id = \(profile) AND t.kind = \(kind) AND (s.position > 0 OR s.is_finished = 1)
                \(sql: counting.titles) \(sql: counting.moments("s.watched_at"))
            """
        }
    }

    /// Seconds of a film `t`: those of its files where no source knows its runtime.
    private static let length: SQL = """
        COALESCE(NULLIF(t.runtime_minutes, 0) * 60, (
            SELECT CAST(SUM(m.duration) / 1000 AS BIGINT) FROM title_file f JOIN media_file m ON m.id = f.file_id
            WHERE f.title_id = t.id AND f.version = 0))
        """

    /// Viewings, the last of them, the episodes that were watched and those that there are.
    private var plays: SQL {
        if kind == .movie {
            """
            SELECT t.id, SUM(w.plays), MAX(w.watched_at), 0, 0
            FROM \(sql: counting.viewings(of: profile, kind)) GROUP BY t.id
            """
        } else {
            """
            SELECT t.id, SUM(w.plays), MAX(w.watched_at), COUNT(DISTINCT w.title_id),
                (SELECT COUNT(*) FROM episode a WHERE a.series_id = t.id)
            FROM \(sql: counting.viewings(of: profile, kind)) AND t.kind = \(kind) GROUP BY t.id
            """
        }
    }

    private var favourites: SQL {
        """
        SELECT t.id FROM \(sql: SQLWatchHistory.favourites(of: profile)) k JOIN title t ON t.id = k.title_id
        WHERE t.kind = \(kind) \(sql: counting.titles)
        """
    }

    /// Who else watches under the account has not said it.
    private var ratings: SQL {
        """
        SELECT t.id, r.value, r.rated_at FROM profile p JOIN rating r ON r.user_id = p.user_id
        JOIN title t ON t.id = r.title_id
        WHERE p.id = \(profile) AND \(sql: .isFirstProfile) AND r.value IS NOT NULL AND t.kind = \(kind)
            \(sql: counting.titles) \(sql: counting.moments("r.rated_at"))
        """
    }
}

extension SQL {
    /// Whether a profile `p` is the first of its account.
    static let isFirstProfile: SQL = "p.id = (SELECT MIN(f.id) FROM profile f WHERE f.user_id = p.user_id)"
}
