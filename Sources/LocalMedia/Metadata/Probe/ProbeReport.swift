/// What ffprobe says about a media file.
package struct ProbeReport: Hashable, Sendable {
    /// Of the container, else of the longest stream; nil when nothing tells.
    package var durationMilliseconds: Int64?
    /// ffprobe's name, which may be a list: `matroska,webm`.
    package var containerName: String?
    package var sizeBytes: Int64?
    package var bitsPerSecond: Int64?
    /// The container's own title.
    package var title: String?
    /// Without cover art.
    package var videoStreams: [ProbeVideoStream] = []
    package var audioStreams: [ProbeAudioStream] = []
    package var subtitleStreams: [ProbeSubtitleStream] = []
    /// By start.
    package var chapters: [ProbeChapter] = []

    package init() {}

    /// The arguments for ffprobe, to be handed over as they are and never through a shell. What ffprobe then writes to
    /// its standard output is what `read(json:)` takes.
    package static func arguments(for path: String) -> [String] {
        ["-v", "error", "-print_format", "json", "-show_format", "-show_streams", "-show_chapters", "--", path]
    }

    /// Reads ffprobe's JSON. Values that are missing or odd are nil, streams of unknown kinds are left out.
    ///
    /// - Throws: `ProbeFailure` when the output is too large, no JSON object, or about nothing.
    package static func read(json: [UInt8]) throws(ProbeFailure) -> ProbeReport {
        guard json.count <= LocalMediaLimits.probeOutputBytesMax else { throw .tooLarge(bytes: json.count) }
        guard let root = ProbeNode(object: json) else { throw .notJSON }
        if let message = root["error"]["string"].text { throw .refused(message) }
        let report = ProbeReader.report(root)
        guard report != ProbeReport() else { throw .nothingFound }
        return report
    }
}

/// Why ffprobe's output tells nothing. The file stays listed, with unknown length.
package enum ProbeFailure: Error, Hashable, Sendable {
    /// Larger than `LocalMediaLimits.probeOutputBytesMax`.
    case tooLarge(bytes: Int)
    case notJSON
    /// ffprobe's own words.
    case refused(String)
    /// An empty object: what ffprobe prints for a file that it cannot read.
    case nothingFound
}

/// A picture stream that moves.
package struct ProbeVideoStream: Hashable, Sendable {
    /// The number of the stream in the file, from 0, over all kinds.
    package let index: Int
    package var codec: String?
    package var profile: String?
    /// Pixels.
    package var width: Int?
    package var height: Int?
    package var framesPerSecond: Double?
    package var range = VideoRange.sdr
    /// Nil when the size is unknown.
    package var quality: VideoQuality?
    package var isDefault = false

    package init(index: Int) {
        self.index = index
    }
}

/// A stream of sound.
package struct ProbeAudioStream: Hashable, Sendable {
    /// The number of the stream in the file, from 0, over all kinds.
    package let index: Int
    package var codec: String?
    package var profile: String?
    package var channels: Int?
    /// As ffprobe names it: `stereo`, `5.1(side)`.
    package var channelLayout: String?
    /// BCP 47; nil when unknown.
    package var language: String?
    package var title: String?
    package var isDefault = false
    package var isCommentary = false

    package init(index: Int) {
        self.index = index
    }
}

/// A stream of subtitles.
package struct ProbeSubtitleStream: Hashable, Sendable {
    /// The number of the stream in the file, from 0, over all kinds.
    package let index: Int
    package var codec: String?
    /// Whether the stream can be handed out as text; the others are pictures.
    package var isText = false
    /// BCP 47; nil when unknown.
    package var language: String?
    package var title: String?
    package var isDefault = false
    package var isForced = false
    /// For the hard of hearing.
    package var isSDH = false
    package var isCommentary = false

    package init(index: Int) {
        self.index = index
    }
}

/// A chapter, in milliseconds from the start of the file.
package struct ProbeChapter: Hashable, Sendable {
    package let startMilliseconds: Int64
    /// Nil when unknown; never before the start.
    package let endMilliseconds: Int64?
    package let title: String?

    package init(startMilliseconds: Int64, endMilliseconds: Int64? = nil, title: String? = nil) {
        self.startMilliseconds = startMilliseconds
        self.endMilliseconds = endMilliseconds
        self.title = title
    }
}
