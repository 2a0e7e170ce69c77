import Foundation
import Synchronization
import TestKit

#if canImport(Glibc)
    import Glibc
#endif

/// A call of the program, with what it wrote.
final class Running: Sendable {
    private let launch: ChildProcess.Launch
    private let child = Mutex<ChildProcess?>(nil)

    /// The files of its output are made in `folder`, which outlives the process.
    init(_ program: URL, _ arguments: [String], environment: [String: String], folder: URL) {
        let name = UUID().uuidString
        launch = ChildProcess.Launch(
            program, arguments, environment: environment, folder: folder,
            output: folder.appending(path: name + ".out"), errors: folder.appending(path: name + ".err"))
    }

    func start() throws {
        let started = try ChildProcess(launch)
        child.withLock { $0 = started }
    }

    var isRunning: Bool { child.withLock { $0 }?.isRunning ?? false }
    var outputText: String { Self.text(of: launch.output) }
    var errorText: String { Self.text(of: launch.errors) }

    func terminate() { child.withLock { $0 }?.signal(SIGTERM) }

    /// No handler, no clean-up: what a power cut leaves, but for what the kernel has not written yet.
    func killAtOnce() { child.withLock { $0 }?.signal(SIGKILL) }

    func end() async -> Ended {
        let status = await child.withLock { $0 }?.end() ?? -1
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
