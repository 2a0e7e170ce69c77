import Synchronization

/// A bounded number of threads for calls that block: reading folders, asking a disk for its size.
///
/// A thread lives as long as there is work and ends then, so nothing has to be shut down. A network share that has gone
/// away can hold a thread for minutes: give a library scan and a person's request threads of their own. How much work
/// may wait is the callers' affair, since each of them waits too.
package final class HostThreads: Sendable {
    /// The system has no room for a thread.
    package struct NoThread: Error, Hashable {}

    private struct Job {
        let run: @Sendable () -> Void
        let refuse: @Sendable () -> Void
    }

    private struct State {
        var waiting: [Job] = []
        /// Taken jobs stay at the front of `waiting` until there are enough of them to be worth the removal.
        var taken = 0
        var threads = 0

        mutating func take() -> Job? {
            guard taken < waiting.count else { return nil }
            defer {
                taken += 1
                if taken * 2 > waiting.count {
                    waiting.removeFirst(taken)
                    taken = 0
                }
            }
            return waiting[taken]
        }
    }

    private let state = Mutex(State())
    private let count: Int

    /// At most `count` threads at a time, and at least one.
    package init(count: Int) {
        self.count = max(1, count)
    }

    /// Runs `work` on a thread. The flag it is given is set when the task that waits is cancelled.
    ///
    /// Throws what `work` throws, `CancellationError` when the task was cancelled before the work began, or `NoThread`.
    package func run<Value: Sendable>(
        _ work: @escaping @Sendable (_ stop: StopFlag) throws -> Value
    ) async throws -> Value {
        let stop = StopFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                add(
                    Job(
                        run: {
                            continuation.resume(
                                with: Result {
                                    try stop.check()
                                    return try work(stop)
                                })
                        },
                        refuse: { continuation.resume(throwing: NoThread()) }))
            }
        } onCancel: {
            stop.set()
        }
    }

    private func add(_ job: Job) {
        let needsThread = state.withLock { state in
            state.waiting.append(job)
            guard state.threads < count else { return false }
            state.threads += 1
            return true
        }
        guard needsThread, !OwnThread.start({ self.work() }) else { return }
        for job in withoutThread() { job.refuse() }
    }

    /// What nobody will ever run: all that waits, unless another thread is there to take it.
    private func withoutThread() -> [Job] {
        state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return [] }
            var jobs: [Job] = []
            while let job = state.take() { jobs.append(job) }
            return jobs
        }
    }

    private func work() {
        while let job = nextJob() { job.run() }
    }

    /// Nil tells the thread to end; the count is lowered under the same lock, so no job is left without a thread.
    private func nextJob() -> Job? {
        state.withLock { state in
            if let job = state.take() { return job }
            state.threads -= 1
            return nil
        }
    }
}
