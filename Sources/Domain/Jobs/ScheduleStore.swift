package import Basics

/// What the database knows of a job's schedule.
package struct StoredSchedule: Sendable, Hashable {
    /// The job's name.
    package let name: String
    /// As somebody edited it; nil while the program's definition is in force.
    package let edited: JobSchedule?
    /// The due moment that was fired or passed last.
    package let lastFiredAt: Instant?
    /// When it was edited, or first seen.
    package let changedAt: Instant

    package init(name: String, edited: JobSchedule?, lastFiredAt: Instant?, changedAt: Instant) {
        self.name = name
        self.edited = edited
        self.lastFiredAt = lastFiredAt
        self.changedAt = changedAt
    }

    /// The schedule in force with its past.
    package func entry(standard: JobSchedule) -> ScheduleEntry {
        ScheduleEntry(name: name, schedule: edited ?? standard, lastFiredAt: lastFiredAt, changedAt: changedAt)
    }
}

/// A due moment that somebody wants to be the one to fire.
package struct ScheduleClaim: Sendable {
    /// The schedule as it was when the decision was made.
    package let entry: ScheduleEntry
    package let due: Instant
    /// The run to start; nil stores the moment as fired without one.
    package let job: NewJob?

    package init(entry: ScheduleEntry, due: Instant, job: NewJob?) {
        self.entry = entry
        self.due = due
        self.job = job
    }
}

/// What became of a claim.
package enum ScheduleOutcome: Sendable {
    case started(Job)
    /// The moment counts as fired; a run of the name is open, or none was wanted.
    case passed
    /// The schedule has fired or was edited since the decision.
    case outdated
}

/// The schedules of jobs. Each method is one transaction, and what changes them tells the followers of `schedules`.
package protocol ScheduleStore: Sendable {
    /// Notes the names that were never seen, as first seen at `moment`.
    func note(_ names: [String], at moment: Instant) async throws
    /// The stored schedules of these names.
    func schedules(_ names: [String]) async throws -> [StoredSchedule]
    /// Applies an edit to the schedule in force, which is `standard` when nobody has edited it. Throws `ScheduleError`.
    func edit(
        _ name: String, _ draft: ScheduleDraft, standard: JobSchedule, at moment: Instant
    ) async throws -> JobSchedule
    /// Stores the moment as fired and starts the run. Of several claims of one moment the first counts.
    func claim(_ claim: ScheduleClaim) async throws -> ScheduleOutcome
}
