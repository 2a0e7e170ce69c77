import Domain
import SurfaceKit

/// A scene, in lists and by itself.
struct SceneRow: WrittenRow {
    let scene: Scene

    func write(to writer: inout JSONWriter) {
        let facts = scene.facts
        let primary = facts.files.first
        writer.object { writer in
            writer.member("analyzed", scene.isAnalyzed)
            writer.member("bitrate", primary?.bitRate.map(Int.init))
            writer.member("created_date", facts.createdAt.curationText)
            writer.member("details", facts.details)
            writer.member("duration", fraction: primary?.duration)
            writer.member("file_path", primary?.path)
            writer.member("files", facts.files.enumerated().map { FileRow(file: $1, isPrimary: $0 == 0) })
            writer.member("framerate", fraction: primary?.frameRate)
            writer.member("height", primary?.height)
            writer.member("id", facts.upstreamID)
            writer.member("last_synced", scene.lastSyncedAt.curationText)
            writer.member("organized", facts.isOrganized)
            writer.member("paths", facts.files.map(\.path))
            writer.member("performers", facts.performers.map { NameRow(name: $0) })
            writer.member("rating100", facts.rating100)
            writer.member("scene_date", facts.dateText)
            writer.member("size", primary?.size.map(Int.init))
            writer.member("stash_created_at", facts.createdAt.curationText)
            writer.member("stash_date", facts.dateText)
            writer.member("stash_updated_at", facts.updatedText)
            writer.member("studio", facts.studio.map { NameRow(name: $0) })
            writer.member("tags", facts.tags.map { NameRow(name: $0) })
            writer.member("title", facts.shownTitle)
            writer.member("video_codec", primary?.videoCodec)
            writer.member("width", primary?.width)
        }
    }
}

/// A studio, performer or tag inside a scene.
struct NameRow: WrittenRow {
    let name: ArchiveName

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", name.id)
            writer.member("name", name.name)
        }
    }
}

/// A file of a scene.
struct FileRow: WrittenRow {
    let file: SceneFile
    let isPrimary: Bool

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("audio_codec", file.audioCodec)
            writer.member("basename", file.baseName)
            writer.member("bit_rate", file.bitRate.map(Int.init))
            writer.member("duration", fraction: file.duration)
            writer.member("format", file.format)
            writer.member("frame_rate", fraction: file.frameRate)
            writer.member("height", file.height)
            writer.member("is_primary", isPrimary)
            writer.member("oshash", file.fingerprints["oshash"])
            writer.member("path", file.path)
            writer.member("phash", file.fingerprints["phash"])
            writer.member("size", file.size.map(Int.init))
            writer.member("video_codec", file.videoCodec)
            writer.member("width", file.width)
        }
    }
}

extension SceneFacts {
    /// The first moment of the scene's day, without a zone.
    fileprivate var dateText: String? { day.map { $0 + "T00:00:00" } }

    /// When the archive changed it last, in UTC.
    fileprivate var updatedText: String { ArchiveWatermark(updatedAt)?.instant.curationText ?? updatedAt }
}
