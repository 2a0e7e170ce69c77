package import Basics
package import Domain
import SQL

/// The runs that administrators see.
extension SQLJobStore: JobRunStore {
    package func start(_ job: NewJob) async throws -> JobStart {
        try await database.write { try $0.start(job) }
    }

    package func open(_ names: [String]) async throws -> [Job] {
        try await jobs(
            SQL.openJobs, where: "state IN ('waiting', 'running') AND name IN \(values: names) ORDER BY +id")
    }

    /// One look at the index for each name, so that a long history costs nothing.
    package func latest(_ names: [String], hasReports: Bool) async throws -> [Job] {
        guard !names.isEmpty else { return [] }
        let newest = names.map { name -> SQL in
            """
            SELECT id FROM (
                SELECT id FROM job WHERE name = \(name) AND \(sql: Self.isEnded) ORDER BY id DESC LIMIT 1) AS newest
            """
        }
        return try await database.glance(
            """
            SELECT \(sql: hasReports ? JobColumns.all : JobColumns.brief) FROM job
            WHERE id IN (\(sql: newest.joined(separator: " UNION ALL "))) ORDER BY id
            """
        ).map { try JobColumns.job($0) }
    }

    package func ended(_ names: [String], limit: Int) async throws -> [Job] {
        try await jobs(where: "name IN \(values: names) AND \(sql: Self.isEnded) ORDER BY id DESC LIMIT \(limit)")
    }

    package func ended(_ names: [String], after moment: Instant, limit: Int) async throws -> [Job] {
        try await jobs(
            where: """
                finished_at > \(moment) AND \(sql: Self.isNamed(names))
                ORDER BY finished_at DESC, id DESC LIMIT \(limit)
                """)
    }

    package func jobs(_ ids: [JobID]) async throws -> [Job] {
        guard !ids.isEmpty else { return [] }
        return try await jobs(where: "id IN \(list: ids) ORDER BY id")
    }

    private func jobs(_ table: SQL = "job", where condition: SQL) async throws -> [Job] {
        try await database.glance(
            "SELECT \(sql: JobColumns.all) FROM \(sql: table) WHERE \(sql: condition)"
        ).map { try JobColumns.job($0) }
    }

    private static let isEnded: SQL = "state IN ('succeeded', 'failed', 'cancelled')"

    /// The sign keeps SQLite from the index by name, in which all jobs that ever ran are.
    private static func isNamed(_ names: [String]) -> SQL {
        "\(sqlite: "+name", postgres: "name") IN \(values: names)"
    }
}

extension SQL {
    /// The table with the index that has open jobs only: SQLite would rather go through all jobs. What is asked must be
    /// the index's own condition. A sign before `id` keeps PostgreSQL from doing the same for the sake of the order.
    static let openJobs: SQL = "job\(sqlite: " INDEXED BY job_open", postgres: "")"
}

extension SQLConnection {
    /// Stores a job, unless one of its name waits or runs.
    func start(_ job: NewJob) throws -> JobStart {
        try lock(.jobs)
        let open = try first(
            """
            SELECT \(sql: JobColumns.all) FROM \(sql: SQL.openJobs)
            WHERE state IN ('waiting', 'running') AND name = \(job.name)
            ORDER BY +id LIMIT 1
            """)
        if let open { return .open(try JobColumns.job(open)) }
        return .started(try enqueue(job))
    }
}
