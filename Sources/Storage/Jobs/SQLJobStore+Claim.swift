package import Domain
import SQL

/// How a worker gets its next job.
extension SQLJobStore {
    package func claim(_ claim: JobClaim) async throws -> Job? {
        guard !claim.names.isEmpty, try await hasWork(claim) else { return nil }
        return try await database.write { connection in
            try connection.lock(.jobs)
            let ended = try Self.endLost(claim, connection)
            let job = try Self.take(claim, connection)
            if ended || job != nil { _ = try connection.raise(.jobs) }
            return job
        }
    }

    /// A look without locks, because idle workers ask all the time.
    private func hasWork(_ claim: JobClaim) async throws -> Bool {
        try await database.read { connection in
            try connection.first("SELECT 1 FROM job WHERE \(sql: Self.runnable(claim)) LIMIT 1") != nil
        }
    }

    /// Ends the jobs that lost their worker too often, and those whose end was asked for when nobody held them.
    private static func endLost(_ claim: JobClaim, _ connection: any SQLConnection) throws -> Bool {
        let cancelled = try connection.execute(
            "UPDATE job SET \(sql: Self.cancelled(claim.now)) WHERE \(sql: runnable(claim)) AND is_cancel_requested = 1"
        )
        let failed = try connection.execute(
            """
            UPDATE job SET state = 'failed', finished_at = \(claim.now), updated_at = \(claim.now), worker = NULL,
                lease_until = NULL,
                failure = 'its worker was lost ' || CAST(attempt AS TEXT) || ' times'
            WHERE \(sql: runnable(claim)) AND state = 'running' AND attempt >= \(claim.attemptsMax)
            """)
        return cancelled + failed > 0
    }

    private static func take(_ claim: JobClaim, _ connection: any SQLConnection) throws -> Job? {
        let exclusive = claim.names.filter { claim.exclusiveNames.contains($0) }
        return try connection.first(
            """
            UPDATE job SET state = 'running', worker = \(claim.worker), lease_until = \(claim.leaseUntil),
                attempt = attempt + 1, started_at = COALESCE(started_at, \(claim.now)), updated_at = \(claim.now)
            WHERE id = (
                SELECT id FROM job WHERE \(sql: runnable(claim)) AND NOT (
                    name IN \(values: exclusive) AND EXISTS (
                        SELECT 1 FROM job AS other
                        WHERE other.name = job.name AND other.state = 'running' AND other.lease_until > \(claim.now))
                )\(sql: groupsAreFree(claim))
                ORDER BY run_at, id LIMIT 1\(sqlite: "", postgres: " FOR UPDATE SKIP LOCKED"))
            RETURNING \(sql: JobColumns.all)
            """
        ).map { try JobColumns.job($0) }
    }

    /// Conditions that no other job of the row's group runs, whether its worker still holds it or not.
    private static func groupsAreFree(_ claim: JobClaim) -> SQL {
        claim.groups.map { names -> SQL in
            """
             AND NOT (name IN \(values: names) AND EXISTS (
                SELECT 1 FROM job AS other
                WHERE other.state = 'running' AND other.name IN \(values: names) AND other.id <> job.id))
            """
        }.joined(separator: "")
    }

    /// Waiting and due, or running with an ended lease. The list of states is what the index `job_open` holds.
    static func runnable(_ claim: JobClaim) -> SQL {
        // The sign keeps SQLite from the index by name, in which all jobs that ever ran are.
        let name: SQL = "\(sqlite: "+name", postgres: "name")"
        return """
            state IN ('waiting', 'running') AND run_at <= \(claim.now) AND \(sql: name) IN \(values: claim.names)
            AND (state = 'waiting' OR lease_until <= \(claim.now))
            """
    }
}
