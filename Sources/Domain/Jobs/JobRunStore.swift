package import Basics

/// What became of a wish to run a job.
package enum JobStart: Sendable {
    case started(Job)
    /// A run of the name waits or runs already.
    case open(Job)
}

/// The runs of jobs, as administrators see and start them. Each method is one transaction.
package protocol JobRunStore: Sendable {
    /// Stores the job unless one of its name waits or runs, started by whomever.
    func start(_ job: NewJob) async throws -> JobStart
    /// The waiting and running jobs of these names, by id.
    func open(_ names: [String]) async throws -> [Job]
    /// The newest ended job of each of these names; without `hasReports` they lack report and checkpoint.
    func latest(_ names: [String], hasReports: Bool) async throws -> [Job]
    /// The newest ended jobs of these names.
    func ended(_ names: [String], limit: Int) async throws -> [Job]
    /// The newest jobs of these names that ended after `moment`.
    func ended(_ names: [String], after moment: Instant, limit: Int) async throws -> [Job]
    /// Those of these jobs that exist.
    func jobs(_ ids: [JobID]) async throws -> [Job]
}
