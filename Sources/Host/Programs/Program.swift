import Glibc
import Synchronization

/// Runs programs that do their work and end: `ffprobe`, for example. See `RunningProgram` for those that stay.
package enum Program {
    /// What a run may take; beyond that the program is killed.
    package struct Limits: Hashable, Sendable {
        package var secondsMax: Double
        /// Of its standard output.
        package var outputBytesMax: Int

        package init(secondsMax: Double, outputBytesMax: Int) {
            self.secondsMax = secondsMax
            self.outputBytesMax = outputBytesMax
        }
    }

    /// What a program that ended had to say. It may have ended with any status.
    package struct Output: Hashable, Sendable {
        package let status: ProgramEnd.Status
        package let bytes: [UInt8]
        /// See `ProgramEnd.errors`.
        package let errors: String

        package init(status: ProgramEnd.Status, bytes: [UInt8], errors: String = "") {
            self.status = status
            self.bytes = bytes
            self.errors = errors
        }

        package var isSuccess: Bool { status == .exited(0) }
    }

    /// Runs the program to its end with nothing to read.
    ///
    /// How many run at a time is up to the caller. Each has a thread of its own meanwhile, and a process group: at its
    /// end, and when the limit or the task's cancellation kills it, the programs that it started go with it. They can
    /// escape only by leaving the group. Returns only when the program is gone, also when it throws.
    package static func run(
        _ command: ProgramCommand, within limits: Limits
    ) async throws(ProgramError) -> Output {
        guard !Task.isCancelled else { throw .cancelled }
        let output = CollectedOutput(bytesMax: max(0, limits.outputBytesMax))
        let process = try await ProgramProcess.start(command, secondsMax: limits.secondsMax) { output.add($0) }
        let end = await withTaskCancellationHandler {
            await process.end()
        } onCancel: {
            process.kill()
        }
        switch end.cause {
        case .itself: return Output(status: end.status, bytes: output.taken(), errors: end.errors)
        case .timeLimit: throw .timedOut(errors: end.errors)
        case .outputLimit: throw .tooMuchOutput(errors: end.errors)
        case .order: throw .cancelled
        }
    }

    /// Where the program of that name is, by the folders of `searchPath`, or of `PATH` when that is nil.
    ///
    /// Relative folders are skipped: what lies in the current folder is not to be run by its name. A name with a `/`
    /// has to be an absolute path, and is answered when it can be run. Blocks for some looks at the disk: ask at start.
    package static func find(_ name: String, in searchPath: String? = nil) -> HostPath? {
        guard !name.utf8.contains(HostPath.slash) else { return runnable(HostPath(name)) }
        guard !name.isEmpty, name != ".", name != ".." else { return nil }
        let folders = searchPath ?? getenv("PATH").map { String(cString: $0) } ?? ""
        return folders.split(separator: ":").lazy.compactMap { folder in
            runnable(HostPath(String(folder)).appending(HostPath(name)))
        }.first
    }

    private static func runnable(_ path: HostPath) -> HostPath? {
        guard let found = try? RealPath(of: path), !found.isFolder else { return nil }
        return path.withCString { access($0, X_OK) } == 0 ? path : nil
    }
}

/// The standard output of one run, as far as it may be long.
private final class CollectedOutput: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    private let bytesMax: Int

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    /// False when there is more than allowed.
    func add(_ piece: ArraySlice<UInt8>) -> Bool {
        bytes.withLock { bytes in
            guard bytes.count + piece.count <= bytesMax else { return false }
            bytes.append(contentsOf: piece)
            return true
        }
    }

    func taken() -> [UInt8] { bytes.withLock { $0 } }
}
