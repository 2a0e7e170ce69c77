import Domain
import Host
import TestKit
import Testing

@testable import Recommendations

@Suite("Folders of libraries")
struct LibraryFolderTests {
    private let tree: LibraryTree
    private let folder: LibraryFolder
    private let stop = StopFlag()

    init() throws {
        tree = try LibraryTree()
        folder = LibraryFolder(root: tree.root + "/out", steps: ["aperture", "a1"])
    }

    private func plan(_ files: [String: LibraryPlan.File]) -> LibraryPlan {
        var plan = LibraryPlan()
        for (path, file) in files { plan.add(file, at: path) }
        return plan
    }

    @Test func theFolderBecomesExactlyWhatIsPlanned() throws {
        defer { tree.remove() }
        let first = plan(["a.nfo": .text("A"), "b/c/d.strm": .text("/x"), "b/e.mkv": .link("/media/e.mkv")])
        #expect(try folder.apply(first, stop).written == 3)
        #expect(
            try tree.files() == [
                "out/aperture/a1/a.nfo": "A", "out/aperture/a1/b/c/d.strm": "/x",
                "out/aperture/a1/b/e.mkv": "-> /media/e.mkv",
            ])
        let second = plan(["a.nfo/f": .text("F"), "b/c": .text("C"), "b/e.mkv": .link("/media/other.mkv")])
        let changes = try folder.apply(second, stop)
        #expect(
            try tree.files() == [
                "out/aperture/a1/a.nfo/f": "F", "out/aperture/a1/b/c": "C",
                "out/aperture/a1/b/e.mkv": "-> /media/other.mkv",
            ])
        #expect((changes.written, changes.removed) == (3, 2))
        #expect(try folder.apply(LibraryPlan(), stop).removed == 2)
        #expect(try tree.files() == ["out/aperture/a1/": ""])
    }

    @Test func aRepetitionWritesNothing() throws {
        defer { tree.remove() }
        let plan = plan(["a.nfo": .text("A"), "b/c.strm": .text(""), "b/d.mkv": .link("/media/d.mkv")])
        _ = try folder.apply(plan, stop)
        let before = try tree.identities()
        #expect(try folder.apply(plan, stop) == LibraryChanges())
        #expect(try tree.identities() == before)
        // A file of the same length that says something else is written.
        try tree.write("B", at: "out/aperture/a1/a.nfo")
        #expect(try folder.apply(plan, stop).written == 1)
        #expect(try tree.files("out/aperture/a1")["a.nfo"] == "A")
    }

    @Test func nothingOutsideIsTouched() throws {
        defer { tree.remove() }
        try tree.write("keep", at: "out/aperture/b2/film.strm")
        try tree.write("keep", at: "out/aperture/notes.txt")
        try tree.write("keep", at: "media/film.mkv")
        try tree.link("out/aperture/a1/way", to: tree.root + "/media")
        try tree.link("out/aperture/a1/film.nfo", to: tree.root + "/media/film.mkv")
        try tree.link("out/aperture/a1/season", to: "../b2")
        try tree.write("old", at: "out/aperture/a1/deep/er/old.strm")
        try tree.link("out/aperture/a1/deep/er/up", to: "../../..")
        let plan = plan(["film.nfo": .text("N"), "season/x.strm": .text("/x")])
        #expect(try folder.apply(plan, stop).removed == 3)
        #expect(
            try tree.files() == [
                "out/aperture/b2/film.strm": "keep", "out/aperture/notes.txt": "keep", "media/film.mkv": "keep",
                "out/aperture/a1/film.nfo": "N", "out/aperture/a1/season/x.strm": "/x",
            ])
    }

    @Test func aFolderThatIsALinkIsRefused() throws {
        defer { tree.remove() }
        try tree.write("keep", at: "media/film.mkv")
        try tree.link("out/aperture/a1", to: tree.root + "/media")
        let plan = plan(["a.nfo": .text("A")])
        #expect(throws: FileError.outside) { try folder.apply(plan, stop) }
        #expect(throws: FileError.outside) { try folder.put([1], at: "a.nfo") }
        #expect(throws: FileError.outside) {
            try LibraryFolder(root: tree.root, steps: ["..", "x"]).apply(plan, stop)
        }
        #expect(try tree.files("media") == ["film.mkv": "keep"])
    }

    @Test func whatAnInterruptedServerLeftIsGoneAfterwards() throws {
        defer { tree.remove() }
        try tree.write("half", at: "out/aperture/a1/.kinothek-unfinished-1")
        try tree.write("half", at: "out/aperture/a1/b/.kinothek-unfinished-9")
        _ = try folder.apply(plan(["b/a.nfo": .text("A")]), stop)
        #expect(try tree.files("out/aperture/a1") == ["b/a.nfo": "A"])
        stop.set()
        #expect(throws: CancellationError.self) { try folder.apply(LibraryPlan(), stop) }
        #expect(try tree.files("out/aperture/a1") == ["b/a.nfo": "A"])
    }
}
