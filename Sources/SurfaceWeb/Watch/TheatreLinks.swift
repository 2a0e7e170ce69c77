import Basics
import Domain
import Streaming

/// Signed addresses of this server's own films for one session, and which files are there.
struct TheatreLinks: Sendable {
    /// How wide a picture is wanted, in pixels of the screen.
    enum Width: Int, Sendable {
        case still = 320
        case poster = 480
        case backdrop = 1920
    }

    let signer: TicketSigner
    let pictures: PictureNames
    let present: Set<MediaFileID>
    let presentSeries: Set<TitleID>

    func isThere(_ video: Video) -> Bool {
        video.isSeries ? presentSeries.contains(video.title.id) : video.isThere(in: present)
    }

    /// The file as it is.
    func address(of file: MediaFile) -> String {
        let ending = file.path.ending
        return "/stream/\(file.id)/\(signer.token(of: file))/film" + (ending.isEmpty ? "" : "." + ending)
    }

    func address(of subtitle: StoredSubtitle, in file: MediaFile) -> String {
        "/subtitles/\(subtitle.id)/\(signer.token(of: subtitle, in: file))/text?format=vtt"
    }

    /// The picture on a poster, of an episode that of its series; nil where there is none.
    func poster(of video: Video, _ width: Width = .poster) -> String? {
        if let artwork = video.artwork[.poster] ?? video.place?.seriesArtwork[.poster] {
            return address(of: artwork, width)
        }
        // One that a provider has.
        let owner = [video.title, video.place?.series].compactMap(\.self).first { $0.metadata.posterPath != nil }
        return owner.flatMap { title in
            title.metadata.posterPath.map { address(.poster, of: title.id, stamp: $0, width) }
        }
    }

    func backdrop(of video: Video) -> String? {
        (video.artwork[.backdrop] ?? video.place?.seriesArtwork[.backdrop]).map { address(of: $0, .backdrop) }
    }

    /// A picture out of an episode.
    func still(of video: Video) -> String? {
        video.artwork[.thumb].map { address(of: $0, .still) }
    }

    private func address(of artwork: Artwork, _ width: Width) -> String {
        address(artwork.kind, of: artwork.titleID, stamp: artwork.stamp, width)
    }

    private func address(_ kind: ArtworkKind, of title: TitleID, stamp: String, _ width: Width) -> String {
        let name = pictures.name(of: kind, of: title, stamp: stamp)
        return "/images/\(title)/\(kind.rawValue)/\(name).jpg?w=\(width.rawValue)"
    }
}

extension Video {
    var isSeries: Bool { title.kind == .series }

    func isThere(in present: Set<MediaFileID>) -> Bool {
        !standardFiles.isEmpty && standardFiles.allSatisfy { present.contains($0.file.id) }
    }
}
