import Host

/// Writes the rank and the match of a title onto its poster.
struct PosterMarking: Sendable {
    private let ffmpeg: HostPath

    init(ffmpeg: HostPath) {
        self.ffmpeg = ffmpeg
    }

    /// Nil where the program cannot: it has no font, or the picture is damaged. Throws `CancellationError`.
    func jpeg(of path: HostPath, _ contentType: String, _ picture: LibraryPicture) async throws -> [UInt8]? {
        guard let reader = Self.readers[contentType] else { return nil }
        let limits = Program.Limits(
            secondsMax: LibraryLimits.markingSeconds, outputBytesMax: LibraryLimits.pictureBytesMax)
        let command = ProgramCommand(ffmpeg, Self.arguments(for: path, reader: reader, picture))
        do throws(ProgramError) {
            let output = try await Program.run(command, within: limits)
            return output.isSuccess && !output.bytes.isEmpty ? output.bytes : nil
        } catch .cancelled {
            throw CancellationError()
        } catch {
            return nil
        }
    }

    /// What to tell the program about the poster at an absolute path.
    static func arguments(
        for path: HostPath, reader: String, _ picture: LibraryPicture
    ) -> [ProgramArgument] {
        let address = HostPath(bytes: Array("file:".utf8) + path.bytes)
        let before: [ProgramArgument] = [
            "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-f", ProgramArgument(reader), "-i",
            ProgramArgument(address),
        ]
        let after: [ProgramArgument] = [
            "-frames:v", "1", "-vf", ProgramArgument(filter(picture)), "-f", "image2pipe", "-c:v", "mjpeg", "-q:v", "3",
            "pipe:1",
        ]
        return before + after
    }

    /// The rank at the upper left, the match at the upper right, on a dark band.
    private static func filter(_ picture: LibraryPicture) -> String {
        var steps = ["drawbox=x=0:y=0:w=iw:h=ih/11:color=black@0.6:t=fill", text("#\(picture.rank)", x: "h/60")]
        if let percent = picture.percent { steps.append(text("\(percent)%", x: "w-tw-h/60")) }
        return steps.joined(separator: ",")
    }

    private static func text(_ text: String, x: String) -> String {
        "drawtext=text='\(text)':expansion=none:fontcolor=white:fontsize=h/16:x=\(x):y=h/22-th/2"
    }

    private static let readers = ["image/jpeg": "jpeg_pipe", "image/png": "png_pipe", "image/webp": "webp_pipe"]
}
