package import Basics
package import Domain
import SQL

/// What is told of many jobs at once, and what becomes of those that have ended.
extension SQLJobStore {
    package func list(_ names: [String], in states: [JobState], limit: Int) async throws -> [Job] {
        guard !names.isEmpty, !states.isEmpty else { return [] }
        return try await database.glance(
            """
            SELECT \(sql: JobColumns.brief) FROM job WHERE id IN (\(sql: Self.newest(names, states, limit)))
            ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """
        ).map { try JobColumns.job($0) }
    }

    /// The ids of the newest jobs and maybe of more, without going through all that are kept: open ones are few, and of
    /// the others each name's newest are at the end of an index.
    private static func newest(_ names: [String], _ states: [JobState], _ limit: Int) -> SQL {
        if states.allSatisfy({ !$0.isFinal }) {
            return """
                SELECT id FROM \(sql: .openJobs)
                WHERE state IN ('waiting', 'running') AND name IN \(values: names) AND state IN \(values: states)
                """
        }
        return names.map { name -> SQL in
            """
            SELECT id FROM (
                SELECT id FROM job WHERE name = \(name) AND state IN \(values: states)
                ORDER BY id DESC LIMIT \(limit)) AS newest
            """
        }.joined(separator: " UNION ALL ")
    }

    package func end(_ job: JobID, as state: JobState, at moment: Instant) async throws -> Bool {
        try await database.writeUncancelled { connection in
            try connection.lock(.jobs)
            let ended = try connection.execute(
                """
                UPDATE job SET state = \(state), is_cancel_requested = 1, finished_at = \(moment),
                    updated_at = \(moment), worker = NULL, lease_until = NULL
                WHERE id = \(job) AND state IN ('waiting', 'running')
                """)
            if ended > 0 { _ = try connection.raise(.jobs) }
            return ended > 0
        }
    }

    package func prune(_ retention: JobRetention) async throws -> Int {
        try await database.write { connection in
            let crowded = try connection.execute(
                """
                DELETE FROM job WHERE id IN (
                    SELECT id FROM (
                        SELECT id, ROW_NUMBER() OVER (PARTITION BY name ORDER BY id DESC) AS place
                        FROM job
                        WHERE state NOT IN ('waiting', 'running') AND name NOT IN \(values: retention.agedNames)
                    ) AS ranked WHERE place > \(retention.newest))
                """)
            let old =
                retention.agedNames.isEmpty
                ? 0
                : try connection.execute(
                    """
                    DELETE FROM job WHERE finished_at < \(retention.endedBefore)
                        AND \(sqlite: "+name", postgres: "name") IN \(values: retention.agedNames)
                    """)
            if crowded + old > 0 { _ = try connection.raise(.jobs) }
            return crowded + old
        }
    }
}
