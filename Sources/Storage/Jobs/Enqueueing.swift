import Domain
import SQL

/// Puts jobs into the queue inside somebody's transaction, so that a change and the work that it asks for are one.
extension SQLConnection {
    /// The new job, or the waiting one with the same name and deduplication key.
    func enqueue(_ job: NewJob) throws -> Job {
        try lock(.jobs)
        if let key = job.deduplicationKey, let same = try waitingJob(job.name, key) { return same }
        _ = try raise(.jobs)
        let row = try first(
            """
            INSERT INTO job (name, parameters, deduplication_key, state, attempt, done, total, message,
                is_cancel_requested, created_at, run_at, updated_at)
            VALUES (\(job.name), \(job.parameters), \(SQLBinding(job.deduplicationKey)), 'waiting', 0, 0, 0, '', 0,
                \(job.createdAt), \(job.runAt), \(job.createdAt))
            RETURNING \(sql: JobColumns.all)
            """)
        guard let row else { throw SQLError.decoding("the new job gave no row") }
        return try JobColumns.job(row)
    }

    private func waitingJob(_ name: String, _ key: String) throws -> Job? {
        try first(
            """
            SELECT \(sql: JobColumns.all) FROM job
            WHERE name = \(name) AND deduplication_key = \(key) AND state = 'waiting'
                AND is_cancel_requested = 0 ORDER BY id LIMIT 1
            """
        ).map { try JobColumns.job($0) }
    }
}
