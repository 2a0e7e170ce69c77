import Domain
import Foundation
import Host
import Testing

@testable import Streaming

/// With the real program, where there is one.
@Suite("Playing: ffmpeg", .enabled(if: Program.find("ffmpeg") != nil))
struct FFmpegTests {
    private let clock = MovedClock()

    /// Makes a film of 20 seconds with a picture to begin with every 4, and runs a test with a transcoder for it.
    private func with(
        _ name: String, _ codings: [String],
        _ body: (HLSTranscoder, MediaFile, String) async throws -> Void
    ) async throws {
        let ffmpeg = try #require(Program.find("ffmpeg"))
        let folder = FileManager.default.temporaryDirectory.path + "/kinothek-ffmpeg-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/films", withIntermediateDirectories: true)
        let arguments =
            [
                "-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=10:duration=20", "-f",
                "lavfi", "-i", "sine=duration=20", "-g", "40",
            ] + codings + ["file:\(folder)/films/\(name)"]
        let made = try await Program.run(
            ProgramCommand(ffmpeg, arguments.map { ProgramArgument($0) }),
            within: Program.Limits(secondsMax: 60, outputBytesMax: 1000))
        #expect(made.isSuccess, "\(made.errors)")
        let threads = HostThreads(count: 2)
        let transcoder = HLSTranscoder(
            programs: FFmpegPrograms(ffmpeg: ffmpeg, threads: threads), folder: folder + "/cache", threads: threads,
            world: clock.world, complain: { Issue.record("\($0)") })
        let sample = MediaFile.sample(name, container: "matroska,webm", video: "h264", audio: "aac")
        let file = MediaFile(
            id: sample.id, root: folder + "/films", path: sample.path, facts: sample.facts, missingSince: nil,
            addedAt: sample.addedAt, probeState: .done, probe: sample.probe)
        try await body(transcoder, file, folder)
        await transcoder.leave(SessionID(1))
    }

    private func segments(
        _ transcoder: HLSTranscoder, _ file: MediaFile, _ recipe: HLSRecipe, from start: Int
    ) async throws -> [(begin: Double, end: Double)] {
        let place = HLSBench.place(start)
        await transcoder.seat(SessionID(1), of: UserID(1), at: HLSJob(title: HLSBench.film, file: file, recipe: recipe))
        _ = try await transcoder.playlist(at: place)
        let head = try await transcoder.initialization(at: place)
        var spans: [(begin: Double, end: Double)] = []
        for number in 0... {
            let path: String
            do {
                path = try await transcoder.segment(number, at: place)
            } catch HLSError.ended {
                break
            }
            var reader = FragmentReader()
            let bytes = head + Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            let events = try reader.take(bytes[...])
            let parts = events.compactMap { if case .fragment(let span) = $0 { span } else { nil } }
            spans.append((try #require(parts.first?.lowerBound), try #require(parts.last?.upperBound)))
        }
        return spans
    }

    @Test("copied pictures keep the film's times, and begin with the one before the place")
    func copied() async throws {
        try await with("film'%d: 1.mkv", ["-c:v", "libx264", "-c:a", "ac3"]) { transcoder, file, _ in
            let recipe = HLSRecipe(picture: .copied(.h264), sound: .converted)
            let spans = try await segments(transcoder, file, recipe, from: 10)
            #expect(abs((spans.first?.begin ?? 0) - 8) < 0.3, "\(spans)")
            #expect(abs((spans.last?.end ?? 0) - 20) < 0.3)
            for (left, right) in zip(spans, spans.dropFirst()) { #expect(abs(left.end - right.begin) < 0.01) }
        }
    }

    @Test("converted pictures begin at the place itself, in pieces of six seconds after the first")
    func converted() async throws {
        try await with("old.avi", ["-c:v", "mpeg4", "-c:a", "mp3"]) { transcoder, file, _ in
            let recipe = HLSRecipe(picture: .converted, sound: .converted)
            let spans = try await segments(transcoder, file, recipe, from: 6)
            #expect(abs((spans.first?.begin ?? 0) - 6) < 0.3, "\(spans)")
            #expect(spans.count == 3 || spans.count == 4)
            #expect(abs((spans.dropFirst().first.map { $0.end - $0.begin } ?? 0) - 6) < 0.2, "\(spans)")
        }
    }

    @Test("a file outside its library is not opened")
    func outside() async throws {
        try await with("film.mkv", ["-c:v", "libx264", "-c:a", "aac"]) { _, file, folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/films/link.mkv", withDestinationPath: "/etc/hostname")
            let threads = HostThreads(count: 1)
            let ffmpeg = try #require(Program.find("ffmpeg"))
            for path in ["../cache", "link.mkv", "gone.mkv", "/etc/hostname"] {
                let outside = MediaFile(
                    id: file.id, root: file.root, path: FilePath(path), facts: file.facts, missingSince: nil,
                    addedAt: file.addedAt, probeState: .done, probe: file.probe)
                let job = HLSJob(
                    title: HLSBench.film, file: outside, recipe: HLSRecipe(picture: .converted, sound: .none))
                await #expect(throws: FileError.self) {
                    _ = try await FFmpegPrograms(ffmpeg: ffmpeg, threads: threads)
                        .start(HLSOrder(job, from: 0)) { _ in }
                }
            }
        }
    }
}
