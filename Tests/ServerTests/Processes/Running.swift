import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A process whose output is collected while it runs. Reading and waiting are done by threads of Foundation's own.
final class Running: Sendable {
    private struct Collected {
        var output = Data()
        var errors = Data()
    }

    private let process: Process
    private let collected = Mutex(Collected())
    private let ended: AsyncStream<Int32>
    private let output = Pipe()
    private let errors = Pipe()

    init(_ process: Process) {
        self.process = process
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        ended = stream
        process.standardOutput = output
        process.standardError = errors
        process.terminationHandler = { process in
            continuation.yield(process.terminationStatus)
            continuation.finish()
        }
    }

    func start() throws {
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.collected.withLock { $0.output += data }
        }
        errors.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.collected.withLock { $0.errors += data }
        }
        try process.run()
    }

    var isRunning: Bool { process.isRunning }
    var outputText: String { collected.withLock { String(decoding: $0.output, as: UTF8.self) } }
    var errorText: String { collected.withLock { String(decoding: $0.errors, as: UTF8.self) } }

    func terminate() { kill(process.processIdentifier, SIGTERM) }

    /// No handler, no clean-up: what a power cut leaves, but for what the kernel has not written yet.
    func killAtOnce() { kill(process.processIdentifier, SIGKILL) }

    func end() async -> Ended {
        var status: Int32 = -1
        for await code in ended { status = code }
        // The pipes may hold a rest that the handlers have not seen.
        await Patience.until { self.output.isDrained && self.errors.isDrained }
        return Ended(status: status, output: outputText, errors: errorText)
    }
}

extension Pipe {
    fileprivate var isDrained: Bool { fileHandleForReading.readabilityHandler == nil }
}

/// Waiting for something that another process does.
enum Patience {
    /// Looks until `condition` holds; false after a minute, which fails the test and never decides a passing one.
    @discardableResult
    static func until(_ condition: () async throws -> Bool) async rethrows -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(60)
        while clock.now < deadline {
            if try await condition() { return true }
            try? await clock.sleep(for: .milliseconds(20))
        }
        return false
    }
}
