import Domain
import Host

/// Takes a stream of text out of a video.
struct SubtitleExtraction: Sendable {
    private let ffmpeg: HostPath
    private let links: LinkTargets
    private let threads: HostThreads

    /// `links` are folders outside a library's own into which its links may lead. `threads` wait for the disk that a
    /// file lies on.
    init(ffmpeg: HostPath, links: LinkTargets = .nowhereElse, threads: HostThreads) {
        self.ffmpeg = ffmpeg
        self.links = links
        self.threads = threads
    }

    /// The stream as SRT. The whole file is read for it. Throws `SubtitleDeliveryError.gone`.
    func text(of stream: Int, in file: MediaFile) async throws -> [UInt8] {
        do {
            let links = links
            let found = try await threads.run { _ in
                try SafePath(root: HostPath(file.root), links: links).resolve(HostPath(bytes: file.path.raw))
            }
            let command = ProgramCommand(
                ffmpeg, Self.arguments(for: stream, in: found.path), niceness: StreamingLimits.extractionNiceness)
            let limits = Program.Limits(
                secondsMax: Self.secondsMax(fileBytes: file.facts.sizeBytes),
                outputBytesMax: StreamingLimits.subtitleBytesMax)
            let output = try await Program.run(command, within: limits)
            guard output.isSuccess else { throw SubtitleDeliveryError.gone }
            return output.bytes
        } catch {
            throw SubtitleDeliveryError.gone
        }
    }

    /// What to tell the program about the file at an absolute path.
    static func arguments(for stream: Int, in path: HostPath) -> [ProgramArgument] {
        // Neither a list of files nor an address that is called a film may make the program open anything else.
        let before: [ProgramArgument] = [
            "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-format_whitelist",
            ProgramArgument(MediaContainers.demuxers),
        ]
        let after: [ProgramArgument] = [
            "-map", ProgramArgument("0:\(stream)"), "-c:s", "srt", "-f", "srt", "pipe:1",
        ]
        let address = HostPath(bytes: Array("file:".utf8) + path.bytes)
        return before + ["-i", ProgramArgument(address)] + after
    }

    /// How long it may take.
    static func secondsMax(fileBytes: Int64) -> Double {
        let size = Double(max(0, fileBytes)) / Double(1 << 30)
        let seconds = StreamingLimits.extractionSecondsBase + size * StreamingLimits.extractionSecondsPerGiB
        return min(seconds, StreamingLimits.extractionSecondsMax)
    }
}
