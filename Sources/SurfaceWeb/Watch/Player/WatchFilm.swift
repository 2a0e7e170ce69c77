import Activity
import Domain
import Streaming
import SurfaceKit

/// What the player's script has to know.
struct WatchFilm: Sendable, Encodable {
    /// One file of a film; most have one.
    struct Part: Sendable, Encodable {
        let file: Int32
        /// As it is.
        let address: String
        /// Nil while nobody knows.
        let seconds: Double?
        let tracks: [Track]
    }

    struct Track: Sendable, Encodable {
        let address: String
        let language: String
        let label: String
        let isStandard: Bool
    }

    struct Marker: Sendable, Encodable {
        let start: Int
        let end: Int
    }

    struct Next: Sendable, Encodable {
        let address: String
        let title: String
    }

    let id: Int32
    let token: String
    let back: String
    /// Whole seconds from the beginning of the film.
    let from: Int
    /// Whether `from` is where somebody stopped.
    let isResumed: Bool
    let parts: [Part]
    let intro: Marker?
    let credits: Marker?
    let skipsIntro: Bool
    let skipsCredits: Bool
    let playsNext: Bool
    let next: Next?

    /// Throws `SurfaceFailure.noRoute` for a version that there is not.
    init(
        _ video: Video, _ wish: WatchWish, next: Video?, choices: PlaybackChoices, token: String, _ links: TheatreLinks
    ) throws(SurfaceFailure) {
        let files = wish.version.map { version in video.files.filter { $0.version == version } } ?? video.standardFiles
        guard !files.isEmpty else { throw .noRoute }
        let resume = VideoProgress(video).resumeSeconds
        let isStandard = files == video.standardFiles
        id = video.title.id.rawValue
        self.token = token
        back = "/films/\(video.place?.series.id ?? video.title.id)"
        self.from = min(max(wish.from ?? resume, 0), ActivityLimits.positionSeconds.upperBound)
        isResumed = wish.from == nil && resume > 0
        parts = files.map { Part($0, links) }
        // Another version may be cut in another way.
        intro = isStandard ? video.markers.intro.flatMap { Marker($0) } : nil
        credits = isStandard ? video.markers.credits.flatMap { Marker($0) } : nil
        skipsIntro = choices.skipsIntro
        skipsCredits = choices.skipsCredits
        playsNext = choices.playsNext
        self.next = next.map { video in
            let title = [video.number, video.name].compactMap(\.self).joined(separator: " · ")
            return Next(address: "/watch/\(video.title.id)", title: title)
        }
    }
}

/// What somebody chose on the way to the player; nil for what goes without saying.
struct WatchWish: Sendable {
    var version: Int?
    /// In whole seconds.
    var from: Int?
}

extension WatchFilm.Part {
    fileprivate init(_ part: VideoFile, _ links: TheatreLinks) {
        file = part.file.id.rawValue
        address = links.address(of: part.file)
        seconds = part.file.probe.durationMilliseconds.map { Double($0) / 1000 }
        let standard = part.subtitles.standard(language: nil)
        tracks = part.subtitles.map { track in
            WatchFilm.Track(
                address: links.address(of: track, in: part.file), language: track.track.language ?? "en",
                label: track.track.label, isStandard: track == standard)
        }
    }
}

extension WatchFilm.Marker {
    /// Nil where it marks nothing.
    fileprivate init?(_ marker: SkipMarker) {
        guard marker.startSeconds >= 0, marker.startSeconds < marker.endSeconds else { return nil }
        self.init(start: marker.startSeconds, end: marker.endSeconds)
    }
}
