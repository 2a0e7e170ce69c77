package import Basics
package import Domain
package import SQL

/// The queue in the table `job`; claiming is in an extension beside this file.
///
/// Scripts that look at several jobs before they write hold the row of the area `jobs`, so they follow one another.
package struct SQLJobStore: JobStore {
    let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func enqueue(_ job: NewJob) async throws -> Job {
        try await database.write { try $0.enqueue(job) }
    }

    package func heartbeat(_ job: JobID, worker: String, leaseUntil: Instant) async throws -> LeaseState {
        let row = try await database.write { connection in
            try connection.first(
                """
                UPDATE job SET lease_until = \(leaseUntil) WHERE \(sql: Self.held(job, worker))
                RETURNING is_cancel_requested
                """)
        }
        guard let row else { return .lost }
        return try row.bool(0) ? .cancelRequested : .held
    }

    package func save(_ update: JobUpdate, of job: JobID, worker: String) async throws -> Bool {
        let progress = update.progress
        return try await changeHeld(
            job, worker,
            """
            done = \(progress.done), total = \(progress.total), message = \(progress.message),
            checkpoint = COALESCE(\(SQLBinding(update.checkpoint)), checkpoint),
            report = COALESCE(\(SQLBinding(update.report)), report),
            result = COALESCE(\(SQLBinding(update.result)), result),
            percent = \(sqlite: "MAX", postgres: "GREATEST")(percent, \(update.percent)),
            updated_at = COALESCE(\(SQLBinding(update.at)), updated_at)
            """)
    }

    package func finish(_ job: JobID, worker: String, _ end: JobEnd) async throws -> Bool {
        try await changeHeld(
            job, worker,
            """
            state = \(end.state), failure = \(SQLBinding(end.failure)), finished_at = \(end.at),
                updated_at = \(end.at), worker = NULL, lease_until = NULL,
                percent = \(sql: end.state == .succeeded ? "100" : "percent"),
                report = COALESCE(\(SQLBinding(end.report)), report),
                result = COALESCE(\(SQLBinding(end.result)), result)
            """)
    }

    package func release(_ job: JobID, worker: String, runAt: Instant, failure: String?) async throws -> Bool {
        try await changeHeld(
            job, worker,
            "state = 'waiting', run_at = \(runAt), failure = \(SQLBinding(failure)), worker = NULL, lease_until = NULL")
    }

    package func requestCancel(_ job: JobID, at moment: Instant) async throws -> Bool {
        try await database.writeUncancelled { connection in
            try connection.lock(.jobs)
            let ended = try connection.execute(
                """
                UPDATE job SET \(sql: Self.cancelled(moment))
                WHERE id = \(job) AND (state = 'waiting' OR (state = 'running' AND lease_until <= \(moment)))
                """)
            let asked =
                ended > 0
                ? 0
                : try connection.execute(
                    "UPDATE job SET is_cancel_requested = 1 WHERE id = \(job) AND state = 'running'")
            guard ended + asked > 0 else { return false }
            _ = try connection.raise(.jobs)
            return true
        }
    }

    package func job(id: JobID) async throws -> Job? {
        try await database.read { connection in
            try connection.first("SELECT \(sql: JobColumns.all) FROM job WHERE id = \(id)").map {
                try JobColumns.job($0)
            }
        }
    }

    package func recent(name: String?, limit: Int) async throws -> [Job] {
        let condition: SQL = if let name { " WHERE name = \(name)" } else { "" }
        return try await database.read { connection in
            try connection.query(
                "SELECT \(sql: JobColumns.all) FROM job\(sql: condition) ORDER BY id DESC LIMIT \(limit)"
            ).map { try JobColumns.job($0) }
        }
    }
}

extension SQLJobStore {
    /// What a cancelled job looks like.
    static func cancelled(_ moment: Instant) -> SQL {
        """
        state = 'cancelled', is_cancel_requested = 1, finished_at = \(moment), updated_at = \(moment), worker = NULL,
            lease_until = NULL
        """
    }

    /// Stored even when the worker's task is cancelled: this is how a job that is being stopped says so.
    private func changeHeld(_ job: JobID, _ worker: String, _ change: SQL) async throws -> Bool {
        try await database.writeUncancelled { connection in
            try connection.lock(.jobs)
            let changed = try connection.execute("UPDATE job SET \(sql: change) WHERE \(sql: Self.held(job, worker))")
            guard changed > 0 else { return false }
            _ = try connection.raise(.jobs)
            return true
        }
    }

    private static func held(_ job: JobID, _ worker: String) -> SQL {
        "id = \(job) AND worker = \(worker) AND state = 'running'"
    }
}

/// Reads jobs from rows of `all`.
enum JobColumns {
    static let all: SQL = """
        id, name, parameters, state, attempt, is_cancel_requested, done, total, message, checkpoint, failure,
        created_at, run_at, started_at, finished_at, lease_until, report, result, percent, updated_at
        """

    /// Without what can be long.
    static let brief: SQL = """
        id, name, parameters, state, attempt, is_cancel_requested, done, total, message, NULL AS checkpoint, failure,
        created_at, run_at, started_at, finished_at, lease_until, NULL AS report, result, percent, updated_at
        """

    static func job(_ row: SQLRow) throws -> Job {
        var what = JobRow(
            id: try row.get(0), name: try row.text(1), parameters: try row.text(2), state: try row.get(3),
            attempt: try row.int(4), isCancelRequested: try row.bool(5))
        what.percent = try row.double(18)
        var times = JobTimes(
            createdAt: try row.get(11), runAt: try row.get(12), startedAt: try row.get(13),
            finishedAt: try row.get(14), leaseUntil: try row.get(15))
        times.updatedAt = try row.get(19)
        return Job(
            row: what,
            progress: JobProgress(done: try row.int(6), total: try row.int(7), message: try row.text(8)),
            notes: JobNotes(
                checkpoint: try row.optionalText(9), failure: try row.optionalText(10),
                report: try row.optionalText(16), result: try row.optionalText(17)),
            times: times)
    }
}
