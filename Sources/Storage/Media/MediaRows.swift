import Basics
import Domain
import SQL

/// Reads files with their tracks, and pictures.
enum MediaRows {
    /// Of `media_file m JOIN media_folder d`.
    static let columns: SQL = """
        m.id, d.path, m.raw_path, m.path, m.size, m.modified, m.device, m.inode, m.missing_since, m.added_at, m.probe,
        m.duration, m.container, m.video_codec, m.audio_codec, m.width, m.height, m.details
        """
    static let columnCount = 18
    static let tables: SQL = "media_file m JOIN media_folder d ON d.id = m.folder_id"

    /// Whether a title has a file to play.
    static func hasFeature(_ titleID: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM title_file has JOIN media_file feature ON feature.id = has.file_id
            WHERE has.title_id = \(sql: titleID) AND feature.role = 'feature')
        """
    }

    static func file(_ row: SQLRow) throws -> MediaFile {
        var probe = MediaProbe()
        probe.durationMilliseconds = try row.get(11, as: Int64?.self)
        probe.container = try row.optionalText(12)
        probe.videoCodec = try row.optionalText(13)
        probe.audioCodec = try row.optionalText(14)
        probe.width = try row.optionalInt(15)
        probe.height = try row.optionalInt(16)
        probe.details = try JSONText.decode(row.text(17))
        return MediaFile(
            id: try row.get(0), root: try row.text(1), path: FilePath(raw: try row.blob(2), text: try row.text(3)),
            facts: try facts(row, from: 4), missingSince: try row.get(8, as: Instant?.self), addedAt: try row.get(9),
            probeState: try row.get(10), probe: probe)
    }

    /// The facts in four columns.
    static func facts(_ row: SQLRow, from column: Int) throws -> FileFacts {
        FileFacts(
            sizeBytes: try row.get(column), modifiedNanoseconds: try row.get(column + 1),
            device: try row.get(column + 2), inode: try row.get(column + 3))
    }

    /// The pictures of a query for the columns title, kind, folder's path, path and stamp.
    static func artwork(_ row: SQLRow) throws -> Artwork {
        Artwork(
            titleID: try row.get(0), kind: try row.get(1), root: try row.text(2), rawPath: try row.blob(3),
            stamp: try row.text(4))
    }

    static let artworkQuery: SQL = """
        SELECT a.title_id, a.kind, d.path, a.raw_path, a.stamp FROM title_artwork a
        JOIN media_folder d ON d.id = a.folder_id
        """
}
