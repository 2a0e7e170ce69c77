import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A process that writes into files, so that no pipe can fill up, be inherited by another process, or be lost.
final class Running: Sendable {
    private let process: Process
    private let ended: AsyncStream<Int32>
    private let output: URL
    private let errors: URL

    /// The files are made in `folder`, which outlives the process.
    init(_ process: Process, folder: URL) {
        self.process = process
        let name = UUID().uuidString
        output = folder.appending(path: name + ".out")
        errors = folder.appending(path: name + ".err")
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        ended = stream
        process.standardInput = FileHandle.nullDevice
        process.terminationHandler = { process in
            continuation.yield(process.terminationStatus)
            continuation.finish()
        }
    }

    func start() throws {
        try Data().write(to: output)
        try Data().write(to: errors)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    var isRunning: Bool { process.isRunning }
    var outputText: String { Self.text(of: output) }
    var errorText: String { Self.text(of: errors) }

    func terminate() { kill(process.processIdentifier, SIGTERM) }

    /// No handler, no clean-up: what a power cut leaves, but for what the kernel has not written yet.
    func killAtOnce() { kill(process.processIdentifier, SIGKILL) }

    func end() async -> Ended {
        var status: Int32 = -1
        for await code in ended { status = code }
        return Ended(status: status, output: outputText, errors: errorText)
    }

    private static func text(of file: URL) -> String {
        (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// Waiting for something that another process does.
enum Patience {
    /// Looks until `condition` holds; false after some minutes, which fails the test and never decides a passing one.
    @discardableResult
    static func until(_ condition: () async throws -> Bool) async rethrows -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(240)
        while clock.now < deadline {
            if try await condition() { return true }
            try? await clock.sleep(for: .milliseconds(50))
        }
        return false
    }
}
