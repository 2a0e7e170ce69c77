import Host
import Testing

/// The two programs that the server runs, where they are installed.
@Suite("ffmpeg and ffprobe")
struct VideoToolTests {
    private static let ffmpeg = Program.find("ffmpeg")
    private static let ffprobe = Program.find("ffprobe")

    /// A second of a test picture.
    private func film(in temporary: TemporaryFolder, named name: HostPath) async throws -> HostPath {
        let source: [ProgramArgument] = ["-f", "lavfi", "-i", "testsrc=duration=1:size=64x48:rate=10"]
        let target: [ProgramArgument] = ["-c:v", "mpeg4", "-f", "mp4", ProgramArgument(temporary[name])]
        let program = try #require(Self.ffmpeg)
        let output = try await Program.run(
            ProgramCommand(program, ["-v", "error"] + source + target), within: .generous)
        try #require(output.isSuccess, "\(output.errors)")
        return temporary[name]
    }

    @Test(.enabled(if: ffmpeg != nil && ffprobe != nil))
    func aFilmIsProbedWhateverItsName() async throws {
        let temporary = try TemporaryFolder()
        let program = try #require(Self.ffprobe)
        for name: HostPath in [
            "film.mp4", "-v.mp4", "a'b \"$(id)\".mp4", HostPath(bytes: [0x46, 0xfc, 0x2e, 0x6d, 0x70, 0x34]),
        ] {
            let film = try await film(in: temporary, named: name)
            let command = ProgramCommand(
                program, ["-v", "error", "-print_format", "json", "-show_format", "--", ProgramArgument(film)])
            let output = try await Program.run(command, within: .generous)
            #expect(output.isSuccess, "\(output.errors)")
            #expect(output.text.contains(#""duration": "1.000000""#))
        }
    }

    @Test(.enabled(if: ffprobe != nil)) func whatIsNoFilmIsAnEndWithAReason() async throws {
        let temporary = try TemporaryFolder()
        let file = try temporary.file("film.mp4", Array("no film".utf8))
        let program = try #require(Self.ffprobe)
        let output = try await Program.run(
            ProgramCommand(program, ["-v", "error", "--", ProgramArgument(file)]), within: .generous)
        #expect(!output.isSuccess)
        #expect(output.errors.contains("Invalid data"))
    }

    @Test(.enabled(if: ffmpeg != nil)) func aConversionEndsWhenAsked() async throws {
        let (pieces, arrival) = AsyncStream.makeStream(of: Int.self)
        let endless: [ProgramArgument] = ["-re", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10"]
        let target: [ProgramArgument] = ["-c:v", "mpeg4", "-f", "mpegts", "-flush_packets", "1", "pipe:1"]
        let command = ProgramCommand(
            try #require(Self.ffmpeg), ["-v", "error"] + endless + target, niceness: 5)
        let program = try await RunningProgram.start(command) { arrival.yield($0.count) }
        for await _ in pieces { break }
        #expect(program.isRunning)
        let end = await program.terminate(graceSeconds: 60)
        // Its own way to say that it was asked to stop: it has closed its file.
        #expect(end.status == .exited(255))
    }
}
