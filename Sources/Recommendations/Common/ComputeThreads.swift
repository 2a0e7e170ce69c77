import NIOPosix

/// Threads for processor work. What runs there belongs to the task that asked for it, so that it notices when that is
/// cancelled.
final class ComputeThreads: TaskExecutor {
    private let threads: NIOThreadPool

    init(_ threads: NIOThreadPool) {
        self.threads = threads
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Also when the threads are about to stop: a task that is never run on would wait for ever.
        threads.submit { _ in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withTaskExecutorPreference(self) { try await Self.do(work) }
    }

    private nonisolated static func `do`<Value: Sendable>(_ work: @Sendable () throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        return try work()
    }
}
