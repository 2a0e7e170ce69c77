/// A program that works beside the server until it is done or told to stop: `ffmpeg`, for example.
///
/// It does not outlive this value: when the last reference goes, its whole process group is killed.
package final class RunningProgram: Sendable {
    private let process: ProgramProcess

    private init(_ process: ProgramProcess) {
        self.process = process
    }

    deinit {
        process.kill()
    }

    /// Starts the program with nothing to read, and returns when it runs.
    ///
    /// `output` gets its standard output piece by piece, on the program's own thread: while it works, the program has
    /// to wait once the pipe is full. Nil discards the output.
    package static func start(
        _ command: ProgramCommand, output: (@Sendable (ArraySlice<UInt8>) -> Void)? = nil
    ) async throws(ProgramError) -> RunningProgram {
        guard !Task.isCancelled else { throw .cancelled }
        let sink = output.map { output in
            { @Sendable (piece: ArraySlice<UInt8>) in
                output(piece)
                return true
            }
        }
        return RunningProgram(try await ProgramProcess.start(command, sink: sink))
    }

    /// The number of the process, for the log; nil once it has ended, since the number may then be another's.
    package var id: Int32? { process.id }
    package var isRunning: Bool { process.isRunning }

    /// The end of what it has written to its standard error so far.
    package var errors: String { process.errors }

    /// Waits for the end; any number of tasks may. A cancelled task waits on: it has to call `kill` or `terminate`.
    package func end() async -> ProgramEnd { await process.end() }

    /// Asks the program and its group to end (SIGTERM), kills it when it has not after the grace, and waits for that.
    @discardableResult
    package func terminate(graceSeconds: Double) async -> ProgramEnd {
        process.terminate(graceSeconds: graceSeconds)
        return await process.end()
    }

    /// Kills the program and its group, without waiting for the end.
    package func kill() { process.kill() }
}
