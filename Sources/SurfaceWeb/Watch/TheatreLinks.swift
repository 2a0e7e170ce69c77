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

    let addresses: SignedAddresses
    let present: Set<MediaFileID>
    let presentSeries: Set<TitleID>

    func isThere(_ video: Video) -> Bool {
        video.isSeries ? presentSeries.contains(video.title.id) : video.isThere(in: present)
    }

    /// The file as it is.
    func address(of file: MediaFile) -> String { addresses.stream(file, called: "film") }

    func address(of subtitle: StoredSubtitle, in file: MediaFile) -> String {
        addresses.subtitle(subtitle, in: file, as: .vtt)
    }

    /// The picture on a poster, of an episode that of its series; nil where there is none.
    func poster(of video: Video, _ width: Width = .poster) -> String? {
        let artwork = video.artwork[.poster] ?? video.place?.seriesArtwork[.poster]
        return artwork.map { addresses.picture($0, width: width.rawValue) }
            ?? addresses.providedPoster(of: video, width: width.rawValue)
    }

    func backdrop(of video: Video) -> String? {
        let artwork = video.artwork[.backdrop] ?? video.place?.seriesArtwork[.backdrop]
        return artwork.map { addresses.picture($0, width: Width.backdrop.rawValue) }
    }

    /// A picture out of an episode.
    func still(of video: Video) -> String? {
        video.artwork[.thumb].map { addresses.picture($0, width: Width.still.rawValue) }
    }
}
