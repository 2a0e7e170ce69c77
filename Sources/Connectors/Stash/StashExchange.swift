import Domain
import NIOPosix

/// Sends one operation within the shared limits, and again where that helps.
struct StashExchange: Sendable {
    let settings: StashSettings
    private let http: OutgoingHTTP
    private let clock: OutgoingClock
    private let jitter: @Sendable () -> Double
    private let threads: NIOThreadPool
    private let slots = RequestSlots(ConnectorsLimits.stashParallel)
    /// Of their own, because a person would have to wait for pages that take half a minute.
    private let interactiveSlots = RequestSlots(ConnectorsLimits.stashInteractiveParallel)
    /// Changes go one after the other.
    private let writes = RequestSlots(1)

    init(
        settings: StashSettings, http: OutgoingHTTP, clock: OutgoingClock, jitter: @escaping @Sendable () -> Double,
        threads: NIOThreadPool
    ) {
        self.settings = settings
        self.http = http
        self.clock = clock
        self.jitter = jitter
        self.threads = threads
    }

    /// What `read` makes of the answer. Throws what `read` throws, `ArchiveFailure` and `CancellationError`.
    ///
    /// Pages have megabytes, so they are read where that keeps nobody from being served.
    func answer<Value: Sendable>(
        _ call: StashCall, _ read: @escaping @Sendable (StashAnswer) throws -> Value
    ) async throws -> Value {
        guard call.operation.isWrite else { return try await repeated(call, read) }
        guard let value = try await writes.use(.bulk, { try await repeated(call, read) }) else {
            throw CancellationError()
        }
        return value
    }

    /// All operations do the same twice as once, but for making a name, which is refused the second time.
    private func repeated<Value: Sendable>(
        _ call: StashCall, _ read: @escaping @Sendable (StashAnswer) throws -> Value
    ) async throws -> Value {
        let body = try call.body()
        var waits = (call.isRepeated ? ConnectorsLimits.stashRetrySeconds : [])[...]
        while true {
            do {
                let answer = try await attempt(call, body)
                return try await readOff(answer, read)
            } catch let failure as ArchiveFailure where failure.mayPass {
                guard let wait = waits.popFirst() else { throw failure }
                try await clock.sleep(wait * (1 + ConnectorsLimits.stashJitter * jitter()))
            }
        }
    }

    private func readOff<Value: Sendable>(
        _ body: [UInt8], _ read: @escaping @Sendable (StashAnswer) throws -> Value
    ) async throws -> Value {
        let key = settings.key
        return try await threads.reading { try read(try StashAnswer(body: body, key: key)) }
    }

    /// Holds a slot while the request is under way, not while it waits to be repeated.
    private func attempt(_ call: StashCall, _ body: [UInt8]) async throws -> [UInt8] {
        let bounds = AnswerBounds(
            seconds: call.seconds(usual: settings.timeoutSeconds), bytesMax: ConnectorsLimits.stashAnswerBytesMax)
        let answer: OutgoingHTTP.Answer?
        do {
            answer = try await inTime(call) {
                try await (call.isOfPage ? slots : interactiveSlots).use {
                    try await http.send(.post, settings.endpoint, headers: headers, body: body, bounds: bounds)
                }
            }
        } catch let failure as OutgoingFailure {
            throw ArchiveFailure(failure)
        } catch {
            // What the connection failed with may name the address, so it goes no further.
            try Task.checkCancellation()
            throw ArchiveFailure.unreachable
        }
        guard let answer else { throw CancellationError() }
        if let failure = ArchiveFailure(status: answer.status) { throw failure }
        return answer.body
    }

    /// Whoever has no patience does not wait for a turn either.
    private func inTime<Value: Sendable>(
        _ call: StashCall, _ work: @escaping @Sendable () async throws -> Value?
    ) async throws -> Value? {
        guard case .brief(let seconds) = call.patience else { return try await work() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw OutgoingFailure.timedOut(seconds: seconds)
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private var headers: [(String, String)] {
        [("content-type", "application/json"), ("accept", "application/json")] + settings.keyHeaders
    }
}

extension ArchiveFailure {
    /// Nil for a good status.
    fileprivate init?(status: Int) {
        switch status {
        case 200...299: return nil
        case 401, 403: self = .keyRefused
        case 429, 500...599: self = .failing
        default: self = .unsupported
        }
    }

    fileprivate init(_ failure: OutgoingFailure) {
        self =
            switch failure {
            case .timedOut: .timedOut
            case .answerTooLarge: .answerTooLarge
            case .answerDamaged: .unreadable
            }
    }

    /// Whether the same question may be answered soon.
    fileprivate var mayPass: Bool {
        switch self {
        case .unreachable, .timedOut, .failing: true
        default: false
        }
    }
}
