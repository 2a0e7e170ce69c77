import Basics
import Domain
import SQL
import Synchronization

/// Keeps the statistics of histories until something that they are made from changes.
///
/// Working them out reads every viewing a dozen times; looking whether anything changed reads one index once.
final class StatisticsMemory: Sendable {
    private struct Entry {
        let mark: [SQLValue]
        let months: [Range<Instant>]
        let statistics: WatchStatistics
    }

    private let entries = Mutex<[ProfileID: Entry]>([:])

    /// Nil unless they were worked out from the same data for the same months.
    func statistics(of profile: ProfileID, _ mark: [SQLValue], _ months: [Range<Instant>]) -> WatchStatistics? {
        guard let entry = entries.withLock({ $0[profile] }), entry.mark == mark, entry.months == months else {
            return nil
        }
        return entry.statistics
    }

    func keep(
        _ statistics: WatchStatistics, of profile: ProfileID, _ mark: [SQLValue], _ months: [Range<Instant>]
    ) {
        entries.withLock { entries in
            if entries.count >= StorageLimits.statisticsKeptMax, entries[profile] == nil { entries.removeAll() }
            entries[profile] = Entry(mark: mark, months: months, statistics: statistics)
        }
    }
}

extension SQLWatchHistory {
    /// Values that are others as soon as anything changed that statistics are made from: viewings, which are added and
    /// removed but never altered and whose ids are not used again, what is kept and liked, what lists hide, and titles.
    static func statisticsMark(of profile: ProfileID, _ connection: any SQLConnection) throws -> [SQLValue] {
        let row = try connection.first(
            """
            SELECT v.version, e.number, e.last, e.total, l.number, l.titles, l.moments, f.number, f.titles, f.moments,
                h.number, h.titles, h.squares
            FROM (SELECT version FROM area_version WHERE area = \(ChangeArea.titles)) AS v,
                (SELECT COUNT(*) AS number, MAX(id) AS last, SUM(id) AS total FROM watch_event
                    WHERE profile_id = \(profile)) AS e,
                (SELECT COUNT(*) AS number, SUM(title_id) AS titles, SUM(added_at) AS moments FROM watch_list
                    WHERE profile_id = \(profile)) AS l,
                (SELECT COUNT(*) AS number, SUM(title_id) AS titles, SUM(added_at) AS moments FROM favourite
                    WHERE profile_id = \(profile)) AS f,
                (SELECT COUNT(*) AS number, SUM(t.id) AS titles, SUM(CAST(t.id AS BIGINT) * t.id) AS squares
                    FROM title t WHERE t.hidden <> 0 AND \(sql: TitleHiding.isSwitchedOff)) AS h
            """)
        return row?.values ?? []
    }
}
