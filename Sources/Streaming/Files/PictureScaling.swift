import Domain
import Host

/// Makes smaller copies of the pictures beside videos.
struct PictureScaling: Sendable {
    /// The program could not make one: the picture is damaged, or of a kind that it does not know.
    struct Impossible: Error {}

    private let ffmpeg: HostPath
    private let links: LinkTargets
    private let threads: HostThreads

    /// `links` are folders outside a library's own into which its links may lead. `threads` wait for the disk that a
    /// picture lies on.
    init(ffmpeg: HostPath, links: LinkTargets = .nowhereElse, threads: HostThreads) {
        self.ffmpeg = ffmpeg
        self.links = links
        self.threads = threads
    }

    /// A JPEG, never wider than the picture was. Throws when there is none.
    func jpeg(of artwork: Artwork, width: Int) async throws -> [UInt8] {
        let links = links
        let (path, type) = try await threads.run { _ in
            let path = try SafePath(root: HostPath(artwork.root), links: links)
                .resolve(HostPath(bytes: artwork.rawPath)).path
            let bytes = try BoundedFile.bytes(of: path, max: StreamingLimits.pictureBytesMax)
            return (path, ImageType.of(bytes))
        }
        guard let reader = type.flatMap({ Self.readers[$0] }) else { throw Impossible() }
        let limits = Program.Limits(
            secondsMax: StreamingLimits.scalingSecondsMax, outputBytesMax: StreamingLimits.pictureBytesMax)
        let command = ProgramCommand(ffmpeg, Self.arguments(for: path, reader: reader, width: width))
        let output = try await Program.run(command, within: limits)
        guard output.isSuccess, !output.bytes.isEmpty else { throw Impossible() }
        return output.bytes
    }

    /// What to tell the program about the picture at an absolute path.
    static func arguments(for path: HostPath, reader: String, width: Int) -> [ProgramArgument] {
        let before: [ProgramArgument] = [
            "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-f", ProgramArgument(reader),
        ]
        let after: [ProgramArgument] = [
            "-frames:v", "1", "-vf", ProgramArgument("scale='min(\(width),iw)':-2"), "-f", "image2pipe", "-c:v",
            "mjpeg", "-q:v", "3", "pipe:1",
        ]
        let address = HostPath(bytes: Array("file:".utf8) + path.bytes)
        return before + ["-i", ProgramArgument(address)] + after
    }

    /// The demuxers for what a picture really is. Left to guess, the program takes `%03d` in a path for a pattern, and
    /// trusts the file's name more than its bytes.
    private static let readers = [
        "image/jpeg": "jpeg_pipe", "image/png": "png_pipe", "image/gif": "gif", "image/webp": "webp_pipe",
        "image/avif": "mov",
    ]
}
