import Domain
import Foundation
import Host
import Synchronization
import TestKit
import Testing

@testable import Recommendations

/// Posters whose bytes say which they are.
final class TestPosters: PictureSource {
    private let state = Mutex((asked: [String](), broken: Set<String>()))

    /// The paths that were asked for, in that order.
    var asked: [String] { state.withLock { $0.asked } }

    func setBroken(_ paths: Set<String>) { state.withLock { $0.broken = paths } }

    func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
        let isBroken = state.withLock { state in
            state.asked.append(path)
            return state.broken.contains(path)
        }
        if isBroken { throw PictureError.unavailable }
        return Picture(bytes: Array("JPEG \(path)".utf8), contentType: "image/jpeg")
    }
}

@Suite("Posters of libraries")
struct LibraryWriterTests {
    private let tree: LibraryTree
    private let folder: LibraryFolder
    private let posters = TestPosters()

    init() throws {
        tree = try LibraryTree()
        folder = LibraryFolder(root: tree.root, steps: ["own"])
    }

    private func writer(ffmpeg: HostPath? = nil) -> LibraryWriter {
        LibraryWriter(pictures: posters, ffmpeg: ffmpeg, threads: HostThreads(count: 2))
    }

    private func plan(_ posters: [(path: String, source: String, rank: Int)]) -> LibraryPlan {
        var plan = LibraryPlan()
        for poster in posters {
            plan.add(
                .picture(LibraryPicture(source: poster.source, rank: poster.rank, match: 0.5)), at: poster.path)
        }
        return plan
    }

    /// Without the list of what posters were made from.
    private func pictures() throws -> [String: String] { try tree.files("own").filter { !$0.key.hasPrefix(".") } }

    @Test func postersAreFetchedOnce() async throws {
        defer { tree.remove() }
        let plan = plan([("a.jpg", "/a.jpg", 1), ("b/poster.jpg", "/b.jpg", 2)])
        #expect(try await writer().write(plan, in: folder).written == 2)
        #expect(try pictures() == ["a.jpg": "JPEG /a.jpg", "b/poster.jpg": "JPEG /b.jpg"])
        let before = try tree.identities()
        #expect(try await writer().write(plan, in: folder) == LibraryChanges())
        #expect(try tree.identities() == before)
        #expect(posters.asked.count == 2)
        // Whoever removes one gets it again.
        try FileManager.default.removeItem(atPath: tree.root + "/own/a.jpg")
        #expect(try await writer().write(plan, in: folder).written == 1)
        #expect(posters.asked.last == "/a.jpg" && posters.asked.count == 3)
    }

    @Test func anotherPosterTakesThePlaceOfTheFormerOne() async throws {
        defer { tree.remove() }
        _ = try await writer().write(plan([("a.jpg", "/a.jpg", 1), ("b.jpg", "/b.jpg", 2)]), in: folder)
        posters.setBroken(["/new.jpg"])
        let changed = plan([("a.jpg", "/new.jpg", 1)])
        #expect(try await writer().write(changed, in: folder).removed == 1)
        #expect(try pictures() == ["a.jpg": "JPEG /a.jpg"])
        posters.setBroken([])
        #expect(try await writer().write(changed, in: folder).written == 1)
        #expect(try pictures() == ["a.jpg": "JPEG /new.jpg"])
        #expect(try await writer().clear(folder))
        #expect(try tree.files("own").isEmpty)
        #expect(try await !writer().clear(folder))
    }

    @Test func clearingMakesNoFolder() async throws {
        defer { tree.remove() }
        #expect(try await !writer().clear(folder))
        #expect(try tree.files().isEmpty)
    }

    @Test func theRankIsWrittenOntoThePosterWhereThatIsPossible() async throws {
        defer { tree.remove() }
        // A program that shows what it was told to do.
        try tree.write("#!/bin/sh\necho \"$@\" | grep -q '#1.*50%' && echo marked || exit 1\n", at: "tool")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tree.root + "/tool")
        let plan = plan([("a.jpg", "/a.jpg", 1), ("b.jpg", "/b.jpg", 2)])
        let tool = HostPath(tree.root + "/tool")
        _ = try await writer(ffmpeg: tool).write(plan, in: folder)
        #expect(try pictures() == ["a.jpg": "marked\n", "b.jpg": "JPEG /b.jpg"])
        #expect(try await writer(ffmpeg: tool).write(plan, in: folder) == LibraryChanges())
        #expect(try await writer().write(plan, in: folder).written == 1)
        #expect(try pictures()["a.jpg"] == "JPEG /a.jpg")
    }

    @Test func theProgramIsToldNothingThatItCouldMistake() {
        let picture = LibraryPicture(source: "/a.jpg", rank: 12, match: 1.2)
        let arguments = PosterMarking.arguments(for: "/out/a%03d.jpg", reader: "jpeg_pipe", picture)
        #expect(arguments.contains("file:/out/a%03d.jpg") && arguments.contains("jpeg_pipe"))
        let filter = arguments.map { String(decoding: $0.bytes, as: UTF8.self) }.first { $0.contains("drawtext") }
        #expect(filter?.contains("text='#12':expansion=none") == true)
        #expect(filter?.contains("text='100%':expansion=none") == true)
        #expect(LibraryPicture(source: "/a.jpg", rank: 1, match: nil).percent == nil)
    }
}
