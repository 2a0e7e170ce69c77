import Accounts
import Basics
import Catalogue
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

/// What a list needs beside the videos themselves: signed addresses, and which files are there.
struct VideoLinks: Sendable {
    let addresses: SignedAddresses
    let present: Set<MediaFileID>
    /// The first episodes of series, which stand for them.
    var first: [TitleID: Video] = [:]
    /// What the client would rather read.
    let language: String?
    let now: Instant
    let timeZone: TimeZone

    /// The standard track of a video, for clients that know one only.
    func subtitle(of video: Video) -> (address: String, language: String)? {
        guard let file = video.standardFiles.first, let track = file.subtitles.standard(language: language) else {
            return nil
        }
        return (address(of: track, in: file.file), track.track.language ?? "en")
    }

    func address(of subtitle: StoredSubtitle, in file: MediaFile) -> String {
        addresses.subtitle(subtitle, in: file)
    }

    /// An episode's still is its poster, else that of its series.
    func picture(_ kind: ArtworkKind, of video: Video) -> String? {
        var candidates = [video.artwork[kind]]
        if let place = video.place {
            candidates = [kind == .poster ? video.artwork[.thumb] : video.artwork[kind], place.seriesArtwork[kind]]
        }
        if let artwork = candidates.compactMap(\.self).first { return addresses.picture(artwork) }
        return kind == .poster ? addresses.providedPoster(of: video) : nil
    }

    func isThere(_ video: Video) -> Bool {
        if video.isSeries { return first[video.title.id].map(isThere) ?? false }
        return video.isThere(in: present)
    }

    /// When a video ends that somebody starts now, where its length is known.
    func end(of video: Video) -> (moment: String, label: String)? {
        guard let length = video.lengthSeconds else { return nil }
        let end = now.adding(seconds: Double(max(0, length - VideoProgress(video).positionSeconds)))
        return (end.iso8601, end.clockLabel(in: timeZone))
    }
}

extension PlaybackSurface {
    /// Looks at the disk and reads the keys, once for a whole list.
    func links(
        for videos: [Video], first: [TitleID: Video] = [:], _ request: Request, _ context: PlaybackContext
    ) async throws -> VideoLinks {
        let app = try context.signedIn
        let files = (videos + first.values).flatMap { $0.standardFiles.map(\.file) }
        let present = try await features.player.presence.present(files)
        var links = VideoLinks(
            addresses: try await features.player.tickets.addresses(
                for: app.session.session.id, of: app.user.id, base: String(address(of: "", context).dropLast())),
            present: present,
            language: request.preferredLanguage, now: features.world.now(),
            timeZone: settings.timeZone.flatMap { TimeZone(identifier: $0) } ?? .current)
        links.first = first
        return links
    }

    /// Items of a list. Series stand for their first episode, so those are looked up as well.
    func items(
        _ videos: [Video], for viewer: Viewer, _ request: Request, _ context: PlaybackContext
    ) async throws -> [VideoItem] {
        let firstIDs = videos.compactMap(\.series?.first)
        let episodes = firstIDs.isEmpty ? [] : try await features.videos.store.videos(firstIDs, for: viewer)
        var first: [TitleID: Video] = [:]
        for episode in episodes {
            if let series = episode.place?.series.id { first[series] = episode }
        }
        let links = try await links(for: videos, first: first, request, context)
        return videos.map { VideoItem($0, links) }
    }
}

extension Request {
    /// The first language of `Accept-Language`; nil without one.
    fileprivate var preferredLanguage: String? {
        guard let first = headers[.acceptLanguage]?.split(separator: ",").first else { return nil }
        let code = first.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        return code.isEmpty || code == "*" ? nil : code
    }
}

extension Instant {
    /// `9:45pm`.
    fileprivate func clockLabel(in zone: TimeZone) -> String {
        let date = Date(timeIntervalSince1970: seconds)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        let (hour, minute) = (parts.hour ?? 0, parts.minute ?? 0)
        return "\((hour + 11) % 12 + 1):\(minute < 10 ? "0" : "")\(minute)\(hour < 12 ? "am" : "pm")"
    }
}
