import Basics
import Domain

/// The queue in memory, as the port describes it.
actor FakeJobStore: JobStore {
    struct Row {
        var id: JobID
        var new: NewJob
        var state = JobState.waiting
        var attempt = 0
        var isCancelRequested = false
        var progress = JobProgress()
        var checkpoint: String?
        var failure: String?
        var runAt: Instant
        var leaseUntil: Instant?
        var worker: String?
    }

    private(set) var rows: [Row] = []
    private(set) var claims: [JobClaim] = []
    private(set) var heartbeats = 0
    /// The next calls of `finish` throw, as a busy database would.
    private var finishFailures = 0

    func failFinishing(times: Int) { finishFailures = times }

    /// Gives a running job to another worker, as after a lease that ran out.
    func steal(_ job: JobID) { change(job) { $0.worker = "thief" } }

    func row(_ job: JobID) -> Row? { rows.first { $0.id == job } }

    @discardableResult
    private func change(_ job: JobID, heldBy worker: String? = nil, _ body: (inout Row) -> Void) -> Bool {
        guard let index = rows.firstIndex(where: { $0.id == job && !$0.state.isFinal }),
            worker == nil || (rows[index].worker == worker && rows[index].state == .running)
        else { return false }
        body(&rows[index])
        return true
    }

    func enqueue(_ job: NewJob) -> Job {
        if let key = job.deduplicationKey,
            let same = rows.first(where: {
                $0.new.name == job.name && $0.new.deduplicationKey == key && $0.state == .waiting
            })
        {
            return same.job
        }
        rows.append(Row(id: JobID(Int32(rows.count + 1)), new: job, runAt: job.runAt))
        return rows[rows.count - 1].job
    }

    func claim(_ claim: JobClaim) -> Job? {
        claims.append(claim)
        let held = rows.filter { $0.state == .running && ($0.leaseUntil ?? claim.now) > claim.now }
        let busy = Set(held.map(\.new.name)).intersection(claim.exclusiveNames)
        let heldIDs = Set(held.map(\.id))
        guard
            let index = rows.firstIndex(where: {
                !$0.state.isFinal && !heldIDs.contains($0.id) && $0.runAt <= claim.now
                    && claim.names.contains($0.new.name) && !busy.contains($0.new.name)
            })
        else { return nil }
        rows[index].state = .running
        rows[index].attempt += 1
        rows[index].leaseUntil = claim.leaseUntil
        rows[index].worker = claim.worker
        return rows[index].job
    }

    func heartbeat(_ job: JobID, worker: String, leaseUntil: Instant) -> LeaseState {
        heartbeats += 1
        guard change(job, heldBy: worker, { $0.leaseUntil = leaseUntil }) else { return .lost }
        return row(job)?.isCancelRequested == true ? .cancelRequested : .held
    }

    func save(_ progress: JobProgress, checkpoint: String?, of job: JobID, worker: String) -> Bool {
        change(job, heldBy: worker) {
            $0.progress = progress
            $0.checkpoint = checkpoint ?? $0.checkpoint
        }
    }

    func finish(_ job: JobID, worker: String, as state: JobState, failure: String?, at moment: Instant) throws -> Bool {
        // A real database rolls back what a cancelled task writes.
        try Task.checkCancellation()
        if finishFailures > 0 {
            finishFailures -= 1
            throw JobFakeError.busy
        }
        return change(job, heldBy: worker) {
            $0.state = state
            $0.failure = failure
        }
    }

    func release(_ job: JobID, worker: String, runAt: Instant, failure: String?) throws -> Bool {
        try Task.checkCancellation()
        return change(job, heldBy: worker) {
            $0.state = .waiting
            $0.runAt = runAt
            $0.failure = failure
            $0.worker = nil
        }
    }

    func requestCancel(_ job: JobID, at moment: Instant) -> Bool {
        change(job) {
            if $0.state == .waiting { $0.state = .cancelled } else { $0.isCancelRequested = true }
        }
    }

    func job(id: JobID) -> Job? { row(id)?.job }
    func recent(name: String?, limit: Int) -> [Job] { rows.reversed().prefix(limit).map(\.job) }
    func prune(keep: Int) -> Int { 0 }
}

enum JobFakeError: Error {
    case busy
    case refused(token: String)
}

extension FakeJobStore.Row {
    var job: Job {
        Job(
            row: JobRow(
                id: id, name: new.name, parameters: new.parameters, state: state, attempt: attempt,
                isCancelRequested: isCancelRequested),
            progress: progress, checkpoint: checkpoint, failure: failure,
            times: JobTimes(
                createdAt: new.createdAt, runAt: runAt, startedAt: nil, finishedAt: nil, leaseUntil: leaseUntil))
    }
}
