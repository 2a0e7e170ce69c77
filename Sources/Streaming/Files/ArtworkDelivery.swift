package import Domain
package import Host

/// Hands out the pictures of titles: those beside the files, and a provider's where there are none, scaled when
/// somebody wants a width.
package struct ArtworkDelivery: Sendable {
    private let videos: any VideoStore
    private let catalogue: any CatalogueStore
    private let provider: (any PictureSource)?
    private let ffmpeg: HostPath?
    private let threads: HostThreads
    private let folder: String

    /// `folder` keeps scaled copies; it can be deleted at any time.
    package init(
        stores: (videos: any VideoStore, catalogue: any CatalogueStore), provider: (any PictureSource)?,
        ffmpeg: HostPath?, folder: String, threads: HostThreads
    ) {
        (videos, catalogue) = stores
        self.provider = provider
        self.ffmpeg = ffmpeg
        self.folder = folder
        self.threads = threads
    }

    /// The picture of a title if `name` is its name at this moment; nil for every other name, and where there is none.
    ///
    /// `width` in pixels; nil for the picture as it is.
    package func picture(
        _ kind: ArtworkKind, of title: TitleID, named name: String, _ names: PictureNames, width: Int?
    ) async throws -> Picture? {
        if let artwork = try await videos.artwork(kind, of: title) {
            guard names.isName(name, of: kind, of: title, stamp: artwork.stamp) else { return nil }
            return try await local(artwork, width, name)
        }
        guard kind == .poster, let provider, let path = try await catalogue.title(id: title)?.metadata.posterPath,
            names.isName(name, of: kind, of: title, stamp: path)
        else { return nil }
        do {
            return try await provider.picture(path, PictureSize(forWidth: width))
        } catch is PictureError {
            return nil
        }
    }

    private func local(_ artwork: Artwork, _ width: Int?, _ name: String) async throws -> Picture? {
        let kept = width.map { HostPath(folder + "/\(name)-\($0).jpg") }
        if let kept, let bytes = await bytes(of: kept) { return Picture(bytes: bytes, contentType: "image/jpeg") }
        let threads = threads
        let path = try? await threads.run { _ in
            try SafePath(root: HostPath(artwork.root)).resolve(HostPath(bytes: artwork.rawPath)).path
        }
        guard let path, let original = await bytes(of: path), let type = ImageType.of(original) else { return nil }
        guard let width, let kept, let scaled = await scaled(path, to: width) else {
            return Picture(bytes: original, contentType: type)
        }
        let cache = folder
        try? await threads.run { _ in try BoundedFile.keep(scaled, as: kept, in: cache) }
        return Picture(bytes: scaled, contentType: "image/jpeg")
    }

    private func bytes(of path: HostPath) async -> [UInt8]? {
        try? await threads.run { _ in try BoundedFile.bytes(of: path, max: StreamingLimits.pictureBytesMax) }
    }

    /// Never larger than it was. Nil where it cannot be scaled: then it is shown as it is.
    private func scaled(_ path: HostPath, to width: Int) async -> [UInt8]? {
        guard let ffmpeg else { return nil }
        let command = ProgramCommand(
            ffmpeg,
            [
                "-v", "error", "-nostdin", "-i", ProgramArgument(path), "-frames:v", "1", "-vf",
                ProgramArgument("scale='min(\(width),iw)':-2"), "-f", "image2pipe", "-c:v", "mjpeg", "-q:v", "3",
                "pipe:1",
            ])
        let limits = Program.Limits(
            secondsMax: StreamingLimits.scalingSecondsMax, outputBytesMax: StreamingLimits.pictureBytesMax)
        guard let output = try? await Program.run(command, within: limits), output.isSuccess, !output.bytes.isEmpty
        else { return nil }
        return output.bytes
    }
}

/// What a picture really is, whatever its file is called.
enum ImageType {
    static func of(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xff, 0xd8, 0xff]) { return "image/jpeg" }
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return "image/png" }
        if bytes.starts(with: Array("GIF8".utf8)) { return "image/gif" }
        let box = bytes.dropFirst(4).prefix(8)
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            return "image/webp"
        }
        return box.starts(with: Array("ftypavif".utf8)) ? "image/avif" : nil
    }
}

extension PictureSize {
    /// The provider's width that is next above the wanted one.
    init(forWidth width: Int?) {
        guard let width else {
            self = .w500
            return
        }
        let widths: [(Int, PictureSize)] = [(92, .w92), (154, .w154), (185, .w185), (342, .w342), (500, .w500)]
        self = widths.first { $0.0 >= width }?.1 ?? .w780
    }
}
