import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Scenes of the archive among the videos that people play, on both drivers.
@Suite struct ClipShelfTests {
    private static let walk = SceneFacts.test("31", "Pier Walk") { scene in
        scene.performers = [.test("1", "Ada North")]
        scene.files = [
            .test("/archive/pier_walk.mp4") { file in
                (file.size, file.duration, file.width, file.height) = (5_000_000_000, 60.5, 1920, 1080)
                (file.format, file.videoCodec, file.audioCodec) = ("mp4", "h264", "aac")
            },
            .test("/archive/other.mkv"),
        ]
    }

    /// A mirror beside a library with the film Heat.
    private static func with(
        _ driver: TestDriver, _ body: (MirrorBench, MediaBench) async throws -> Void
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let films = try await MediaBench.open(bench.test)
            try await films.save(.film("Heat", .at("h.mkv")))
            try await body(bench, films)
        }
    }

    @Test(arguments: TestDriver.available)
    func `they are listed in a library of their own, and not among the films`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, films in
            try await bench.take(Self.walk, .test("34", "Without a file"))
            let archive = try #require(try await films.media.library(named: "Archive"))
            #expect(archive.kind == .mixed && archive.folders.isEmpty)
            #expect(try await films.names() == ["Heat"])
            #expect(try await films.names { $0.kind = .movie } == ["Heat"])
            #expect(try await films.names { $0.library = films.library.id } == ["Heat"])
            #expect(try await films.names { $0.library = archive.id } == ["Pier Walk"])
            #expect(try await films.names { $0.kind = .scene } == ["Pier Walk"])
            #expect(try await films.names(films.videos.newest(.all(), limit: 9)) == ["Heat"])
            #expect(try await films.videos.libraryCounts(for: .all) == [films.library.id: 1, archive.id: 1])
            let counts = try #require(try await films.media.counts()[archive.id])
            #expect(counts.movies == 1 && counts.files == 1 && counts.missing == 0 && counts.bytes == 5_000_000_000)
        }
    }

    @Test(arguments: TestDriver.available)
    func `they are played from their primary file, of which everything is known`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, films in
            try await bench.take(Self.walk)
            let video = try await films.video(bench.scene("31").id)
            #expect(video.files.count == 1 && video.addedAt == .test(1))
            let file = try #require(video.files.first).file
            #expect(file.sceneID == "31" && file.path.text == "/archive/pier_walk.mp4" && file.isStreamable)
            #expect(file.probe.durationMilliseconds == 60_500 && file.probe.videoCodec == "h264")
            #expect(file.probe.width == 1920 && file.facts.sizeBytes == 5_000_000_000)
            #expect(try await films.videos.file(file.id) == file)
            #expect(try await films.media.unprobed(after: nil, limit: 9).map(\.path.text) == ["h.mkv"])
            #expect(try await films.media.purge(missingBefore: .test(1_000_000), in: nil) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `they are found by their names and people, and where somebody names them`(
        driver: TestDriver
    ) async throws {
        try await Self.with(driver) { bench, films in
            try await bench.take(Self.walk)
            for text in ["walk", "PIER w", "ada north"] {
                let found = try await films.videos.named(text, .all(), limit: 9)
                #expect(try await films.names(found) == ["Pier Walk"], "\(text)")
                #expect(try await films.names { $0.text = text } == ["Pier Walk"], "\(text)")
            }
            #expect(try await films.videos.named("walk", .all { $0.kind = .movie }, limit: 9).isEmpty)
            let ids = [try await bench.scene("31").id, try await films.title("h.mkv")]
            #expect(try await films.videos.kept(ids, by: .all()) == ids, "a list that people made holds both")
            #expect(try await films.videos.kept(ids, by: .all { $0.kind = .scene }) == [ids[0]])
            #expect(try await films.videos.kept(ids, by: .all { $0.kind = .movie }) == [ids[1]])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a profile with a limit sees them as it sees what is unrated`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, films in
            try await bench.take(Self.walk)
            let archive = try #require(try await films.media.library(named: "Archive")).id
            func seen(_ viewer: Viewer) async throws -> [String] {
                try await films.names {
                    $0.library = archive
                    $0.viewer = viewer
                }
            }
            #expect(try await seen(.upTo(.twelve)).isEmpty)
            #expect(try await seen(.upTo(.twelve, unratedAs: .universal)) == ["Pier Walk"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file that was moved or replaced stays the same file`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, films in
            try await bench.take(Self.walk)
            let id = try await bench.scene("31").id
            let before = try #require(try await films.video(id).files.first).file
            var moved = Self.walk
            moved.title = "Harbour Walk"
            moved.files = [
                .test("/elsewhere/harbour.mkv") { file in
                    (file.size, file.duration, file.videoCodec, file.audioCodec) = (7, 1e9, "H264", "")
                }
            ]
            #expect(try await bench.take(moved, at: 20) == ["31": .updated])
            let after = try #require(try await films.video(id).files.first).file
            #expect(after.id == before.id && after.sceneID == "31" && after.addedAt == before.addedAt)
            #expect(after.path.text == "/elsewhere/harbour.mkv" && after.facts.sizeBytes == 7)
            #expect(after.probe.durationMilliseconds == nil, "no scene takes thirty years")
            #expect(after.probe.videoCodec == "h264" && after.probe.audioCodec == nil, "a silent one")
            #expect(try await films.names { $0.text = "walk" } == ["Harbour Walk"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a scene that has lost its file is listed no longer, and again when it has one`(
        driver: TestDriver
    ) async throws {
        try await Self.with(driver) { bench, films in
            try await bench.take(Self.walk, .test("32") { $0.files = [.test("/b.mp4")] })
            try await bench.take(.test("31", "Pier Walk"), at: 20)
            #expect(try await films.names { $0.kind = .scene } == ["Scene 32"])
            #expect(try await bench.ids() == ["31", "32"])
            try await bench.take(Self.walk, at: 30)
            #expect(try await films.names { $0.kind = .scene } == ["Pier Walk", "Scene 32"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a scene that is gone keeps what somebody watched of it`(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, films in
            try await bench.take(Self.walk, .test("32") { $0.files = [.test("/b.mp4")] })
            let profile = try await films.profile()
            let viewer = Viewer(profile: profile, certificateMax: nil, unratedAs: 0)
            let id = try await bench.scene("31").id
            let report = WatchReport(at: .test(11), position: 30, length: 60, creditsFrom: nil)
            let watching = bench.stores.watching
            #expect(try await watching.report(report, of: id, by: profile, source: .playback, device: nil))
            #expect(try await films.videos.begun(by: viewer, positionMin: 10, limit: 9) == [id])

            #expect(try await bench.mirror.remove(.scene, ["31", "32"], at: .test(20)) == 2)
            #expect(try await films.names { $0.kind = .scene }.isEmpty)
            #expect(try await films.videos.videos([id], for: viewer).isEmpty)
            #expect(try await films.videos.begun(by: viewer, positionMin: 10, limit: 9).isEmpty)
            #expect(try await watching.state(of: id, for: profile)?.position == 30)
            #expect(try await films.media.counts().values.map(\.files).sorted() == [0, 1])

            try await bench.take(Self.walk, at: 30)
            #expect(try await films.videos.begun(by: viewer, positionMin: 10, limit: 9) == [id])
        }
    }
}

/// The library that clips are in.
@Suite struct ArchiveLibraryTests {
    private static let clip = SceneFacts.test("31", "Pier Walk") { $0.files = [.test("/a.mp4")] }

    @Test(arguments: TestDriver.available)
    func `an archive without files makes no library`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(.test("1"), .test("2"))
            #expect(try await bench.stores.media.libraries().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `it takes no library that is there already`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let own = try await bench.stores.media.addLibrary(
                name: "ARCHIVE", kind: .movies, folders: ["/a"], at: .test(0))
            try await bench.take(Self.clip)
            let libraries = try await bench.stores.media.libraries()
            #expect(libraries.map(\.name) == ["ARCHIVE", "Stash archive"])
            #expect(try await bench.stores.media.counts()[own.id]?.movies == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a library that somebody removed is there again after the next sync, which reads everything`(
        driver: TestDriver
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let films = try await MediaBench.open(bench.test)
            try await bench.take(Self.clip, .test("32"))
            var state = MirrorState(kind: .scene)
            state.watermark = "2026-02-01T02:00:00-06:00"
            try await bench.mirror.store(state)
            #expect(try await films.media.removeLibrary(films.library.id))
            #expect(try await bench.mirror.state(of: .scene).watermark != nil, "another library changes nothing")

            let archive = try #require(try await films.media.library(named: "Archive"))
            #expect(try await films.media.removeLibrary(archive.id))
            #expect(try await bench.mirror.state(of: .scene).watermark == nil)
            #expect(try await films.names { $0.kind = .scene }.isEmpty)
            #expect(try await bench.ids() == ["31", "32"])

            #expect(try await bench.take(Self.clip, .test("32"), at: 20) == ["31": .skipped, "32": .skipped])
            let again = try #require(try await films.media.library(named: "Archive"))
            #expect(again.id != archive.id)
            #expect(try await films.names { $0.library = again.id } == ["Pier Walk"])
        }
    }
}
