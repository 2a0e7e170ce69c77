import Basics
import Domain
import Jobs
import Synchronization

/// A job whose work the test writes down.
struct ScriptedJob: JobType {
    struct Parameters: Codable, Sendable, Equatable {
        var text = ""
    }

    static let name = "scripted"
    var isExclusive = true
    var work: @Sendable (Parameters, JobContext) async throws -> Void

    func run(_ parameters: Parameters, context: JobContext) async throws {
        try await work(parameters, context)
    }
}

/// A job that has a definition, whose work the test writes down.
struct ScriptedSync: JobType {
    struct Parameters: Codable, Sendable {}

    static let name = "sync-movies"
    var work: @Sendable (JobContext) async throws -> Void = { _ in }

    func run(_ parameters: Parameters, context: JobContext) async throws {
        try await work(context)
    }
}

/// A clock that the test moves.
final class FakeClock: Sendable {
    private let state = Mutex(Instant(milliseconds: 1_700_000_000_000))
    var now: Instant { state.withLock { $0 } }
    func advance(seconds: Double) { state.withLock { $0 = $0.adding(seconds: seconds) } }

    var world: World {
        World(now: { self.now }, randomBytes: { Array(repeating: 128, count: $0) })
    }
}

/// A moment that one task announces and others wait for.
final class Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func fire() { continuation.yield() }

    /// Returns after `fire`, or throws when the task is cancelled.
    func wait() async throws {
        for await _ in stream { return }
        throw CancellationError()
    }
}

/// A change feed that the test speaks through.
struct FakeFeed: ChangeFeed {
    let stream: AsyncStream<ChangeArea>
    let continuation: AsyncStream<ChangeArea>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: ChangeArea.self)
    }

    func changes() -> AsyncStream<ChangeArea> { stream }
}

extension JobSettings {
    /// Short intervals of the system's clock: a test waits for a state, never for a time.
    static var quick: JobSettings {
        var settings = JobSettings()
        settings.cancelCheckSeconds = 0.002
        settings.heartbeatSeconds = 0.004
        settings.pollSeconds = 0.002
        settings.progressIntervalSeconds = 0
        settings.retry = Backoff(firstSeconds: 0.001, secondsMax: 0.001)
        return settings
    }
}

extension JobQueue {
    func waitBriefly(for job: Job) async throws -> Job {
        try await wait(for: job.id, pollSeconds: 0.002)
    }
}
