import Domain
import Foundation
import Host
import Testing

@testable import Streaming

@Suite("Subtitles out of files")
struct SubtitleDeliveryTests {
    private func delivery(_ fake: FakeFFmpeg) -> SubtitleDelivery {
        SubtitleDelivery(ffmpeg: fake.program, folder: fake.cache, threads: fake.threads)
    }

    private func ask(
        _ delivery: SubtitleDelivery, _ stream: Int, _ file: MediaFile
    ) -> Task<String, any Error> {
        Task {
            String(decoding: try await delivery.text(of: .stream(stream), in: file, as: .srt), as: UTF8.self)
        }
    }

    @Test("many who ask for one track share one run, and who comes later finds its copy")
    func together() async throws {
        let fake = try await FakeFFmpeg(isFree: false)
        try fake.write("film.mkv", "a film")
        let delivery = delivery(fake)
        let asking = (0..<20).map { _ in ask(delivery, 2, fake.file("film.mkv")) }
        try await fake.begun(1)
        try fake.letGo()
        for task in asking { #expect(try await task.value.contains("Hello")) }
        #expect(try await ask(delivery, 2, fake.file("film.mkv")).value.contains("Hello"))
        #expect(fake.runs.count == 1 && fake.kept.count == 1, "\(fake.runs)")
    }

    @Test("another track, and another state of the file, are another run")
    func apart() async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        try fake.write("film.mkv", "a film")
        let delivery = delivery(fake)
        for (stream, modified) in [(2, 1), (3, 1), (2, 2), (2, 1)] as [(Int, Int64)] {
            _ = try await ask(delivery, stream, fake.file("film.mkv", modified: modified)).value
        }
        #expect(fake.runs.count == 3 && fake.kept.count == 3, "\(fake.runs)")
    }

    @Test("no more than two run at a time, whoever asks")
    func bounded() async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        try fake.write("film.mkv", "a film")
        let delivery = delivery(fake)
        let asking = (0..<8).map { ask(delivery, $0, fake.file("film.mkv")) }
        for task in asking { #expect(try await task.value.contains("Hello")) }
        #expect(fake.runs.count == 8 && fake.runsAtOnce <= StreamingLimits.extractionsAtOnceMax)
    }

    @Test("a client that leaves stops waiting at once, and its work is there when it comes again")
    func leaving() async throws {
        let fake = try await FakeFFmpeg(isFree: false)
        try fake.write("film.mkv", "a film")
        let delivery = delivery(fake)
        let gone = ask(delivery, 2, fake.file("film.mkv"))
        try await fake.begun(1)
        gone.cancel()
        await #expect(throws: CancellationError.self) { try await gone.value }
        // Only now may the program end, so the client did not wait for it.
        try fake.letGo()
        #expect(try await ask(delivery, 2, fake.file("film.mkv")).value.contains("Hello"))
        #expect(fake.runs.count == 1)
    }

    @Test("a run that fails leaves nothing behind, and the next one is another try")
    func failing() async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        try fake.write("film.mkv", "a film")
        let delivery = delivery(fake)
        try fake.fail(true)
        await #expect(throws: SubtitleDeliveryError.gone) {
            try await ask(delivery, 2, fake.file("film.mkv")).value
        }
        #expect(fake.kept.isEmpty)
        try fake.fail(false)
        #expect(try await ask(delivery, 2, fake.file("film.mkv")).value.contains("Hello"))
        #expect(fake.runs.count == 2)
    }

    @Test("without the program there are none")
    func noProgram() async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        try fake.write("film.mkv", "a film")
        let delivery = SubtitleDelivery(ffmpeg: nil, folder: fake.cache, threads: fake.threads)
        await #expect(throws: SubtitleDeliveryError.gone) {
            try await ask(delivery, 2, fake.file("film.mkv")).value
        }
    }

    @Test("a film that was exchanged for a link out of the library is not read")
    func outside() async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        for target in ["/etc/hostname", "../ffmpeg.sh", "gone.mkv"] {
            try? FileManager.default.removeItem(atPath: fake.root + "/film.mkv")
            try FileManager.default.createSymbolicLink(
                atPath: fake.root + "/film.mkv", withDestinationPath: target)
            await #expect(throws: SubtitleDeliveryError.gone) {
                try await ask(delivery(fake), 2, fake.file("film.mkv")).value
            }
        }
        #expect(fake.runs.isEmpty)
    }

    @Test("a link of the library is followed where links may lead, by where it really leads")
    func links() async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        try FileManager.default.createDirectory(atPath: fake.cache, withIntermediateDirectories: true)
        try Data("a film".utf8).write(to: URL(fileURLWithPath: fake.cache + "/real.mkv"))
        try FileManager.default.createSymbolicLink(
            atPath: fake.root + "/film.mkv", withDestinationPath: fake.cache + "/real.mkv")
        let shared = try RealPath(of: HostPath(fake.cache)).path
        let delivery = SubtitleDelivery(
            ffmpeg: fake.program, folder: fake.cache, links: .under([shared]), threads: fake.threads)
        #expect(try await ask(delivery, 2, fake.file("film.mkv")).value.contains("Hello"))
        #expect(fake.runs.count == 1 && fake.runs[0].contains("-i file:\(shared)/real.mkv "), "\(fake.runs)")
    }

    @Test("the program is told to open nothing else, and no name becomes an option")
    func arguments() {
        let words = SubtitleExtraction.arguments(for: 3, in: "/srv/-y %03d.mkv").map {
            String(decoding: $0.bytes, as: UTF8.self)
        }
        func value(_ name: String) -> String? { words.firstIndex(of: name).map { words[$0 + 1] } }
        #expect(value("-i") == "file:/srv/-y %03d.mkv" && value("-map") == "0:3")
        #expect(value("-protocol_whitelist") == "file" && words.last == "pipe:1" && words.contains("-nostdin"))
        let formats = value("-format_whitelist")?.split(separator: ",") ?? []
        #expect(formats.contains("matroska") && formats.contains("mp4"))
        for name in ["concat", "hls", "dash", "imf", "sdp"] { #expect(!formats.contains(Substring(name))) }
    }

    @Test(
        "the time follows the size of the file",
        arguments: [
            (0, 120.0), (-5, 120), (1 << 30, 240), (10 << 30, 1320), (60 << 30, 7320), (1 << 50, 21_600),
            (.max, 21_600),
        ] as [(Int64, Double)])
    func time(_ bytes: Int64, _ seconds: Double) {
        #expect(SubtitleExtraction.secondsMax(fileBytes: bytes) == seconds)
    }
}

/// With the real program, where there is one.
@Suite("Subtitles out of real files", .enabled(if: Program.find("ffmpeg") != nil))
struct SubtitleExtractionTests {
    /// A film of a second with a track of text, in a folder with an odd name.
    private func film(_ fake: FakeFFmpeg) async throws -> HostPath {
        let ffmpeg = try #require(Program.find("ffmpeg"))
        try fake.write("50% %03d/text.srt", "1\n00:00:00,000 --> 00:00:01,000\nHello\n")
        let folder = fake.root + "/50% %03d/"
        let arguments = [
            "-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", "-f", "srt",
            "-i", "file:\(folder)text.srt", "-map", "0", "-map", "1", "-c:v", "mpeg4", "-c:s", "srt",
            "file:\(folder)film.mkv",
        ]
        let made = try await Program.run(
            ProgramCommand(ffmpeg, arguments.map { ProgramArgument($0) }),
            within: Program.Limits(secondsMax: 60, outputBytesMax: 1000))
        try #require(made.isSuccess, "\(made.errors)")
        return ffmpeg
    }

    @Test("the text of a stream comes out, whatever the folder is called")
    func real() async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        let extraction = SubtitleExtraction(ffmpeg: try await film(fake), threads: fake.threads)
        let bytes = try await extraction.text(of: 1, in: fake.file("50% %03d/film.mkv"))
        #expect(String(decoding: bytes, as: UTF8.self).contains("Hello"))
        await #expect(throws: SubtitleDeliveryError.gone) {
            try await extraction.text(of: 7, in: fake.file("50% %03d/film.mkv"))
        }
    }

    @Test(
        "a list of files that is called a film opens none of them",
        arguments: [
            "ffconcat version 1.0\nfile film.mkv\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfilm.mkv\n#EXT-X-ENDLIST\n",
        ])
    func lists(_ text: String) async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        let extraction = SubtitleExtraction(ffmpeg: try await film(fake), threads: fake.threads)
        try fake.write("50% %03d/list.mp4", text)
        await #expect(throws: SubtitleDeliveryError.gone) {
            try await extraction.text(of: 1, in: fake.file("50% %03d/list.mp4"))
        }
    }
}
