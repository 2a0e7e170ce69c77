package import Basics
package import Domain
package import Host

/// A picture as it goes out.
package struct DeliveredPicture: Sendable, Equatable {
    package let picture: Picture
    /// Whether it is the original, because the scaled one that was asked for could not be made just now.
    package let isStandIn: Bool

    package init(_ picture: Picture, isStandIn: Bool = false) {
        self.picture = picture
        self.isStandIn = isStandIn
    }
}

/// Hands out the pictures of titles: those beside the files, and a provider's where there are none, scaled when
/// somebody wants a width.
package struct ArtworkDelivery: Sendable {
    private let videos: any VideoStore
    private let catalogue: any CatalogueStore
    private let provider: (any PictureSource)?
    private let scaling: PictureScaling?
    private let copies: CopyCache
    private let links: LinkTargets
    private let threads: HostThreads
    /// By the copy's name. Anybody who was shown an address may ask, so a page of posters must not start a program for
    /// each at once.
    let scalings = SharedWork<String, [UInt8]>(
        atOnceMax: StreamingLimits.scalingsAtOnceMax, lineMax: StreamingLimits.scalingLineMax)

    /// `folder` keeps scaled copies; it can be deleted at any time. `links` are folders outside a library's own into
    /// which its links may lead.
    package init(
        stores: (videos: any VideoStore, catalogue: any CatalogueStore), provider: (any PictureSource)?,
        ffmpeg: HostPath?, folder: String, links: LinkTargets = .nowhereElse, threads: HostThreads,
        world: World = .live
    ) {
        (videos, catalogue) = stores
        self.provider = provider
        scaling = ffmpeg.map { PictureScaling(ffmpeg: $0, links: links, threads: threads) }
        copies = CopyCache(
            folder: folder, bytesMax: StreamingLimits.pictureCacheBytesMax, threads: threads, world: world)
        self.links = links
        self.threads = threads
    }

    /// The picture of a title if `name` is its name at this moment; nil for every other name, and where there is none.
    ///
    /// `width` in pixels; nil for the picture as it is.
    package func picture(
        _ kind: ArtworkKind, of title: TitleID, named name: String, _ names: PictureNames, width: Int?
    ) async throws -> DeliveredPicture? {
        if let artwork = try await videos.artwork(kind, of: title) {
            guard names.isName(name, of: kind, of: title, stamp: artwork.stamp) else { return nil }
            return try await local(artwork, width, name)
        }
        guard kind == .poster, let provider, let path = try await catalogue.title(id: title)?.metadata.posterPath,
            names.isName(name, of: kind, of: title, stamp: path)
        else { return nil }
        do {
            return DeliveredPicture(try await provider.picture(path, PictureSize(forWidth: width)))
        } catch is PictureError {
            return nil
        }
    }

    private func local(_ artwork: Artwork, _ width: Int?, _ name: String) async throws -> DeliveredPicture? {
        guard let width else { return await original(artwork).map { DeliveredPicture($0) } }
        if let bytes = try await scaled(artwork, to: width, as: "\(name)-\(width).jpg") {
            return DeliveredPicture(Picture(bytes: bytes, contentType: "image/jpeg"))
        }
        return await original(artwork).map { DeliveredPicture($0, isStandIn: true) }
    }

    private func original(_ artwork: Artwork) async -> Picture? {
        let links = links
        let bytes = try? await threads.run { _ in
            let found = try SafePath(root: HostPath(artwork.root), links: links)
                .resolve(HostPath(bytes: artwork.rawPath))
            return try BoundedFile.bytes(of: found.path, max: StreamingLimits.pictureBytesMax)
        }
        guard let bytes, let type = ImageType.of(bytes) else { return nil }
        return Picture(bytes: bytes, contentType: type)
    }

    /// Nil where it cannot be scaled, or too many others wait for that.
    private func scaled(_ artwork: Artwork, to width: Int, as copy: String) async throws -> [UInt8]? {
        if let known = await copies.bytes(named: copy, max: StreamingLimits.pictureBytesMax) { return known }
        guard let scaling else { return nil }
        do {
            return try await scalings.value(of: copy) { [copies] in
                // Somebody else's may have been finished since the look.
                if let known = await copies.bytes(named: copy, max: StreamingLimits.pictureBytesMax) { return known }
                let bytes = try await scaling.jpeg(of: artwork, width: width)
                await copies.keep(bytes, as: copy)
                return bytes
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            return nil
        }
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
