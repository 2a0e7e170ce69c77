import Domain
import SurfaceKit

/// The player's page.
struct WatchPage: Sendable {
    let heading: String
    /// Above the title of an episode.
    let series: String?
    let back: String
    let backTitle: String
    let film: String
    let backdrop: String?
    /// For whoever has no script: the file as it is, if any browser can play it.
    let plainAddress: String
    let plainTracks: [WatchFilm.Track]
    let next: WatchFilm.Next?
    let hasTracks: Bool
    let choices = CaptionChoices()

    init(_ video: Video, _ film: WatchFilm, _ links: TheatreLinks) {
        heading = video.name
        series = video.place.map { place in
            [place.series.metadata.title, video.number].compactMap(\.self).joined(separator: " · ")
        }
        back = film.back
        backTitle = video.place?.series.metadata.title ?? video.name
        self.film = (try? JSONBytes.encode(film)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        backdrop = links.backdrop(of: video)
        plainAddress = film.parts.first?.address ?? ""
        plainTracks = film.parts.first?.tracks ?? []
        next = film.next
        hasTracks = film.parts.contains { !$0.tracks.isEmpty }
    }
}

/// How subtitles can look.
struct CaptionChoices: Sendable {
    struct Choice: Sendable {
        let value: String
        let label: String
    }

    let sizes = [("small", "Small"), ("medium", "Medium"), ("large", "Large"), ("huge", "Very large")]
        .map { Choice(value: $0.0, label: $0.1) }
    let grounds = [("shade", "Shadow only"), ("veil", "Veil"), ("solid", "Solid")]
        .map { Choice(value: $0.0, label: $0.1) }
}
