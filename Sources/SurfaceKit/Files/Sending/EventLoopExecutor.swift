import NIOCore

/// Runs the steps of a task on an event loop.
///
/// A task that serves a connection mostly waits for the connection's event loop, and each change of thread costs two
/// calls of the kernel and a cold cache.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
