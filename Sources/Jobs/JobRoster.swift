package import Basics
package import Domain

/// What can be wrong with a wish about an administrator's job.
package enum JobRosterError: Error, Equatable, Sendable {
    /// Nobody knows the name, or this server cannot run it.
    case unknownJob
    /// A run of the name waits or runs.
    case isOpen(JobID)
    case isNotRunning
}

/// The jobs with a definition that this server can run: what they are, when they run, and how that went.
package struct JobRoster: Sendable {
    /// In the order in which they are listed.
    package let definitions: [JobDefinition]
    private let store: any JobStore & JobRunStore
    private let schedules: any ScheduleStore
    private let world: World
    private let sleeper: Sleeper
    private let changes: (any ChangeCounts)?
    private let quiet = FreshValues<[String], [Entry]>(valuesMax: 1, seconds: JobsLimits.entriesKeptSeconds)

    /// `types` are all job types of this process. With `changes`, the list of jobs is kept while none is open.
    package init(
        types: [any JobType], store: any JobStore & JobRunStore, schedules: any ScheduleStore, world: World,
        sleeper: Sleeper = .live, changes: (any ChangeCounts)? = nil
    ) {
        let names = Set(types.map { type(of: $0).name })
        definitions = DiscoveryJobs.all.filter { names.contains($0.name) }
        self.store = store
        self.schedules = schedules
        self.world = world
        self.sleeper = sleeper
        self.changes = changes
    }

    package var names: [String] { definitions.map(\.name) }

    /// Throws `JobRosterError.unknownJob`.
    package func definition(of name: String) throws(JobRosterError) -> JobDefinition {
        guard let definition = definitions.first(where: { $0.name == name }) else { throw .unknownJob }
        return definition
    }

    /// Starts a run by hand. Throws `JobRosterError`.
    package func start(_ name: String) async throws -> Job {
        _ = try definition(of: name)
        switch try await store.start(.run(of: name, at: world.now())) {
        case .started(let job): return job
        case .open(let job): throw JobRosterError.isOpen(job.id)
        }
    }

    /// Asks for the end of the open run, and waits a short while for it. Throws `JobRosterError`.
    package func cancel(_ name: String) async throws -> JobID {
        _ = try definition(of: name)
        guard let open = try await store.open([name]).first,
            try await store.requestCancel(open.id, at: world.now())
        else { throw JobRosterError.isNotRunning }
        var waited = 0.0
        while waited < JobsLimits.cancelWaitSeconds, try await store.job(id: open.id)?.state.isFinal == false {
            try await sleeper(seconds: JobsLimits.cancelPollSeconds)
            waited += JobsLimits.cancelPollSeconds
        }
        return open.id
    }
}

/// What is told of jobs.
extension JobRoster {
    /// A job with its schedule, its open run and its last one that ended.
    package struct Entry: Sendable {
        package let definition: JobDefinition
        package let schedule: JobSchedule
        package let open: Job?
        /// Without its lines.
        package let last: JobRunRecord?
    }

    /// All jobs, in the order of the definitions.
    package func entries() async throws -> [Entry] {
        let changed = changes.flatMap { changes -> UInt64? in
            guard let jobs = changes.count(of: .jobs), let schedules = changes.count(of: .schedules) else { return nil }
            return jobs &+ schedules
        }
        // What an open run reports changes all the time.
        return try await quiet.value(
            of: names, changes: changed, now: world.now(), isKept: { $0.allSatisfy { $0.open == nil } },
            read: { try await entries(definitions) })
    }

    package func entry(_ definition: JobDefinition) async throws -> Entry? {
        try await entries([definition]).first
    }

    private func entries(_ definitions: [JobDefinition]) async throws -> [Entry] {
        let names = definitions.map(\.name)
        let open = Dictionary(try await store.open(names).map { ($0.name, $0) }) { first, _ in first }
        let last = Dictionary(try await store.latest(names, hasReports: false).map { ($0.name, $0) }) { first, _ in
            first
        }
        let stored = Dictionary(try await schedules.schedules(names).map { ($0.name, $0) }) { first, _ in first }
        return definitions.map { definition in
            Entry(
                definition: definition, schedule: stored[definition.name]?.edited ?? definition.defaultSchedule,
                open: open[definition.name], last: last[definition.name]?.record)
        }
    }

    /// The open runs, and those that ended a short while ago, newest first.
    package func active() async throws -> [JobProgressReport] {
        let now = world.now()
        let since = now.adding(seconds: -max(DomainLimits.finishedListedSeconds, DomainLimits.failedListedSeconds))
        let open = try await store.open(names)
        let ended = try await store.ended(names, after: since, limit: JobsLimits.finishedListedMax)
        // A run may have ended between the two looks.
        let known = Set(ended.map(\.id))
        return (open.filter { !known.contains($0.id) } + ended).map { JobProgressReport(of: $0) }
            .filter { $0.isListed(at: now) }.sorted { $0.jobID > $1.jobID }
    }

    /// The newest runs that have ended, of one job or of all. Throws `JobRosterError.unknownJob`.
    package func history(of name: String? = nil, limit: Int) async throws -> [JobRunRecord] {
        let names = if let name { [try definition(of: name).name] } else { names }
        return try await store.ended(names, limit: limit).compactMap { $0.record }
    }

    /// The last run that has ended of each job.
    package func lastRuns() async throws -> [JobRunRecord] {
        try await store.latest(names, hasReports: true).compactMap { $0.record }
    }

    /// A run of one of these jobs; nil for anything else.
    package func run(_ id: JobID) async throws -> Job? {
        guard let job = try await store.job(id: id), (try? definition(of: job.name)) != nil else { return nil }
        return job
    }
}

/// When jobs run by themselves.
extension JobRoster {
    package func schedule(of name: String) async throws -> JobSchedule {
        let definition = try definition(of: name)
        return try await schedules.schedules([name]).first?.edited ?? definition.defaultSchedule
    }

    /// Throws `JobRosterError.unknownJob` and `ScheduleError`.
    package func edit(_ name: String, _ draft: ScheduleDraft) async throws -> JobSchedule {
        let definition = try definition(of: name)
        return try await schedules.edit(name, draft, standard: definition.defaultSchedule, at: world.now())
    }
}

extension NewJob {
    /// A run of a job without parameters.
    static func run(of name: String, at moment: Instant) -> NewJob {
        NewJob(name: name, parameters: "{}", deduplicationKey: nil, runAt: moment, createdAt: moment)
    }
}

extension Job {
    /// Nil while the job has not ended.
    fileprivate var record: JobRunRecord? {
        JobRunRecord(JobProgressReport(of: self), createdAt: times.finishedAt ?? times.createdAt)
    }
}
