import Basics
import Catalogue
import Domain
import Foundation
import Host
import Jobs
import Storage
import TestKit
import Testing

@Suite("Scanning: what is inside the files")
struct ScanProbeTests {
    @Test("length, pictures, sound, tracks of text, intro and credits")
    func everything() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan()
            let video = try await bench.video("Heat (1995).mkv")
            let file = video.files[0].file
            #expect(file.probeState == .done && file.probe.durationMilliseconds == 5_400_500)
            #expect(file.probe.container == "matroska,webm" && file.probe.videoCodec == "h264")
            #expect(file.probe.audioCodec == "aac" && file.probe.width == 1920 && file.probe.height == 1080)
            #expect(
                file.probe.details.audioTracks == [AudioTrack(codec: "aac", channels: 2, language: "en", title: nil)])
            #expect(video.markers.intro?.startSeconds == 0 && video.markers.intro?.endSeconds == 60)
            #expect(video.markers.credits?.startSeconds == 5000 && video.markers.credits?.endSeconds == 5400)
            let tracks = video.files[0].subtitles.map(\.track)
            #expect(tracks.map(\.source) == [.stream(2)] && tracks[0].language == "de")
            #expect(bench.message == "1 files, 1 new titles")
        }
    }

    @Test("a list of cuts beside the file counts more than its chapters")
    func cuts() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try bench.disk.write("Heat (1995).edl", "100 160 4\n4800 5300 5\n")
            try await bench.scan()
            let markers = try await bench.video("Heat (1995).mkv").markers
            #expect(markers.intro?.startSeconds == 100 && markers.intro?.endSeconds == 160)
            #expect(markers.credits?.startSeconds == 4800)
        }
    }

    @Test("without ffprobe everything is listed, and people are told what to install")
    func withoutProgram() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan { $0.ffprobe = nil }
            #expect(
                bench.message == "1 files, 1 new titles. Lengths are unknown: ffprobe was not found, install ffmpeg")
            #expect(try await bench.video("Heat (1995).mkv").lengthSeconds == nil)
            #expect(try await bench.probings().isEmpty, "later it would not be there either")
            try await bench.scan()
            #expect(bench.message == "1 files")
            #expect(try await bench.video("Heat (1995).mkv").lengthSeconds == 5400)
            try await bench.scan { $0.ffprobe = nil }
            #expect(bench.message == "1 files", "nothing waits for it")
        }
    }

    @Test("a program that cannot be started harms nothing")
    func brokenProgram() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009).mkv"])
            try await bench.scan { $0.ffprobe = "/nowhere/ffprobe" }
            #expect(bench.message.hasSuffix("2 of 2 files could not be looked into"))
            #expect(try await bench.names() == ["Heat", "Up"])
            #expect(try await bench.probings().isEmpty, "they failed, and wait for nothing")
        }
    }

    @Test("a moment of change in the future is no reason to wait")
    func future() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try bench.disk.touch("Heat (1995).mkv", at: .test(1_000_000))
            try await bench.scan()
            #expect(bench.disk.probed.count == 1)
            #expect(try await bench.probings().isEmpty)
        }
    }

    @Test("what changed while it was looked into is looked into again")
    func changedMeanwhile() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan { $0.ffprobe = nil }
            let file = try #require(try await bench.stores.media.unprobed(after: nil, limit: 1).first)
            try bench.disk.write("Heat (1995).mkv", "another content")
            try await bench.scan { $0.ffprobe = nil }
            var probe = MediaProbe()
            probe.durationMilliseconds = 1000
            try await bench.stores.media.saveProbe(probe, tracks: [], problem: nil, of: file)
            #expect(try await bench.video("Heat (1995).mkv").lengthSeconds == nil, "that was the other content")
            try await bench.scan()
            #expect(try await bench.video("Heat (1995).mkv").lengthSeconds == 5400)
        }
    }
}

/// With the real programs, where there are any.
@Suite("Scanning: real files", .enabled(if: Program.find("ffmpeg") != nil && Program.find("ffprobe") != nil))
struct ScanRealFilesTests {
    @Test("a film, a damaged one, and an episode with subtitles inside")
    func real() async throws {
        try await ScanBench.with(.mixed) { bench async throws in
            try bench.disk.write("Dark/Season 1/subtitles.txt", "1\n00:00:00,000 --> 00:00:01,000\nHello\n")
            let film = ["-c:v", "mpeg4", "-c:a", "aac"]
            try await make("Heat (1995)/Heat (1995).mp4", film, in: bench.disk)
            try await make(
                "Dark/Season 1/Dark S01E01.mkv",
                ["-f", "srt", "-i", bench.disk.absolute("Dark/Season 1/subtitles.txt"), "-map", "0", "-map", "1"]
                    + ["-map", "2", "-metadata:s:s:0", "language=deu", "-c:s", "srt"] + film, in: bench.disk)
            try bench.disk.copy("Dark/Season 1/Dark S01E01.mkv", to: "Dark/Season 1/Dark S01E02.mkv")
            try bench.disk.write("Broken (2001).mkv", "no film at all")
            try await bench.scan { $0.ffprobe = Program.find("ffprobe") }
            #expect(try await bench.names() == ["Broken", "Dark", "Heat"])
            let heat = try await bench.video("Heat (1995)/Heat (1995).mp4")
            #expect(heat.lengthSeconds == 2 && heat.files[0].file.probe.width == 160)
            #expect(heat.files[0].file.probe.videoCodec == "mpeg4" && heat.files[0].file.probe.audioCodec == "aac")
            let episode = try await bench.video("Dark/Season 1/Dark S01E01.mkv")
            #expect(episode.files[0].subtitles.map(\.track.language) == ["de"])
            let broken = try await bench.video("Broken (2001).mkv")
            #expect(broken.lengthSeconds == nil && broken.files[0].file.probeState == .failed)
            #expect(bench.message.hasSuffix("1 of 4 files could not be looked into"))
        }
    }

    /// Makes two seconds of a test picture with a tone.
    private func make(_ path: String, _ arguments: [String], in disk: ScanFolder) async throws {
        let ffmpeg = try #require(Program.find("ffmpeg"))
        try disk.write(path)
        let all =
            ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=10:duration=2"]
            + ["-f", "lavfi", "-i", "sine=duration=2"] + arguments + [disk.absolute(path)]
        let made = try await Program.run(
            ProgramCommand(ffmpeg, all.map { ProgramArgument($0) }),
            within: Program.Limits(secondsMax: 60, outputBytesMax: 1000))
        #expect(made.isSuccess, "\(made.errors)")
    }
}
