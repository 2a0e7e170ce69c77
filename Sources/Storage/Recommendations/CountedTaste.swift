import Basics
import Domain
import SQL

/// What of a history counts for somebody's taste, in conditions for statements about films or series `t`.
struct CountedTaste {
    private let omittedTitles: [TitleID]
    private let omittedGenres: [String]
    /// By time; no two of them touch.
    private let omittedPeriods: [Range<Instant>]

    init(without omissions: [TasteOmission]) {
        var titles: Set<TitleID> = []
        var genres: Set<String> = []
        var periods: [Range<Instant>] = []
        for omission in omissions {
            switch omission {
            case .title(let id): titles.insert(id)
            case .genre(let name): genres.insert(Folding.nameKey(Folding.tidied(name)))
            case .period(let period): periods.append(period)
            }
        }
        omittedTitles = titles.sorted()
        omittedGenres = genres.sorted()
        omittedPeriods = Self.joined(periods)
    }

    /// Goes on after a condition: the title is not left out, nor is one of its genres.
    var titles: SQL {
        var condition: SQL = ""
        if !omittedTitles.isEmpty { condition += " AND t.id NOT IN \(list: omittedTitles)" }
        if !omittedGenres.isEmpty {
            // Counted and not looked for, so that it is done for each title of the history and not for the catalogue.
            condition += """
                 AND (SELECT COUNT(*) FROM title_term l JOIN term g ON g.id = l.term_id
                    WHERE l.title_id = t.id AND g.kind = 'genre' AND g.name_key IN \(values: omittedGenres)) = 0
                """
        }
        return condition
    }

    /// Goes on after a condition: the moment in this column lies in no period that is left out.
    func moments(_ column: SQL) -> SQL {
        omittedPeriods.isEmpty ? "" : " AND NOT \(sql: isOmitted(column))"
    }

    /// The viewings that count, to be selected from: `w` of films, or of episodes `e` of series.
    func viewings(of profile: ProfileID, _ kind: TitleKind) -> SQL {
        let events = events(of: profile)
        let viewings =
            kind == .series
            ? SQLWatchHistory.seriesViewings(of: profile, among: events)
            : SQLWatchHistory.filmViewings(of: profile, among: events)
        return viewings + titles
    }

    /// Of several plays in one row the last lies at its moment; when the others were, nobody knows.
    private func events(of profile: ProfileID) -> SQL {
        guard !omittedPeriods.isEmpty else { return "watch_event" }
        let isOmitted = isOmitted("v.watched_at")
        return """
            (SELECT v.profile_id, v.title_id, CASE WHEN \(sql: isOmitted) THEN v.plays - 1 ELSE v.plays END AS plays,
                CASE WHEN \(sql: isOmitted) THEN \(sql: Self.undated) ELSE v.watched_at END AS watched_at
            FROM watch_event v
            WHERE v.profile_id = \(profile) AND (v.plays > 1 OR NOT \(sql: isOmitted)))
            """
    }

    private func isOmitted(_ column: SQL) -> SQL {
        let periods = omittedPeriods.map { period -> SQL in
            "\(sql: column) >= \(period.lowerBound) AND \(sql: column) < \(period.upperBound)"
        }
        return "(\(sql: column) <> \(sql: Self.undated) AND (\(sql: periods.joined(separator: " OR "))))"
    }

    private static let undated = SQL(trusted: String(WatchEvent.undated.milliseconds))

    private static func joined(_ periods: [Range<Instant>]) -> [Range<Instant>] {
        var joined: [Range<Instant>] = []
        for period in periods.sorted(by: { $0.lowerBound < $1.lowerBound }) where !period.isEmpty {
            if let last = joined.last, period.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, period.upperBound)
            } else {
                joined.append(period)
            }
        }
        return joined
    }
}
