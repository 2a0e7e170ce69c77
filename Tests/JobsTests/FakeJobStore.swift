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
        var report: String?
        var result: String?
        var percent = 0.0
        var updatedAt: Instant
        var runAt: Instant
        var leaseUntil: Instant?
        var worker: String?
        var startedAt: Instant?
        var finishedAt: Instant?
    }

    private(set) var rows: [Row] = []
    /// How often several jobs were read at once.
    private(set) var reads = 0
    private(set) var claims: [JobClaim] = []
    private(set) var heartbeats = 0
    private(set) var retentions: [JobRetention] = []
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
        rows.append(Row(id: JobID(Int32(rows.count + 1)), new: job, updatedAt: job.createdAt, runAt: job.runAt))
        return rows[rows.count - 1].job
    }

    func claim(_ claim: JobClaim) -> Job? {
        claims.append(claim)
        let held = rows.filter { $0.state == .running && ($0.leaseUntil ?? claim.now) > claim.now }
        let busy = Set(held.map(\.new.name)).intersection(claim.exclusiveNames)
        let heldIDs = Set(held.map(\.id))
        let running = rows.filter { $0.state == .running }
        guard
            let index = rows.firstIndex(where: {
                !$0.state.isFinal && !heldIDs.contains($0.id) && $0.runAt <= claim.now
                    && claim.names.contains($0.new.name) && !busy.contains($0.new.name)
                    && Self.isAlone($0, among: running, claim.groups)
            })
        else { return nil }
        rows[index].state = .running
        rows[index].attempt += 1
        rows[index].startedAt = rows[index].startedAt ?? claim.now
        rows[index].leaseUntil = claim.leaseUntil
        rows[index].worker = claim.worker
        return rows[index].job
    }

    /// Whether no other job of the row's groups runs.
    private static func isAlone(_ row: Row, among running: [Row], _ groups: [[String]]) -> Bool {
        let names = groups.filter { $0.contains(row.new.name) }.joined()
        return !running.contains { $0.id != row.id && names.contains($0.new.name) }
    }

    func heartbeat(_ job: JobID, worker: String, leaseUntil: Instant) -> LeaseState {
        heartbeats += 1
        guard change(job, heldBy: worker, { $0.leaseUntil = leaseUntil }) else { return .lost }
        return row(job)?.isCancelRequested == true ? .cancelRequested : .held
    }

    func save(_ update: JobUpdate, of job: JobID, worker: String) -> Bool {
        change(job, heldBy: worker) {
            $0.progress = update.progress
            $0.checkpoint = update.checkpoint ?? $0.checkpoint
            $0.report = update.report ?? $0.report
            $0.result = update.result ?? $0.result
            $0.percent = max($0.percent, update.percent)
            $0.updatedAt = update.at ?? $0.updatedAt
        }
    }

    func finish(_ job: JobID, worker: String, _ end: JobEnd) throws -> Bool {
        // A real database rolls back what a cancelled task writes.
        try Task.checkCancellation()
        if finishFailures > 0 {
            finishFailures -= 1
            throw JobFakeError.busy
        }
        return change(job, heldBy: worker) {
            $0.state = end.state
            $0.finishedAt = end.at
            $0.failure = end.failure
            $0.report = end.report ?? $0.report
            $0.result = end.result ?? $0.result
            $0.updatedAt = end.at
            if end.state == .succeeded { $0.percent = 100 }
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
            if $0.state == .waiting {
                ($0.state, $0.finishedAt) = (.cancelled, moment)
            } else {
                $0.isCancelRequested = true
            }
        }
    }

    func job(id: JobID) -> Job? { row(id)?.job }
    func recent(name: String?, limit: Int) -> [Job] { rows.reversed().prefix(limit).map(\.job) }

    func list(_ names: [String], in states: [JobState], limit: Int) -> [Job] {
        let found = rows.reversed().map(\.job).filter { names.contains($0.name) && states.contains($0.state) }
        return Array(found.prefix(limit))
    }

    func prune(_ retention: JobRetention) -> Int {
        retentions.append(retention)
        return 0
    }

    /// Ends a job whose worker may still be at it.
    @discardableResult
    func end(_ job: JobID, as state: JobState, at moment: Instant) -> Bool {
        change(job) {
            $0.isCancelRequested = true
            ($0.state, $0.finishedAt, $0.updatedAt) = (state, moment, moment)
        }
    }
}

extension FakeJobStore: JobRunStore {
    func start(_ job: NewJob) -> JobStart {
        if let open = open([job.name]).first { return .open(open) }
        return .started(enqueue(job))
    }

    func open(_ names: [String]) -> [Job] {
        rows.map(\.job).filter { names.contains($0.name) && !$0.state.isFinal }
    }

    func latest(_ names: [String], hasReports: Bool) -> [Job] { names.compactMap { ended([$0], limit: 1).first } }

    func ended(_ names: [String], limit: Int) -> [Job] {
        Array(rows.map(\.job).filter { names.contains($0.name) && $0.state.isFinal }.reversed().prefix(limit))
    }

    func ended(_ names: [String], after moment: Instant, limit: Int) -> [Job] {
        ended(names, limit: limit).filter { $0.times.finishedAt ?? moment > moment }
    }

    func jobs(_ ids: [JobID]) -> [Job] {
        reads += 1
        return ids.compactMap { row($0)?.job }
    }

    func forget(_ job: JobID) { rows.removeAll { $0.id == job } }
}

enum JobFakeError: Error {
    case busy
    case refused(token: String)
}

extension FakeJobStore.Row {
    var job: Job {
        var row = JobRow(
            id: id, name: new.name, parameters: new.parameters, state: state, attempt: attempt,
            isCancelRequested: isCancelRequested)
        row.percent = percent
        var times = JobTimes(
            createdAt: new.createdAt, runAt: runAt, startedAt: startedAt, finishedAt: finishedAt,
            leaseUntil: leaseUntil)
        times.updatedAt = updatedAt
        return Job(
            row: row, progress: progress,
            notes: JobNotes(checkpoint: checkpoint, failure: failure, report: report, result: result), times: times)
    }
}
