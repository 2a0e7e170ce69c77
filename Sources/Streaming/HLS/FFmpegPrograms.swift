package import Host

/// `ffmpeg`, which makes the pieces.
package struct FFmpegPrograms: HLSPrograms {
    private let ffmpeg: HostPath
    private let links: LinkTargets
    private let threads: HostThreads

    /// `links` are folders outside a library's own into which its links may lead. `threads` wait for the disk that a
    /// file lies on.
    package init(ffmpeg: HostPath, links: LinkTargets = .nowhereElse, threads: HostThreads) {
        self.ffmpeg = ffmpeg
        self.links = links
        self.threads = threads
    }

    package func start(
        _ order: HLSOrder, output: @escaping @Sendable (ArraySlice<UInt8>) -> Void
    ) async throws -> any HLSProgram {
        let file = try await threads.run { _ in
            try SafePath(root: HostPath(order.root), links: links).resolve(HostPath(bytes: order.path))
        }
        let address = ProgramArgument(HostPath(bytes: Array("file:".utf8) + file.path.bytes))
        let arguments =
            order.before.map { ProgramArgument($0) } + ["-i", address] + order.after.map { ProgramArgument($0) }
        let command = ProgramCommand(ffmpeg, arguments, niceness: StreamingLimits.conversionNiceness)
        return FFmpeg(program: try await RunningProgram.start(command, output: output))
    }

    private struct FFmpeg: HLSProgram {
        let program: RunningProgram

        func kill() { program.kill() }

        func end() async -> String? {
            let end = await program.end()
            return end.isSuccess ? nil : end.errors
        }
    }
}
