import Domain
import Streaming
import SurfaceKit

struct PlayResponse: Encodable {
    let status = "success"
    let data: Source

    struct Source: Encodable {
        let streamURL: String
        let hasSubtitles: Bool
        @OrNull var subtitleURL: String?
        @OrNull var subtitleLanguage: String?
        @OrNull var nextEpisode: NextEpisode?
        @OrNull var introMarker: MarkerResponse?
        @OrNull var creditsMarker: MarkerResponse?
        let contentType: String
        let duration: Int
        let resumeTime: Int
        let subtitles: [SubtitleResponse]
        /// Of a film in several files, all of them in order; absent otherwise.
        let parts: [PartResponse]?

        init(_ video: Video, _ file: VideoFile, next: Video?, _ links: VideoLinks) {
            let standard = file.subtitles.standard(language: links.language)
            let progress = VideoProgress(video)
            streamURL = links.addresses.stream(file.file, called: video.name)
            hasSubtitles = standard != nil
            _subtitleURL = OrNull(wrappedValue: standard.map { links.address(of: $0, in: file.file) })
            _subtitleLanguage = OrNull(wrappedValue: standard.map { $0.track.language ?? "en" })
            _nextEpisode = OrNull(wrappedValue: next.map { NextEpisode($0, links) })
            _introMarker = OrNull(wrappedValue: MarkerResponse(intro: video))
            _creditsMarker = OrNull(wrappedValue: MarkerResponse(credits: video))
            contentType = MediaType.of(fileName: file.file.path.text)
            duration = progress.lengthSeconds
            resumeTime = progress.positionSeconds
            let parts = video.files.filter { $0.version == file.version }
            self.parts =
                parts.count > 1
                ? parts.map { part in
                    PartResponse(
                        streamURL: links.addresses.stream(part.file, called: video.name),
                        duration: Int((part.file.probe.durationMilliseconds ?? 0) / 1000))
                } : nil
            subtitles = file.subtitles.map { track in
                SubtitleResponse(track, address: links.address(of: track, in: file.file), isDefault: track == standard)
            }
        }
    }
}

/// A file of a film that has several.
struct PartResponse: Encodable {
    let streamURL: String
    /// Whole seconds; 0 when unknown.
    let duration: Int
}

struct SubtitleResponse: Encodable {
    let url: String
    let language: String
    let label: String
    let forced: Bool
    let sdh: Bool
    let `default`: Bool

    init(_ subtitle: StoredSubtitle, address: String, isDefault: Bool) {
        let track = subtitle.track
        url = address
        language = track.language ?? "en"
        label = track.label
        forced = track.isForced
        sdh = track.isSDH
        self.default = isDefault
    }
}

struct ProgressResponse: Encodable {
    /// The one answer that does not say `success`.
    let status = "saved"
    let stopPlayback: Bool
    let limit: Int
    let activePlaybacks: Int
    @OrNull var message: String?
}

struct PlaybackStatusResponse: Encodable {
    let status = "success"
    let revoke: Bool
    let limit: Int
    let activePlaybacks: Int
    let projectedPlaybacks: Int
    @OrNull var message: String?
}
