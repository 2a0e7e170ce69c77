import Basics
import Domain

/// The schedules in memory, as the port describes them.
actor FakeScheduleStore: ScheduleStore {
    private let runs: FakeJobStore
    private(set) var stored: [String: StoredSchedule] = [:]
    private(set) var reads = 0
    private var isBusy = false

    init(_ runs: FakeJobStore) {
        self.runs = runs
    }

    func beBusy(_ flag: Bool) { isBusy = flag }

    func note(_ names: [String], at moment: Instant) {
        for name in names where stored[name] == nil {
            stored[name] = StoredSchedule(name: name, edited: nil, lastFiredAt: nil, changedAt: moment)
        }
    }

    func schedules(_ names: [String]) throws -> [StoredSchedule] {
        if isBusy { throw JobFakeError.busy }
        reads += 1
        return names.compactMap { stored[$0] }
    }

    func edit(_ name: String, _ draft: ScheduleDraft, standard: JobSchedule, at moment: Instant) throws -> JobSchedule {
        let new = try draft.applied(to: stored[name]?.edited ?? standard)
        stored[name] = StoredSchedule(
            name: name, edited: new, lastFiredAt: stored[name]?.lastFiredAt, changedAt: moment)
        return new
    }

    func claim(_ claim: ScheduleClaim) async -> ScheduleOutcome {
        let name = claim.entry.name
        guard let old = stored[name], old.lastFiredAt == claim.entry.lastFiredAt,
            old.changedAt == claim.entry.changedAt
        else { return .outdated }
        stored[name] = StoredSchedule(
            name: name, edited: old.edited, lastFiredAt: claim.due, changedAt: old.changedAt)
        guard let job = claim.job, case .started(let started) = await runs.start(job) else { return .passed }
        return .started(started)
    }
}
