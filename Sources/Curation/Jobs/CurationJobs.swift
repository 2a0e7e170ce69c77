package import Basics
package import Domain
import Jobs

/// What can be wrong with a wish about a job of scenes and plans.
package enum CurationJobError: Error, Hashable, Sendable {
    /// No job has this id.
    case unknownJob(String)
    /// The job is about something else; it can be looked at only.
    case foreignJob(JobID)
    /// A job that has ended is not cancelled.
    case hasEnded(JobID, JobReportStatus)
    /// Only a failed or cancelled job is tried again.
    case notRetried(JobID, JobReportStatus)
}

/// The jobs about scenes and plans, as clients list, cancel and repeat them.
package struct CurationJobs: Sendable {
    private let store: any JobStore & JobRunStore
    private let world: World

    package init(store: any JobStore & JobRunStore, world: World) {
        self.store = store
        self.world = world
    }

    /// The newest jobs, without their logs; those of a status or of a type's name only where they are given. A type
    /// that is none of these has no jobs.
    package func list(status: JobReportStatus? = nil, type: String? = nil, limit: Int) async throws -> [Job] {
        let names = CurationJobNames.all.filter { type == nil || $0 == type }
        let states = JobState.allCases.filter { status == nil || JobReportStatus($0) == status }
        return try await store.list(names, in: states, limit: min(limit, DomainLimits.curationPageMax))
    }

    /// The newest syncs, without their logs.
    package func syncs(limit: Int) async throws -> [Job] {
        try await store.list(
            CurationJobNames.syncs, in: JobState.allCases, limit: min(limit, DomainLimits.curationPageMax))
    }

    /// Those that wait or run, the newest first; the newest `CurationLimits.activeJobsMax` where there are more.
    package func active() async throws -> [Job] {
        try await store.list(
            CurationJobNames.all, in: [.waiting, .running], limit: CurationLimits.activeJobsMax)
    }

    /// All jobs of some names that wait or run.
    func open(_ names: [String]) async throws -> [Job] {
        try await store.open(names)
    }

    /// Whether a sync waits or runs.
    func isSyncing() async throws -> Bool {
        try await !store.list(CurationJobNames.syncs, in: [.waiting, .running], limit: 1).isEmpty
    }

    /// Any job of this server by its id as text, of whatever type; nil when there is none.
    package func job(_ text: String) async throws -> Job? {
        guard let number = Int32(text), String(number) == text else { return nil }
        return try await store.job(id: JobID(number))
    }

    /// Ends a job: it counts as cancelled when this returns. What it had done stays, and what its worker says later is
    /// dropped. Throws `CurationJobError` `unknownJob`, `foreignJob` and `hasEnded`.
    @discardableResult
    package func cancel(_ text: String) async throws -> JobID {
        let job = try await own(text)
        guard !job.state.isFinal, try await store.end(job.id, as: .cancelled, at: world.now()) else {
            let state = try await store.job(id: job.id)?.state ?? job.state
            throw CurationJobError.hasEnded(job.id, JobReportStatus(state))
        }
        return job.id
    }

    /// Cancels every sync that waits or runs; returns how many there were.
    package func cancelSyncs() async throws -> Int {
        var count = 0
        while true {
            let open = try await store.list(
                CurationJobNames.syncs, in: [.waiting, .running], limit: DomainLimits.curationPageMax)
            guard !open.isEmpty else { return count }
            for job in open where try await store.end(job.id, as: .cancelled, at: world.now()) { count += 1 }
        }
    }

    /// Starts another job of the same type and parameters. Throws `CurationJobError` `unknownJob`, `foreignJob` and
    /// `notRetried`.
    package func retry(_ text: String) async throws -> Job {
        let job = try await own(text)
        guard job.state == .failed || job.state == .cancelled else {
            throw CurationJobError.notRetried(job.id, JobReportStatus(job.state))
        }
        let now = world.now()
        return try await store.enqueue(
            NewJob(name: job.name, parameters: job.parameters, deduplicationKey: nil, runAt: now, createdAt: now))
    }

    private func own(_ text: String) async throws -> Job {
        guard let job = try await job(text) else { throw CurationJobError.unknownJob(text) }
        guard CurationJobNames.all.contains(job.name) else { throw CurationJobError.foreignJob(job.id) }
        return job
    }
}
