package import Basics

/// What the file system says of a file; all of it equal means that the content is the same.
package struct FileFacts: Hashable, Sendable {
    package let sizeBytes: Int64
    /// Nanoseconds since 1970.
    package let modifiedNanoseconds: Int64
    /// Bit patterns of the system's unsigned numbers.
    package let device: Int64
    package let inode: Int64

    package init(sizeBytes: Int64, modifiedNanoseconds: Int64, device: Int64, inode: Int64) {
        self.sizeBytes = sizeBytes
        self.modifiedNanoseconds = modifiedNanoseconds
        self.device = device
        self.inode = inode
    }
}

/// Where a file lies: the bytes with which it is opened and the text that people see.
package struct FilePath: Hashable, Sendable {
    /// Relative to the library's folder.
    package let raw: [UInt8]
    package let text: String

    package init(raw: [UInt8], text: String) {
        self.raw = raw
        self.text = text
    }

    package init(_ text: String) {
        self.init(raw: Array(text.utf8), text: text)
    }
}

/// Whether a file's streams were looked at.
package enum ProbeState: String, Sendable, Codable {
    case pending
    case done
    /// The file is listed nevertheless, with unknown length.
    case failed
}

/// What is known of the streams inside a file.
package struct MediaProbe: Hashable, Sendable {
    package var durationMilliseconds: Int64?
    /// As ffprobe names it: a list with commas.
    package var container: String?
    package var videoCodec: String?
    package var audioCodec: String?
    package var width: Int?
    package var height: Int?
    package var details = MediaDetails()

    package init() {}
}

/// What is kept of a file as JSON.
package struct MediaDetails: Hashable, Sendable, Codable {
    package var intro: SkipMarker?
    package var credits: SkipMarker?
    package var audioTracks: [AudioTrack] = []
    /// `hdr10`, `hlg`, `dolbyvision`; nil for ordinary pictures.
    package var dynamicRange: String?

    package init() {}
}

/// A part that people skip, in whole seconds from the beginning.
package struct SkipMarker: Hashable, Sendable, Codable {
    package let startSeconds: Int
    package let endSeconds: Int
    /// 0...1.
    package let confidence: Double
    /// Set by a person, and not found in the file.
    package let isManual: Bool

    package init(startSeconds: Int, endSeconds: Int, confidence: Double, isManual: Bool) {
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.confidence = confidence
        self.isManual = isManual
    }
}

/// A sound track inside a file.
package struct AudioTrack: Hashable, Sendable, Codable {
    package let codec: String?
    package let channels: Int?
    /// BCP 47.
    package let language: String?
    package let title: String?

    package init(codec: String?, channels: Int?, language: String?, title: String?) {
        self.codec = codec
        self.channels = channels
        self.language = language
        self.title = title
    }
}

/// Subtitles of a file: beside it, or a stream of text inside it.
package struct SubtitleTrack: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// A file relative to the library's folder.
        case sidecar(path: [UInt8])
        /// The number of the stream inside the file.
        case stream(Int)
    }

    package let source: Source
    /// `srt`, `vtt`, `ass`, …, or the codec of a stream.
    package let format: String
    /// BCP 47; nil when nobody says.
    package let language: String?
    package let isLanguageGuessed: Bool
    package let title: String?
    package let isForced: Bool
    /// For the hard of hearing.
    package let isSDH: Bool
    package let isDefault: Bool

    package init(
        source: Source, format: String, language: (code: String, isGuessed: Bool)?, title: String?,
        flags: (isForced: Bool, isSDH: Bool, isDefault: Bool)
    ) {
        self.source = source
        self.format = format
        self.language = language?.code
        isLanguageGuessed = language?.isGuessed ?? false
        self.title = title
        isForced = flags.isForced
        isSDH = flags.isSDH
        isDefault = flags.isDefault
    }
}

/// A stored track.
package struct StoredSubtitle: Hashable, Sendable {
    package let id: SubtitleID
    package let fileID: MediaFileID
    package let track: SubtitleTrack

    package init(id: SubtitleID, fileID: MediaFileID, track: SubtitleTrack) {
        self.id = id
        self.fileID = fileID
        self.track = track
    }
}

package typealias SubtitleID = ID<StoredSubtitle>

/// A file as it is stored.
package struct MediaFile: Hashable, Sendable {
    package let id: MediaFileID
    /// The library's folder, absolute.
    package let root: String
    package let path: FilePath
    package let facts: FileFacts
    /// Since when a scan has not found it; nil for files that are there.
    package let missingSince: Instant?
    package let addedAt: Instant
    package let probeState: ProbeState
    package let probe: MediaProbe

    package init(
        id: MediaFileID, root: String, path: FilePath, facts: FileFacts, missingSince: Instant?, addedAt: Instant,
        probeState: ProbeState, probe: MediaProbe
    ) {
        self.id = id
        self.root = root
        self.path = path
        self.facts = facts
        self.missingSince = missingSince
        self.addedAt = addedAt
        self.probeState = probeState
        self.probe = probe
    }
}

package typealias MediaFileID = ID<MediaFile>

extension FilePath {
    /// The letters and digits behind the last dot of the name, in lower case; empty without any.
    package var ending: String {
        let name = text.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return "" }
        let ending = name[name.index(after: dot)...].lowercased()
        return ending.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) } ? ending : ""
    }
}

/// Files that an archive on another machine keeps (Stash), and hands out.
extension MediaFile {
    /// What stands in the place of their folder.
    package static let archiveRoot = "stash:"

    /// The archive's id of the scene that the file belongs to; nil for files of this machine.
    package var sceneID: String? { root == Self.archiveRoot ? String(decoding: path.raw, as: UTF8.self) : nil }
}

extension MediaFile {
    /// Whether a player can do anything with its bytes: images and folders of discs, and files that hold an address
    /// alone, are listed only.
    package var isStreamable: Bool { !["iso", "img", "ifo", "bdmv", "strm"].contains(path.ending) }
}
