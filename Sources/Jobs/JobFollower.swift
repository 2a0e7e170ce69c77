package import Domain
import ServiceLifecycle
import Synchronization

/// Tells many programs how running jobs go on, with one reader for the whole server.
///
/// Followed jobs are read together: when the change feed says that jobs have changed, at most ten times a second, and
/// now and then without a hint. While nobody follows, nothing is read.
package final class JobFollower: Service {
    /// Somebody who follows a job.
    private struct Subscription {
        let job: JobID
        let continuation: AsyncStream<Job>.Continuation
    }

    private struct State {
        var subscriptions: [Int: Subscription] = [:]
        /// Those who follow all jobs of some names.
        var boards: [Int: JobBoard] = [:]
        var next = 0
        /// What was told last of each followed job.
        var told: [JobID: Job] = [:]
        var isRunning = false

        var count: Int { subscriptions.count + boards.count }
    }

    private let runs: any JobStore & JobRunStore
    private let feed: any ChangeFeed
    private let sleeper: Sleeper
    private let state = Mutex(State())
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    package init(runs: any JobStore & JobRunStore, feed: any ChangeFeed, sleeper: Sleeper = .live) {
        self.runs = runs
        self.feed = feed
        self.sleeper = sleeper
        (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// The job as it is soon after this call and after each later change, the newest state when several came at once.
    ///
    /// Ends after a final state, when the job is gone, and when the server shuts down. Nil when too many follow.
    package func updates(of job: JobID) -> AsyncStream<Job>? {
        let (stream, continuation) = AsyncStream.makeStream(of: Job.self, bufferingPolicy: .bufferingNewest(1))
        return follow(stream, continuation) { state, number in
            state.subscriptions[number] = Subscription(job: job, continuation: continuation)
            // Whoever comes later is told the present state, too.
            state.told[job] = nil
        }
    }

    /// The open jobs of these names as they are soon after this call, and from then on each that is new or has changed,
    /// in its newest state. A job that begins and ends between two looks is told once, as ended.
    ///
    /// Ends when the server shuts down, and when the reader is so slow that `JobsLimits.boardWaitingMax` jobs wait.
    /// Nil when too many follow.
    package func updates(ofNames names: [String]) -> AsyncStream<Job>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Job.self, bufferingPolicy: .bufferingOldest(JobsLimits.boardWaitingMax))
        return follow(stream, continuation) { state, number in
            state.boards[number] = JobBoard(names: Set(names), continuation: continuation)
        }
    }

    private func follow(
        _ stream: AsyncStream<Job>, _ continuation: AsyncStream<Job>.Continuation,
        _ subscribe: (inout State, Int) -> Void
    ) -> AsyncStream<Job>? {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.forget(number) }
        let isTaken = state.withLock { state in
            guard state.isRunning, state.count < JobsLimits.followersMax else { return false }
            subscribe(&state, number)
            return true
        }
        guard isTaken else { return nil }
        wakeUp.yield()
        return stream
    }

    /// Reads until graceful shutdown or cancellation.
    package func run() async {
        state.withLock { $0.isRunning = true }
        await cancelWhenGracefulShutdown { await self.work() }
        let left = state.withLock { state in
            state.isRunning = false
            return state.subscriptions.values.map(\.continuation) + state.boards.values.map(\.continuation)
        }
        for continuation in left { continuation.finish() }
    }

    /// Those who follow now.
    package var followerCount: Int { state.withLock { $0.count } }

    private func work() async {
        await withTaskGroup { group in
            group.addTask {
                for await area in self.feed.changes() where area == .jobs { self.wakeUp.yield() }
            }
            group.addTask { await self.poll() }
            for await _ in self.wakeUps {
                await self.look()
                guard (try? await self.sleeper(seconds: JobsLimits.followSeconds)) != nil else { break }
            }
            group.cancelAll()
        }
    }

    private func poll() async {
        while (try? await sleeper(seconds: JobsLimits.followSecondsMax)) != nil { wakeUp.yield() }
    }

    /// Reads the followed jobs and tells what has changed. A database in trouble is asked again later.
    private func look() async {
        let (wanted, boards) = state.withLock { state in
            (Set(state.subscriptions.values.map(\.job)), state.boards)
        }
        let open = boards.values.flatMap(\.open)
        let names = Set(boards.values.flatMap(\.names)).sorted()
        guard !wanted.isEmpty || !names.isEmpty, let listed = try? await listed(names),
            let found = try? await runs.jobs(wanted.union(open).sorted())
        else { return }
        let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        for (continuation, job) in state.withLock({ news(wanted, byID, &$0) }) {
            if let job { continuation.yield(job) }
            if job?.state.isFinal ?? true { continuation.finish() }
        }
        let all = Dictionary((listed + found).map { ($0.id, $0) }) { $1 }.values.sorted { $0.id < $1.id }
        for (continuation, jobs) in state.withLock({ boardNews(boards.keys.sorted(), all, &$0) }) {
            for job in jobs {
                if case .dropped = continuation.yield(job) { continuation.finish() }
            }
        }
    }

    /// The newest jobs of these names, and all that are open.
    private func listed(_ names: [String]) async throws -> [Job] {
        guard !names.isEmpty else { return [] }
        let newest = try await runs.list(names, in: JobState.allCases, limit: JobsLimits.boardListedMax)
        return newest + (try await runs.open(names))
    }

    /// Who of those that were there before the look is to be told what.
    private func boardNews(
        _ numbers: [Int], _ jobs: [Job], _ state: inout State
    ) -> [(AsyncStream<Job>.Continuation, [Job])] {
        numbers.compactMap { number in
            guard let news = state.boards[number]?.news(jobs), !news.isEmpty else { return nil }
            return state.boards[number].map { ($0.continuation, news) }
        }
    }

    /// Who is to be told what; no job for those whose job is gone.
    private func news(
        _ wanted: Set<JobID>, _ found: [JobID: Job], _ state: inout State
    ) -> [(AsyncStream<Job>.Continuation, Job?)] {
        let changed = wanted.filter { found[$0] == nil || found[$0] != state.told[$0] }
        for id in changed { state.told[id] = found[id] }
        return state.subscriptions.values.filter { changed.contains($0.job) }.map { ($0.continuation, found[$0.job]) }
    }

    private func forget(_ number: Int) {
        state.withLock { state in
            state.boards[number] = nil
            guard let gone = state.subscriptions.removeValue(forKey: number) else { return }
            if !state.subscriptions.values.contains(where: { $0.job == gone.job }) { state.told[gone.job] = nil }
        }
    }
}
