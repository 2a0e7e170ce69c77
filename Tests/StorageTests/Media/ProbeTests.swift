import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What is stored of the inside of files, on both drivers.
@Suite struct ProbeTests {
    private static var full: MediaProbe {
        var probe = MediaProbe()
        probe.durationMilliseconds = 6_000_000_000
        probe.container = "matroska,webm"
        (probe.videoCodec, probe.audioCodec) = ("hevc", "eac3")
        (probe.width, probe.height) = (3840, 2160)
        probe.details.intro = SkipMarker(startSeconds: 1, endSeconds: 90, confidence: 0.9, isManual: false)
        probe.details.credits = SkipMarker(startSeconds: 5000, endSeconds: 5400, confidence: 1, isManual: true)
        probe.details.audioTracks = [AudioTrack(codec: "eac3", channels: 6, language: "en", title: "Main \0 \"x\"")]
        probe.details.dynamicRange = "hdr10"
        return probe
    }

    @Test(arguments: TestDriver.available)
    func `a probe comes back as it was stored`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv")))
            let waiting = try await bench.media.unprobed(after: nil, limit: 9)
            #expect(waiting.map(\.path.text) == ["h.mkv"])
            let tracks: [SubtitleTrack] = [.stream(3), .stream(2, language: nil)]
            try await bench.media.saveProbe(Self.full, tracks: tracks, problem: nil, of: waiting[0])
            let video = try await bench.video(bench.title("h.mkv")).files[0]
            #expect(video.file.probe == Self.full && video.file.probeState == .done)
            #expect(video.subtitles.map(\.track) == tracks)
            #expect(try await bench.media.unprobed(after: nil, limit: 9).isEmpty)
            // Probed again, a track of the same stream keeps its id.
            try await bench.media.saveProbe(Self.full, tracks: [.stream(2)], problem: nil, of: waiting[0])
            #expect(try await bench.video(bench.title("h.mkv")).files[0].subtitles.map(\.id) == [video.subtitles[1].id])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file that cannot be probed is noted with the reason and keeps no tracks`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv")))
            let file = try #require(try await bench.media.unprobed(after: nil, limit: 1).first)
            try await bench.media.saveProbe(Self.full, tracks: [.stream(1)], problem: nil, of: file)
            let problem = String(repeating: "no\0 header ", count: 200)
            try await bench.media.saveProbe(nil, tracks: [.stream(1)], problem: problem, of: file)
            let video = try await bench.video(bench.title("h.mkv")).files[0]
            #expect(video.file.probeState == .failed && video.file.probe == MediaProbe() && video.subtitles.isEmpty)
            let stored = try await bench.test.database.read {
                try $0.query("SELECT problem FROM media_file")[0].text(0)
            }
            #expect(stored.count == StorageLimits.probeProblemCharactersMax && stored.hasPrefix("no header "))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was found in a file that changed meanwhile is not stored`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let facts = FileFacts(sizeBytes: 7, modifiedNanoseconds: 8, device: 9, inode: .min)
            let changed = [
                FileFacts(sizeBytes: 1, modifiedNanoseconds: 8, device: 9, inode: .min),
                FileFacts(sizeBytes: 7, modifiedNanoseconds: 1, device: 9, inode: .min),
                FileFacts(sizeBytes: 7, modifiedNanoseconds: 8, device: 1, inode: .min),
                FileFacts(sizeBytes: 7, modifiedNanoseconds: 8, device: 9, inode: .max),
            ]
            for other in changed {
                try await bench.save(.film("Heat", ScannedFile.at("h.mkv").with { $0.facts = facts }))
                let file = try #require(try await bench.media.unprobed(after: nil, limit: 1).first)
                try await bench.save(.film("Heat", ScannedFile.at("h.mkv").with { $0.facts = other }))
                try await bench.media.saveProbe(Self.full, tracks: [.stream(1)], problem: nil, of: file)
                let now = try await bench.video(bench.title("h.mkv")).files[0]
                #expect(now.file.probeState == .pending && now.file.facts == other && now.subtitles.isEmpty)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `waiting files come in pages`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let films = (1...25).map { ScannedTitle.film("Film \($0)", .at("\($0).mkv")) }
            _ = try await bench.media.save(films, in: bench.folder, at: .test(0))
            var seen: [MediaFileID] = []
            while true {
                let page = try await bench.media.unprobed(after: seen.last, limit: 10)
                if page.isEmpty { break }
                seen += page.map(\.id)
            }
            #expect(seen.count == 25 && Set(seen).count == 25 && seen == seen.sorted())
        }
    }
}
