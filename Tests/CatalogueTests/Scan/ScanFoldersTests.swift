import Basics
import Catalogue
import Domain
import Jobs
import Storage
import TestKit
import Testing

@Suite("Scanning: several folders and libraries")
struct ScanFoldersTests {
    @Test("a series of two folders is one series")
    func seriesOfTwoFolders() async throws {
        try await ScanBench.with(.series) { bench async throws in
            let second = try bench.disk.sibling("more")
            _ = try await bench.stores.media.addFolder(second, to: bench.library.id)
            try bench.disk.write(["Dark (2017)/Season 1/Dark S01E01.mkv", "Dark (2017)/Season 1/Dark S01E02.mkv"])
            try bench.disk.write(second + "/Dark (2017)/Season 2/Dark S02E01.mkv")
            #expect(try await bench.scan() == "3 files, 4 new titles")
            #expect(try await bench.names() == ["Dark"])
            #expect(try await bench.episodes(of: "Dark") == ["1x01", "1x02", "2x01"])
            #expect(try await bench.scan() == "3 files")
            #expect(try await bench.stores.media.counts()[bench.library.id]?.episodes == 3)
        }
    }

    @Test("one folder that is not there leaves what it held and does not keep the other from being scanned")
    func oneFolderGone() async throws {
        try await ScanBench.with { bench async throws in
            let second = try bench.disk.sibling("more")
            _ = try await bench.stores.media.addFolder(second, to: bench.library.id)
            try bench.disk.write("Heat (1995).mkv")
            try bench.disk.write(second + "/Up (2009).mkv")
            try await bench.scan()
            let away = try bench.disk.sibling("away") + "/films"
            try bench.disk.move(bench.disk.root, to: away)
            try bench.disk.write(second + "/Cube (1997).mkv")
            await #expect(throws: JobFailure.self) { try await bench.scan() }
            #expect(try await bench.names() == ["Cube", "Heat", "Up"])
            #expect(try await !bench.file("Heat (1995).mkv").isMissing)
            #expect(try await bench.status().contains("was left as it is"))
        }
    }

    @Test("one library that cannot be scanned is told, and no failure of the others")
    func oneLibraryGone() async throws {
        try await ScanBench.with { bench async throws in
            let other = try await bench.addLibrary("Kids")
            try bench.disk.write("Heat (1995).mkv")
            try bench.disk.write(other.root + "/Up (2009).mkv")
            try await bench.scan()
            let away = try bench.disk.sibling("away") + "/films"
            try bench.disk.move(bench.disk.root, to: away)
            #expect(try await bench.scan().contains("not there"))
            #expect(try await bench.stores.media.library(id: other.id)?.scanStatus == "1 files")
            try bench.disk.remove(other.root)
            await #expect(throws: JobFailure.self) { try await bench.scan() }
        }
    }

    @Test("a library without folders, as an archive's is, is passed over and keeps what it holds")
    func archive() async throws {
        try await ScanBench.with { bench async throws in
            var scene = SceneFacts(
                upstreamID: "31", title: "Pier Walk", createdAt: .test(1), updatedAt: "2026-02-01T02:00:00-06:00")
            scene.files = [SceneFile(path: "/archive/pier_walk.mp4")]
            _ = try await bench.stores.archive.takeOver([scene], at: .test(1))
            let library = try #require(try await bench.stores.media.library(named: "Archive"))
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan(isFull: true)
            try await bench.scan(library.id, isFull: true)
            let after = try #require(try await bench.stores.media.library(id: library.id))
            #expect(after.scannedAt == nil && after.scanStatus == nil)
            let counts = try await bench.stores.media.counts()
            #expect(counts[library.id]?.movies == 1 && counts[library.id]?.missing == 0)
            #expect(counts[bench.library.id]?.movies == 1)
        }
    }

    @Test("a film in two libraries is one title with two versions, in both lists")
    func filmInTwoLibraries() async throws {
        try await ScanBench.with { bench async throws in
            let other = try await bench.addLibrary("Kids")
            try bench.disk.write("Up (2009).mkv", "here")
            try bench.disk.write(other.root + "/Up (2009)/Up.2009.2160p.mkv", "there")
            try await bench.scan()
            #expect(try await bench.names() == ["Up"])
            let video = try await bench.video("Up (2009).mkv")
            #expect(video.files.count == 2 && Set(video.files.map(\.version)) == [0, 1])
            #expect(video.lengthSeconds == 5400, "not of both together")
            let counts = try await bench.stores.media.counts()
            #expect(counts[bench.library.id]?.movies == 1 && counts[other.id]?.movies == 1)
            try bench.disk.remove("Up (2009).mkv")
            try await bench.scan(isFull: true)
            let left = try await bench.video(video.title.id)
            #expect(left.standardFiles.map(\.file.root) == [other.root], "the one that is there")
        }
    }

    @Test("a scan of one library leaves the others alone")
    func oneLibrary() async throws {
        try await ScanBench.with { bench async throws in
            let other = try await bench.addLibrary("Kids")
            try bench.disk.write("Heat (1995).mkv")
            try bench.disk.write(other.root + "/Up (2009).mkv")
            try await bench.scan(other.id)
            #expect(try await bench.names() == ["Up"])
            #expect(try await bench.stores.media.library(id: bench.library.id)?.scannedAt == nil)
            try await bench.scan(bench.library.id)
            #expect(try await bench.names() == ["Heat", "Up"])
            try await bench.scan(MediaLibraryID(99))
        }
    }

    @Test("a film that moves to another library keeps its progress, whichever is scanned first", arguments: ["A", "Z"])
    func movedToAnotherLibrary(_ name: String) async throws {
        try await ScanBench.with { bench async throws in
            // Libraries are scanned by name; the first is called Films.
            let other = try await bench.addLibrary(name)
            try bench.disk.write(["Up (2009).mkv", "Heat (1995).mkv"])
            try bench.disk.write(other.root + "/Cube (1997).mkv")
            try await bench.scan()
            let (id, profile) = (try await bench.title("Up (2009).mkv"), try await bench.profile())
            try await bench.watch(id, as: profile)
            try bench.disk.move("Up (2009).mkv", to: other.root + "/Up (2009)/Up (2009).mkv")
            try await bench.scan()
            let video = try await bench.video(id, for: profile)
            #expect(video.state?.position == 600 && video.lengthSeconds == 5400)
            #expect(video.standardFiles.map(\.file.root) == [other.root])
            #expect(try await bench.names() == ["Cube", "Heat", "Up"])
        }
    }

    @Test("an episode without a name in its file is listed and played like the others")
    func namelessEpisodes() async throws {
        try await ScanBench.with(.series) { bench async throws in
            try bench.disk.write(["Dark/Dark S01E01.mkv", "Dark/Dark S01E02 Lies.mkv", "Dark/Making of.mkv"])
            try await bench.scan()
            #expect(try await bench.episodes(of: "Dark") == ["1x01", "1x02 Lies", "0x-- Making of"])
            let profile = try await bench.profile()
            let first = try await bench.title("Dark/Dark S01E01.mkv")
            try await bench.watch(first, as: profile)
            let viewer = Viewer(profile: profile, certificateMax: nil, unratedAs: 5)
            #expect(try await bench.stores.videos.begun(by: viewer, positionMin: 0, limit: 9) == [first])
        }
    }
}

extension ScanBench {
    /// A further library of films with a folder of its own.
    fileprivate func addLibrary(_ name: String) async throws -> (id: MediaLibraryID, root: String) {
        let root = try disk.sibling("library " + name)
        let library = try await stores.media.addLibrary(name: name, kind: .movies, folders: [root], at: .test(0))
        return (library.id, root)
    }
}
