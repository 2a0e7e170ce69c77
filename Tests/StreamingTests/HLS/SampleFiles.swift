import Basics
import Domain

extension MediaFile {
    /// A file as a scan and a look inside leave it.
    static func sample(
        _ path: String, root: String = "/srv/films", container: String? = nil, video: String? = nil,
        audio: String? = nil, state: ProbeState = .done, id: Int32 = 1
    ) -> MediaFile {
        var probe = MediaProbe()
        probe.container = container
        probe.videoCodec = video
        probe.audioCodec = audio
        return MediaFile(
            id: MediaFileID(id), root: root, path: FilePath(path),
            facts: FileFacts(sizeBytes: 1, modifiedNanoseconds: 1, device: 1, inode: 1), missingSince: nil,
            addedAt: Instant(milliseconds: 0), probeState: state, probe: probe)
    }

    /// H.264 and Dolby Digital in Matroska.
    static let matroska = sample("Film (1999)/Film.mkv", container: "matroska,webm", video: "h264", audio: "ac3")
    static let old = sample("Film.avi", container: "avi", video: "mpeg4", audio: "mp3")
}
