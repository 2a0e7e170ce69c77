import Testing

@testable import LocalMedia

@Suite("Probe: properties")
struct ProbePropertyTests {
    private static let samples = [
        ProbeSamples.matroska, ProbeSamples.mp4, ProbeSamples.cover, ProbeSamples.webm, ProbeSamples.hlg,
    ]

    @Test(arguments: 0..<40)
    func damagedOutputNeverTrapsAndStaysInBounds(seed: Int) {
        var random = MetadataRandom(seed: UInt64(seed) &+ 70)
        let marks = Array("{}[]\",:0987654321-.eE \\ntrufalse".utf8) + [0xc3, 0xff]
        for _ in 0..<20 {
            var bytes = Array((Self.samples.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...10, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                if Bool.random(using: &random) {
                    bytes[place] = marks.randomElement(using: &random) ?? 0
                } else {
                    bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...3, using: &random)))
                }
            }
            guard let report = try? ProbeReport.read(json: bytes) else { continue }
            check(report)
        }
    }

    /// Odd values in every place, in output that is JSON otherwise.
    @Test(arguments: 0..<30)
    func oddValuesStayInBounds(seed: Int) throws {
        var random = MetadataRandom(seed: UInt64(seed) &+ 7000)
        let odd = [
            "null", "true", "[]", "{}", "-1", "0", "1e18", "-0.5", "99999999999999999999", "\"\"", "\"N/A\"", "\"-1\"",
            "\"1e308\"", "\"nan\"", "\"\\u0000\"", "\"\(String(repeating: "x", count: 5000))\"",
        ]
        let members = [
            "index", "codec_name", "profile", "width", "height", "channels", "duration", "avg_frame_rate", "tags",
            "disposition", "side_data_list", "color_transfer",
        ]
        for kind in ["video", "audio", "subtitle"] {
            let pairs = members.map { "\"\($0)\":\(odd.randomElement(using: &random) ?? "0")" }
            let stream = "{\"codec_type\":\"\(kind)\",\(pairs.joined(separator: ","))}"
            let chapter = "{\"start_time\":\(odd.randomElement(using: &random) ?? "0"),\"end_time\":\"5\"}"
            let json =
                "{\"format\":{\"duration\":\"5\"},\"streams\":[\(stream)],\"chapters\":[\(chapter)]}"
            let report = try ProbeReport.read(json: Array(json.utf8))
            check(report)
            #expect(report.durationMilliseconds == 5000)
            #expect(report.videoStreams.count + report.audioStreams.count + report.subtitleStreams.count == 1)
        }
    }

    private func check(_ report: ProbeReport) {
        let lengths = 1...LocalMediaLimits.probeDurationMillisecondsMax
        if let duration = report.durationMilliseconds { #expect(lengths.contains(duration)) }
        for video in report.videoStreams {
            #expect([video.width, video.height].compactMap { $0 }.allSatisfy(LocalMediaLimits.probeSideRange.contains))
            #expect(video.framesPerSecond.map { $0 > 0 && $0.isFinite } ?? true)
        }
        for title in report.audioStreams.map(\.title) + report.subtitleStreams.map(\.title) + [report.title] {
            #expect((title?.unicodeScalars.count ?? 1) <= LocalMediaLimits.probeTextCharactersMax)
        }
        for chapter in report.chapters {
            #expect(chapter.startMilliseconds >= 0)
            #expect(chapter.endMilliseconds.map { $0 > chapter.startMilliseconds } ?? true)
        }
        #expect(report.chapters.map(\.startMilliseconds) == report.chapters.map(\.startMilliseconds).sorted())
    }

    @Test(
        arguments: [
            ("00:00:30.523000000", 30_523), ("01:02:03", 3_723_000), ("1:30", 90_000), ("42.5", 42_500),
            ("100:00:00", 360_000_000),
            ("0", 0), ("", nil), (":", nil), ("1:", nil), ("-1:00", nil), ("1:2:3:4", nil), ("a", nil), ("1:x", nil),
            ("99999:00:00", nil), ("nan", nil),
        ] as [(String, Int64?)])
    func clocks(text: String, expected: Int64?) {
        #expect(ProbeTime.milliseconds(clock: text) == expected)
    }
}
