import Basics
import Crypto
import Domain
import Foundation
import Host
import Storage
import TestKit
import Testing

@testable import Streaming

/// A library with one poster, whose scaling program is the test's.
private struct PosterBench: Sendable {
    let delivery: ArtworkDelivery
    let fake: FakeFFmpeg
    let media: TestMediaFolder
    let film: TitleID
    private let names = PictureNames(key: SymmetricKey(data: [UInt8](repeating: 7, count: 32)))

    static func with(
        isFree: Bool, hasProgram: Bool = true, _ body: (PosterBench) async throws -> Void
    ) async throws {
        let (world, media, fake) = (TestWorld(), try TestMediaFolder(), try await FakeFFmpeg(isFree: isFree))
        defer { media.remove() }
        try await TestStores.with(.sqlite, world: world.world) { test async throws in
            try await media.fill(test.stores.media, world)
            let film = try #require(try await media.titles(in: test)["Big Buck Bunny"])
            let delivery = ArtworkDelivery(
                stores: (test.stores.videos, test.stores.catalogue), provider: nil,
                ffmpeg: hasProgram ? fake.program : nil, folder: fake.cache, threads: fake.threads,
                world: world.world)
            try await body(PosterBench(delivery: delivery, fake: fake, media: media, film: film))
        }
    }

    private init(delivery: ArtworkDelivery, fake: FakeFFmpeg, media: TestMediaFolder, film: TitleID) {
        self.delivery = delivery
        self.fake = fake
        self.media = media
        self.film = film
    }

    func picture(_ width: Int?) async throws -> DeliveredPicture? {
        try await delivery.picture(
            .poster, of: film, named: names.name(of: .poster, of: film, stamp: "1"), names, width: width)
    }

    func ask(_ width: Int?) -> Task<DeliveredPicture?, any Error> {
        Task { try await picture(width) }
    }
}

@Suite("Pictures: scaling")
struct ArtworkDeliveryTests {
    @Test("many who ask for one width share one run, and who comes later finds its copy")
    func together() async throws {
        try await PosterBench.with(isFree: false) { bench async throws in
            let asking = (0..<40).map { _ in bench.ask(320) }
            try await bench.fake.begun(1)
            try bench.fake.letGo()
            for task in asking {
                let found = try #require(try await task.value)
                #expect(!found.isStandIn && found.picture.contentType == "image/jpeg")
            }
            #expect(try await bench.picture(320)?.isStandIn == false)
            #expect(bench.fake.runs.count == 1 && bench.fake.kept.count == 1)
        }
    }

    @Test("no more than two run at a time")
    func bounded() async throws {
        try await PosterBench.with(isFree: true) { bench async throws in
            let asking = (1...8).map { bench.ask($0 * 100) }
            for task in asking { #expect(try await task.value?.isStandIn == false) }
            #expect(bench.fake.runs.count == 8 && bench.fake.runsAtOnce <= StreamingLimits.scalingsAtOnceMax)
        }
    }

    @Test("when the line is too long the original goes out instead")
    func full() async throws {
        try await PosterBench.with(isFree: false) { bench async throws in
            let count = StreamingLimits.scalingsAtOnceMax + StreamingLimits.scalingLineMax
            let asking = (1...count).map { bench.ask($0) }
            for _ in 0..<20_000 {
                if await bench.delivery.scalings.lineCount == StreamingLimits.scalingLineMax { break }
                try await Task.sleep(for: .milliseconds(1))
            }
            let found = try #require(try await bench.picture(count + 1))
            #expect(found.isStandIn && found.picture.contentType == "image/png")
            for task in asking { task.cancel() }
            for task in asking {
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            try bench.fake.letGo()
            #expect(try await bench.picture(count + 1)?.isStandIn == false)
        }
    }

    @Test("when scaling fails the original goes out instead, and the next is another try")
    func failing() async throws {
        try await PosterBench.with(isFree: true) { bench async throws in
            try bench.fake.fail(true)
            let found = try #require(try await bench.picture(320))
            #expect(found.isStandIn && found.picture.contentType == "image/png" && bench.fake.kept.isEmpty)
            try bench.fake.fail(false)
            #expect(try await bench.picture(320)?.isStandIn == false)
        }
    }

    @Test("without a width the original is what was asked for, without the program it stands in")
    func original() async throws {
        try await PosterBench.with(isFree: true, hasProgram: false) { bench async throws in
            let found = try #require(try await bench.picture(nil))
            #expect(!found.isStandIn && found.picture.bytes.count == 11)
            let instead = try #require(try await bench.picture(320))
            #expect(instead.isStandIn && instead.picture == found.picture)
        }
    }

    @Test("a picture that was exchanged for a link out of the library is not shown")
    func outside() async throws {
        try await PosterBench.with(isFree: true) { bench async throws in
            let poster = bench.media.root + "/Big Buck Bunny (2008)/poster.png"
            try FileManager.default.moveItem(atPath: poster, toPath: bench.media.cache + "/poster.png")
            try FileManager.default.createSymbolicLink(
                atPath: poster, withDestinationPath: bench.media.cache + "/poster.png")
            #expect(try await bench.picture(nil) == nil)
            #expect(try await bench.picture(320) == nil)
            #expect(bench.fake.runs.isEmpty)
        }
    }

    @Test("the program is told what the picture is, and opens nothing else")
    func arguments() {
        let words = PictureScaling.arguments(for: "/srv/a %03d/poster.jpg", reader: "png_pipe", width: 320).map {
            String(decoding: $0.bytes, as: UTF8.self)
        }
        #expect(words.prefix(9).suffix(4) == ["-f", "png_pipe", "-i", "file:/srv/a %03d/poster.jpg"])
        #expect(words.prefix(5).contains("-protocol_whitelist") && words.last == "pipe:1")
        #expect(words.contains("scale='min(320,iw)':-2"))
    }
}

/// With the real program, where there is one.
@Suite("Pictures: real ones", .enabled(if: Program.find("ffmpeg") != nil))
struct PictureScalingTests {
    /// Makes a picture of 640 by 480, and tells of it as it is stored.
    private func picture(_ path: String, _ coding: [String], in fake: FakeFFmpeg) async throws -> Artwork {
        let ffmpeg = try #require(Program.find("ffmpeg"))
        try fake.write(path, "")
        let arguments =
            ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "testsrc=size=640x480:duration=1"]
            + ["-frames:v", "1"] + coding + ["pipe:1"]
        let made = try await Program.run(
            ProgramCommand(ffmpeg, arguments.map { ProgramArgument($0) }),
            within: Program.Limits(secondsMax: 60, outputBytesMax: 1 << 20))
        try #require(made.isSuccess, "\(made.errors)")
        try Data(made.bytes).write(to: URL(fileURLWithPath: fake.root + "/" + path))
        return Artwork(titleID: TitleID(1), kind: .poster, root: fake.root, rawPath: Array(path.utf8), stamp: "1")
    }

    @Test(
        "every kind is scaled, whatever folder and file are called",
        arguments: [
            ("50% %03d/poster.jpg", ["-c:v", "mjpeg", "-f", "image2pipe"]),
            ("50% %03d/poster.png", ["-c:v", "png", "-f", "image2pipe"]),
            ("50% %03d/poster.gif", ["-f", "gif"]), ("-i %d.png", ["-c:v", "png", "-f", "image2pipe"]),
            ("wrong.jpg", ["-c:v", "png", "-f", "image2pipe"]), ("poster.tbn", ["-c:v", "mjpeg", "-f", "image2pipe"]),
        ] as [(String, [String])])
    func kinds(_ path: String, _ coding: [String]) async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        let artwork = try await picture(path, coding, in: fake)
        let scaling = PictureScaling(ffmpeg: try #require(Program.find("ffmpeg")), threads: fake.threads)
        let bytes = try await scaling.jpeg(of: artwork, width: 160)
        #expect(ImageType.of(bytes) == "image/jpeg")
        #expect(Self.size(of: bytes) == [160, 120])
        #expect(Self.size(of: try await scaling.jpeg(of: artwork, width: 1080)) == [640, 480], "never larger")
    }

    @Test("what is no picture is none afterwards")
    func noPicture() async throws {
        let fake = try await FakeFFmpeg(isFree: true)
        let scaling = PictureScaling(ffmpeg: try #require(Program.find("ffmpeg")), threads: fake.threads)
        for text in ["", "<svg onload='x'/>", "GIF8 and nothing else", "ffconcat version 1.0\nfile a.png\n"] {
            try fake.write("poster.png", text)
            let artwork = Artwork(
                titleID: TitleID(1), kind: .poster, root: fake.root, rawPath: Array("poster.png".utf8), stamp: "1")
            await #expect(throws: PictureScaling.Impossible.self) {
                try await scaling.jpeg(of: artwork, width: 160)
            }
        }
    }

    /// Width and height of a JPEG, out of its frame header (ITU-T T.81, B.2.2).
    private static func size(of bytes: [UInt8]) -> [Int] {
        guard bytes.count > 20 else { return [] }
        for place in 2..<(bytes.count - 9) where bytes[place] == 0xff && [0xc0, 0xc1, 0xc2].contains(bytes[place + 1]) {
            let height = Int(bytes[place + 5]) << 8 | Int(bytes[place + 6])
            return [Int(bytes[place + 7]) << 8 | Int(bytes[place + 8]), height]
        }
        return []
    }
}
