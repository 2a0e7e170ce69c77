package import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A program that a test has started, with its output in files.
///
/// Started with `posix_spawn`, because Foundation's `Process` reads the list of open descriptors past its end on Linux,
/// which ends the whole test run now and then when many programs are started.
package final class ChildProcess: Sendable {
    /// What to start.
    package struct Launch: Sendable {
        package var program: URL
        package var arguments: [String]
        package var environment: [String: String]
        package var folder: URL
        /// Made anew; the program's standard output and its errors.
        package var output: URL
        package var errors: URL

        package init(
            _ program: URL, _ arguments: [String], environment: [String: String], folder: URL, output: URL,
            errors: URL
        ) {
            self.program = program
            self.arguments = arguments
            self.environment = environment
            self.folder = folder
            self.output = output
            self.errors = errors
        }
    }

    /// A program that cannot be started, and the system's reason.
    package struct LaunchError: Error, CustomStringConvertible {
        package let description: String
    }

    private let id: pid_t
    /// The exit code, or 256 and the number of the signal that ended it; nil while it runs.
    private let status = Mutex<Int32?>(nil)
    private let ended: AsyncStream<Int32>

    /// Starts the program with nothing to read. Throws `LaunchError`.
    package init(_ launch: Launch) throws {
        id = try Self.spawn(launch)
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        ended = stream
        let thread = Thread { [self] in
            continuation.yield(reap())
            continuation.finish()
        }
        thread.start()
    }

    package var isRunning: Bool { status.withLock { $0 == nil } }

    /// Sends a signal, unless the program has ended already: its number may belong to another one by then.
    package func signal(_ number: Int32) {
        status.withLock { status in
            if status == nil { _ = kill(id, number) }
        }
    }

    /// Waits for the end. One caller only.
    package func end() async -> Int32 {
        for await status in ended { return status }
        return -1
    }

    /// Waits without taking the number away, so that nobody signals a stranger in between.
    private func reap() -> Int32 {
        var information = siginfo_t()
        while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return status.withLock { status in
            var raw: Int32 = 0
            while waitpid(id, &raw, 0) < 0, errno == EINTR {}
            let signal = raw & 0x7f
            let code = signal == 0 ? (raw >> 8) & 0xff : 256 + signal
            status = code
            return code
        }
    }

    private static let env = "/usr/bin/env"

    private static func spawn(_ launch: Launch) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let (write, mode) = (O_WRONLY | O_CREAT | O_TRUNC, mode_t(0o600))
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, launch.output.path, write, mode)
        posix_spawn_file_actions_addopen(&actions, 2, launch.errors.path, write, mode)
        // `env` changes the folder and then becomes the program, so the number stays.
        let arguments = CStrings([env, "-C", launch.folder.path, launch.program.path] + launch.arguments)
        let environment = CStrings(launch.environment.map { "\($0.key)=\($0.value)" })
        var id: pid_t = 0
        let failure = posix_spawn(&id, env, &actions, nil, arguments.pointers, environment.pointers)
        guard failure == 0 else {
            throw LaunchError(description: "\(launch.program.path): \(String(cString: strerror(failure)))")
        }
        return id
    }
}

/// Texts as C takes them, freed with their owner.
private final class CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) {
        pointers = texts.map { strdup($0) } + [nil]
    }

    deinit {
        for pointer in pointers { free(pointer) }
    }
}
