/// Makes a report of ffprobe's JSON.
enum ProbeReader {
    static func report(_ root: ProbeNode) -> ProbeReport {
        let format = root["format"]
        let streams = root["streams"].list.prefix(LocalMediaLimits.probeStreamsMax).enumerated().map(Stream.init)
        var report = ProbeReport()
        report.durationMilliseconds = duration(format, streams)
        report.containerName = format["format_name"].text
        report.sizeBytes = format["size"].positiveInt64
        report.bitsPerSecond = format["bit_rate"].positiveInt64
        report.title = format["tags"].tag("title").text
        report.videoStreams = streams.filter(\.isVideo).map(\.video)
        report.audioStreams = streams.filter { $0.kind == "audio" }.map(\.audio)
        report.subtitleStreams = streams.filter { $0.kind == "subtitle" }.map(\.subtitle)
        report.chapters = chapters(root["chapters"])
        return report
    }

    /// The container's word, else the longest stream, else the longest of Matroska's own tags.
    private static func duration(_ format: ProbeNode, _ streams: [Stream]) -> Int64? {
        let moving = streams.filter { !$0.isCover }
        let tagged = [format["tags"]] + moving.map { $0.node["tags"] }
        let sources: [() -> Int64?] = [
            { positive(ProbeTime.milliseconds(seconds: format["duration"].number)) },
            { moving.compactMap { positive(ProbeTime.milliseconds(seconds: $0.node["duration"].number)) }.max() },
            { tagged.compactMap { positive(ProbeTime.milliseconds(clock: $0.tag("duration").text)) }.max() },
        ]
        return sources.lazy.compactMap { $0() }.first
    }

    private static func positive(_ milliseconds: Int64?) -> Int64? {
        milliseconds.flatMap { $0 > 0 ? $0 : nil }
    }

    private static func chapters(_ list: ProbeNode) -> [ProbeChapter] {
        let chapters = list.list.prefix(LocalMediaLimits.probeChaptersMax).compactMap { node -> ProbeChapter? in
            guard let start = ProbeTime.milliseconds(seconds: node["start_time"].number) else { return nil }
            let end = ProbeTime.milliseconds(seconds: node["end_time"].number)
            return ProbeChapter(
                startMilliseconds: start, endMilliseconds: end.flatMap { $0 > start ? $0 : nil },
                title: node["tags"].tag("title").text)
        }
        // Stable, so that chapters with one start keep their order.
        return chapters.enumerated()
            .sorted { ($0.element.startMilliseconds, $0.offset) < ($1.element.startMilliseconds, $1.offset) }
            .map(\.element)
    }
}

extension ProbeReader {
    /// One element of `streams`.
    struct Stream {
        let node: ProbeNode
        let kind: String?
        private let place: Int

        init(place: Int, node: ProbeNode) {
            self.node = node
            self.place = place
            kind = node["codec_type"].text
        }

        /// A still picture that belongs to the file as a whole.
        var isCover: Bool { has("attached_pic") || has("still_image") || has("timed_thumbnails") }

        var isVideo: Bool { kind == "video" && !isCover }

        var video: ProbeVideoStream {
            let width = node["width"].int(in: LocalMediaLimits.probeSideRange)
            let height = node["height"].int(in: LocalMediaLimits.probeSideRange)
            var stream = ProbeVideoStream(index: index)
            (stream.range, stream.isDefault) = (range, has("default"))
            stream.codec = codec
            stream.profile = node["profile"].text
            (stream.width, stream.height) = (width, height)
            stream.framesPerSecond = rate(node["avg_frame_rate"]) ?? rate(node["r_frame_rate"])
            if let width, let height { stream.quality = VideoQuality(width: width, height: height) }
            return stream
        }

        var audio: ProbeAudioStream {
            var stream = ProbeAudioStream(index: index)
            stream.isDefault = has("default")
            stream.isCommentary = isCommentary
            stream.codec = codec
            stream.profile = node["profile"].text
            stream.channels = node["channels"].int(in: LocalMediaLimits.probeChannelsRange)
            stream.channelLayout = node["channel_layout"].text
            (stream.language, stream.title) = (language, title)
            return stream
        }

        var subtitle: ProbeSubtitleStream {
            var stream = ProbeSubtitleStream(index: index)
            stream.isText = codec.map(Self.textCodecs.contains) ?? false
            stream.isDefault = has("default")
            stream.isForced = has("forced") || titleSays("forced")
            stream.isSDH = isForTheHardOfHearing
            stream.isCommentary = isCommentary
            stream.codec = codec
            (stream.language, stream.title) = (language, title)
            return stream
        }

        /// ffprobe's number; without one the place in the list, which is the same.
        private var index: Int { node["index"].int(in: LocalMediaLimits.probeStreamIndexRange) ?? place }
        private var codec: String? { node["codec_name"].text?.lowercased() }
        private var title: String? { node["tags"].tag("title").text }
        private var language: String? { node["tags"].tag("language").text.flatMap(TrackLanguage.tag) }

        private var range: VideoRange {
            let sideData = node["side_data_list"].list.compactMap { $0["side_data_type"].text?.lowercased() }
            let tag = node["codec_tag_string"].text?.lowercased() ?? ""
            if sideData.contains(where: { $0.contains("dovi") || $0.contains("dolby vision") })
                || Self.dolbyVisionTags.contains(tag)
            {
                return .dolbyVision
            }
            return switch node["color_transfer"].text {
            case "smpte2084": .hdr10
            case "arib-std-b67": .hlg
            default: .sdr
            }
        }

        private var isCommentary: Bool { has("comment") || titleSays("commentary") }

        private var isForTheHardOfHearing: Bool {
            ["hearing_impaired", "captions"].contains(where: has)
                || ["sdh", "cc", "hearing impaired", "hard of hearing"].contains(where: titleSays)
        }

        private func has(_ disposition: String) -> Bool { node["disposition"][disposition].flag }

        /// Many files have no dispositions and say it in the title of the track.
        private func titleSays(_ words: String) -> Bool {
            guard let title = title?.lowercased() else { return false }
            let parts = title.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
            return " \(parts) ".contains(" \(words) ")
        }

        /// `24000/1001`; `0/0` for streams without frames.
        private func rate(_ node: ProbeNode) -> Double? {
            guard let parts = node.text?.split(separator: "/"), parts.count == 2, let count = Double(parts[0]),
                let seconds = Double(parts[1]), count > 0, seconds > 0, (count / seconds).isFinite
            else { return nil }
            return count / seconds
        }

        private static let dolbyVisionTags: Set<String> = ["dvh1", "dvhe", "dvav", "dva1", "dav1"]

        /// The codecs that ffmpeg turns into text.
        private static let textCodecs: Set<String> = [
            "subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text", "microdvd", "sami", "subviewer", "subviewer1",
            "stl", "realtext", "jacosub", "mpl2", "pjs", "vplayer",
        ]
    }
}
