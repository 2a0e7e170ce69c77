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
        /// Of all files together.
        let duration: Int
        /// In the file at `streamURL`.
        let resumeTime: Int
        let subtitles: [SubtitleResponse]
        /// Of a film in several files, all of them in order; absent otherwise.
        let parts: [PartResponse]?

        init(_ video: Video, _ file: VideoFile, next: Video?, _ links: VideoLinks) {
            let standard = file.subtitles.standard(language: links.language)
            let parts = video.version(of: file.file.id)
            let begin = video.place(at: 0, inside: file.file.id).seconds
            streamURL = links.addresses.stream(file.file, called: video.name)
            hasSubtitles = standard != nil
            _subtitleURL = OrNull(wrappedValue: standard.map { links.address(of: $0, in: file.file) })
            _subtitleLanguage = OrNull(wrappedValue: standard.map { $0.track.language ?? "en" })
            _nextEpisode = OrNull(wrappedValue: next.map { NextEpisode($0, links) })
            _introMarker = OrNull(wrappedValue: MarkerResponse(intro: video))
            _creditsMarker = OrNull(wrappedValue: MarkerResponse(credits: video))
            contentType = MediaType.of(fileName: file.file.path.text)
            duration = parts.lengthSeconds ?? 0
            resumeTime = video.resumeTime(in: file, from: begin)
            self.parts =
                parts.count > 1
                ? parts.map { part in
                    PartResponse(
                        id: part.file.id.rawValue, streamURL: links.addresses.stream(part.file, called: video.name),
                        begin: video.place(at: 0, inside: part.file.id).seconds,
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
    /// What reports name as `version`.
    let id: Int32
    let streamURL: String
    /// Whole seconds of the film before it.
    let begin: Int
    /// Whole seconds; 0 when unknown.
    let duration: Int
}

extension Video {
    /// Where the profile goes on inside the file that `play` gives without being asked for another: clients seek to it.
    var resumeTime: Int {
        let position = VideoProgress(self).positionSeconds
        return max(0, position - (part(at: position)?.begin ?? 0))
    }

    /// The same inside any file; 0 where the profile stopped before or behind it.
    fileprivate func resumeTime(in file: VideoFile, from begin: Int) -> Int {
        let position = VideoProgress(self).positionSeconds
        guard part(at: position, of: file.file.id)?.file.file.id == file.file.id else { return 0 }
        return max(0, position - begin)
    }
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
