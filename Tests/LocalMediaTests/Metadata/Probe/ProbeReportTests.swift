import LocalMedia
import Testing

@Suite("Probe: what ffprobe really prints")
struct ProbeSampleTests {
    private func read(_ json: String) throws -> ProbeReport { try ProbeReport.read(json: Array(json.utf8)) }

    @Test func matroskaWithEverything() throws {
        let report = try read(ProbeSamples.matroska)
        #expect(report.durationMilliseconds == 30_523)
        #expect(report.containerName == "matroska,webm")
        #expect(report.sizeBytes == 876_089)
        #expect(report.bitsPerSecond == 229_620)
        #expect(report.title == "Test")
        var video = ProbeVideoStream(index: 0)
        video.codec = "h264"
        video.profile = "High 4:4:4 Predictive"
        (video.width, video.height) = (320, 180)
        video.framesPerSecond = 10
        video.quality = .sd
        #expect(report.videoStreams == [video])
        #expect(report.audioStreams.map(\.index) == [1, 2])
        #expect(report.audioStreams.map(\.language) == ["de", "en"])
        #expect(report.audioStreams.map(\.title) == [nil, "Commentary"])
        #expect(report.audioStreams.map(\.isCommentary) == [false, true])
        #expect(report.audioStreams.map(\.channels) == [1, 1])
        #expect(report.audioStreams.map(\.channelLayout) == ["mono", "mono"])
        #expect(report.subtitleStreams.map(\.index) == [3, 4])
        #expect(report.subtitleStreams.map(\.codec) == ["subrip", "subrip"])
        #expect(report.subtitleStreams.map(\.isText) == [true, true])
        #expect(report.subtitleStreams.map(\.language) == ["fr", nil])
        #expect(report.subtitleStreams.map(\.title) == ["Français (SDH)", nil])
        #expect(report.subtitleStreams.map(\.isSDH) == [true, false])
        #expect(report.subtitleStreams.map(\.isForced) == [false, true])
        #expect(
            report.chapters == [
                ProbeChapter(startMilliseconds: 0, endMilliseconds: 4000, title: "Prologue"),
                ProbeChapter(startMilliseconds: 4000, endMilliseconds: 10_000, title: "Opening Credits"),
                ProbeChapter(startMilliseconds: 10_000, endMilliseconds: 30_500),
            ])
    }

    @Test func mp4DoesNotCountItsChaptersAsAStream() throws {
        let report = try read(ProbeSamples.mp4)
        #expect(report.durationMilliseconds == 30_534)
        #expect(report.containerName == "mov,mp4,m4a,3gp,3g2,mj2")
        #expect(report.videoStreams.map(\.index) == [0])
        #expect(report.audioStreams.map(\.isDefault) == [true, false])
        #expect(report.subtitleStreams.map(\.codec) == ["mov_text", "mov_text"])
        #expect(report.subtitleStreams.map(\.language) == ["fr", nil], "und is unknown")
        #expect(report.subtitleStreams.map(\.isDefault) == [true, false])
        #expect(report.subtitleStreams.map(\.isSDH) == [true, false])
        #expect(report.subtitleStreams.map(\.isText) == [true, true])
        #expect(report.chapters.map(\.title) == ["Prologue", "Opening Credits", nil], "an empty title is none")
    }

    @Test func coverArtIsNoVideo() throws {
        let report = try read(ProbeSamples.cover)
        #expect(report.videoStreams.map(\.index) == [0])
        #expect(report.videoStreams.first?.height == 180)
        #expect(report.chapters.count == 3)
    }

    @Test(
        arguments: [
            (ProbeSamples.transportStream, "mpegts", 30_537, "mpeg2video", "mp2"),
            (ProbeSamples.avi, "avi", 30_600, "mpeg4", "mp3"),
            (ProbeSamples.webm, "matroska,webm", 30_542, "vp8", "opus"),
            (ProbeSamples.rawH264, "h264", nil, "h264", nil),
            (ProbeSamples.hdr10, "matroska,webm", 2000, "hevc", nil),
            (ProbeSamples.mp3, "mp3", 3030, nil, "mp3"),
            (ProbeSamples.flash, "flv", 1900, "h264", nil),
            (ProbeSamples.cut, "matroska,webm", 30_523, "h264", "aac"),
        ] as [(String, String, Int64?, String?, String?)])
    func otherContainers(json: String, name: String, milliseconds: Int64?, video: String?, audio: String?) throws {
        let report = try read(json)
        #expect(report.containerName == name)
        #expect(report.durationMilliseconds == milliseconds)
        #expect(report.videoStreams.first?.codec == video)
        #expect(report.audioStreams.first?.codec == audio)
    }

    @Test func brightnessIsTold() throws {
        #expect(try read(ProbeSamples.hdr10).videoStreams.map(\.range) == [.hdr10])
        #expect(try read(ProbeSamples.hlg).videoStreams.map(\.range) == [.hlg])
        #expect(try read(ProbeSamples.webm).videoStreams.map(\.range) == [.sdr])
    }

    @Test func chaptersOfARealFileBecomeAMarker() throws {
        let report = try read(ProbeSamples.matroska)
        let markers = MarkerReading(chapters: report.chapters, durationMilliseconds: report.durationMilliseconds)
        #expect(markers == MarkerReading(intro: 4..<10))
    }

    @Test func theArgumentsAreAListWithThePathBehindADash() {
        #expect(
            ProbeReport.arguments(for: "/media/-a; rm.mkv") == [
                "-v", "error", "-print_format", "json", "-show_format", "-show_streams", "-show_chapters", "--",
                "/media/-a; rm.mkv",
            ])
        #expect(LocalMediaLimits.probeTimeoutSeconds == 60)
        #expect(LocalMediaLimits.probeOutputBytesMax == 16 * 1024 * 1024)
    }
}

@Suite("Probe: odd values")
struct ProbeReportTests {
    private func read(_ json: String) throws -> ProbeReport { try ProbeReport.read(json: Array(json.utf8)) }

    private func stream(_ members: String) throws -> ProbeReport {
        try read("{\"format\":{\"format_name\":\"x\"},\"streams\":[{\(members)}]}")
    }

    private func failure(_ bytes: [UInt8]) -> ProbeFailure? {
        do {
            _ = try ProbeReport.read(json: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("", ProbeFailure.notJSON), ("{", .notJSON), ("[]", .notJSON), ("null", .notJSON), (#""x""#, .notJSON),
        ("{\n\n}\n", .nothingFound), (#"{"streams":[]}"#, .nothingFound), (#"{"format":{}}"#, .nothingFound),
        (#"{"format":[],"streams":{}}"#, .nothingFound), (#"{"streams":[1,null,"a",[]]}"#, .nothingFound),
        (#"{"error":{"code":-2,"string":"No such file or directory"}}"#, .refused("No such file or directory")),
    ])
    func whatTellsNothingIsAnError(json: String, expected: ProbeFailure) {
        #expect(failure(Array(json.utf8)) == expected)
    }

    @Test func sizesHaveLimits() {
        let large = [UInt8](repeating: 0x20, count: LocalMediaLimits.probeOutputBytesMax + 1)
        #expect(failure(large) == .tooLarge(bytes: large.count))
        #expect(failure([UInt8](repeating: 0x5b, count: 300_000)) == .notJSON)
        let nested = String(repeating: #"{"a":"#, count: 100_000)
        #expect(failure(Array(nested.utf8)) == .notJSON)
    }

    @Test func listsAreCut() throws {
        let streams = Array(repeating: #"{"codec_type":"audio"}"#, count: 2000).joined(separator: ",")
        let chapters = Array(repeating: #"{"start_time":"1"}"#, count: 9000).joined(separator: ",")
        let report = try read("{\"streams\":[\(streams)],\"chapters\":[\(chapters)]}")
        #expect(report.audioStreams.count == LocalMediaLimits.probeStreamsMax)
        #expect(report.chapters.count == LocalMediaLimits.probeChaptersMax)
    }

    @Test(
        arguments: [
            (#""format":{"duration":"12.3456"}"#, 12_346), (#""format":{"duration":12.5}"#, 12_500),
            (
                #""format":{"duration":"N/A"},"streams":[{"duration":"3"},{"duration":"5.5"},{"duration":"N/A"}]"#,
                5500
            ),
            (#""streams":[{"codec_type":"video","tags":{"DURATION":"01:02:03.004000000"}}]"#, 3_723_004),
            (
                #""streams":[{"tags":{"DURATION-eng":"00:00:07.000000000"}},{"tags":{"duration":"00:00:06"}}]"#,
                7000
            ),
            (#""format":{"duration":"0.000000"},"streams":[{"duration":"4"}]"#, 4000),
            (#""format":{"duration":"-5"},"streams":[{"tags":{"DURATION":"00:00:08.5"}}]"#, 8500),
            (#""format":{"duration":"9e99"},"streams":[{"duration":"2"}]"#, 2000),
            (#""format":{"duration":"nan","tags":{"DURATION":"00:00:03"}}"#, 3000),
            (#""streams":[{"duration":"99","disposition":{"attached_pic":1}},{"duration":"2"}]"#, 2000),
            (
                #""format":{"format_name":"x"},"streams":[{"tags":{"DURATION":"x:y:z"}},{"tags":{"DURATION":""}}]"#,
                nil
            ),
            (#""format":{"format_name":"x","duration":[1]},"streams":[{"tags":"no"}]"#, nil),
        ] as [(String, Int64?)])
    func lengthsAreFoundSomewhere(members: String, expected: Int64?) throws {
        #expect(try read("{\(members)}").durationMilliseconds == expected)
    }

    @Test(arguments: [
        (1920, 1080, VideoQuality.hd), (1920, 800, .hd), (1280, 720, .hd), (1280, 534, .hd), (1200, 500, .hd),
        (960, 720, .hd),
        (880, 660, .hd), (1199, 659, .sd), (720, 576, .sd), (720, 480, .sd), (640, 360, .sd), (3840, 2160, .ultraHD),
        (3840, 1600, .ultraHD), (4096, 1716, .ultraHD), (3200, 1340, .ultraHD), (3199, 1699, .hd), (2560, 1440, .hd),
        (2560, 1700, .ultraHD), (1080, 1920, .hd), (2160, 3840, .ultraHD), (480, 720, .sd),
    ])
    func qualityFollowsTheSize(width: Int, height: Int, expected: VideoQuality) throws {
        let report = try stream("\"codec_type\":\"video\",\"width\":\(width),\"height\":\(height)")
        #expect(report.videoStreams.first?.quality == expected)
        #expect(["SD", "HD", "4K"].contains(expected.rawValue))
    }

    @Test(arguments: [
        (#""width":0,"height":1080"#, nil, 1080), (#""width":"1920","height":"1080""#, 1920, 1080),
        (#""width":1920.5,"height":-1"#, nil, nil), (#""width":70000,"height":null"#, nil, nil),
        (#""width":true"#, 1, nil),
        (#""width":1e300"#, nil, nil),
    ])
    func sizesThatCannotBeAreNone(members: String, width: Int?, height: Int?) throws {
        let video = try #require(try stream("\"codec_type\":\"video\",\(members)").videoStreams.first)
        #expect(video.width == width)
        #expect(video.height == height)
        #expect((video.quality != nil) == (width != nil && height != nil))
    }

    @Test(arguments: [
        (#""color_transfer":"smpte2084""#, VideoRange.hdr10), (#""color_transfer":"arib-std-b67""#, .hlg),
        (#""color_transfer":"bt709""#, .sdr), (#""color_transfer":7"#, .sdr), (#""codec_name":"hevc""#, .sdr),
        (
            #""color_transfer":"smpte2084","side_data_list":[{"side_data_type":"DOVI configuration record"}]"#,
            .dolbyVision
        ),
        (
            #""side_data_list":[{"side_data_type":"Mastering display metadata"}],"color_transfer":"smpte2084""#,
            .hdr10
        ),
        (#""codec_tag_string":"dvh1""#, .dolbyVision), (#""side_data_list":"none""#, .sdr),
    ])
    func ranges(members: String, expected: VideoRange) throws {
        #expect(try stream("\"codec_type\":\"video\",\(members)").videoStreams.first?.range == expected)
    }

    @Test(arguments: [
        ("24000/1001", 23.976), ("25/1", 25), ("0/0", nil), ("x", nil), ("1/0", nil), ("-1/1", nil), ("30", nil),
    ])
    func frameRates(written: String, expected: Double?) throws {
        let video = try stream("\"codec_type\":\"video\",\"avg_frame_rate\":\"\(written)\"").videoStreams.first
        #expect(video?.framesPerSecond.map { ($0 * 1000).rounded() / 1000 } == expected)
    }

    @Test func theOtherFrameRateStandsIn() throws {
        let members = #""codec_type":"video","avg_frame_rate":"0/0","r_frame_rate":"50/1""#
        #expect(try stream(members).videoStreams.first?.framesPerSecond == 50)
    }

    @Test(arguments: [
        "subrip", "ass", "ssa", "mov_text", "webvtt", "hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle",
        "dvb_teletext", "xsub",
        "SubRip", "new_codec",
    ])
    func subtitlesAreTextOrPictures(codec: String) throws {
        let text: Set<String> = ["subrip", "ass", "ssa", "mov_text", "webvtt"]
        let subtitle = try stream("\"codec_type\":\"subtitle\",\"codec_name\":\"\(codec)\"").subtitleStreams.first
        #expect(subtitle?.isText == text.contains(codec.lowercased()))
        #expect(subtitle?.codec == codec.lowercased())
    }

    @Test(arguments: [
        ("English", false, false, false), ("English (SDH)", true, false, false), ("English [CC]", true, false, false),
        ("SDH", true, false, false), ("Hearing Impaired", true, false, false), ("Forced", false, true, false),
        ("English - forced", false, true, false), ("Director's Commentary", false, false, true),
        ("Unforced", false, false, false),
        ("Accessible", false, false, false),
    ])
    func titlesTellWhatDispositionsForgot(title: String, sdh: Bool, forced: Bool, commentary: Bool) throws {
        let members = "\"codec_type\":\"subtitle\",\"tags\":{\"TITLE\":\"\(title)\"}"
        let subtitle = try #require(try stream(members).subtitleStreams.first)
        #expect(subtitle.title == title)
        #expect(subtitle.isSDH == sdh)
        #expect(subtitle.isForced == forced)
        #expect(subtitle.isCommentary == commentary)
    }

    @Test(arguments: [
        (#""language":"eng""#, "en"), (#""LANGUAGE":"ger""#, "de"), (#""Language":"fra""#, "fr"),
        (#""language":"und""#, nil),
        (#""language":"""#, nil), (#""language":7"#, nil), (#""title":"eng""#, nil),
        (#""language-eng":"jpn""#, "ja"),
    ])
    func tagsAreReadInAnyCase(tag: String, expected: String?) throws {
        let report = try stream("\"codec_type\":\"audio\",\"tags\":{\(tag)}")
        #expect(report.audioStreams.first?.language == expected)
    }

    @Test func numbersOfStreamsAreTheFilesOwn() throws {
        let report = try read(
            """
            {"streams":[{"index":7,"codec_type":"audio","channels":6,"channel_layout":"5.1(side)"},
            {"codec_type":"audio","channels":0},{"index":"9","codec_type":"subtitle"},
            {"index":-1,"codec_type":"subtitle"},
            {"index":4,"codec_type":"attachment"},{"index":5}]}
            """)
        #expect(report.audioStreams.map(\.index) == [7, 1])
        #expect(report.audioStreams.map(\.channels) == [6, nil])
        #expect(report.audioStreams.first?.channelLayout == "5.1(side)")
        #expect(report.subtitleStreams.map(\.index) == [9, 3])
    }

    @Test func chaptersAreSortedAndFreeOfNonsense() throws {
        let report = try read(
            """
            {"chapters":[{"start_time":"60.5","end_time":"70","tags":{"TITLE":" B\\n"}},
            {"start_time":"0","end_time":"60.5"},
            {"start_time":"N/A","end_time":"5"},{"start_time":"80","end_time":"75"},{"start":1,"end":2},
            {"start_time":"-3"}]}
            """)
        #expect(
            report.chapters == [
                ProbeChapter(startMilliseconds: 0, endMilliseconds: 60_500),
                ProbeChapter(startMilliseconds: 60_500, endMilliseconds: 70_000, title: "B"),
                ProbeChapter(startMilliseconds: 80_000),
            ])
    }

    @Test func bytesThatAreNoTextAreRepaired() throws {
        let json = Array(#"{"format":{"tags":{"title":"a"#.utf8) + [0xe9, 0xff] + Array(#"b"}}}"#.utf8)
        #expect(try ProbeReport.read(json: json).title == "a\u{fffd}\u{fffd}b")
    }

    @Test func longTextsAreCut() throws {
        let long = String(repeating: "x", count: 9000)
        let report = try read("{\"format\":{\"format_name\":\"\(long)\"}}")
        #expect(report.containerName?.count == LocalMediaLimits.probeTextCharactersMax)
    }
}
