import Testing

@testable import LocalMedia

/// Folders and files before they are understood.
@Suite("The tree of a library")
struct LibraryTreeTests {
    private func tree(_ paths: [String], listsPointers: Bool = false) -> LibraryTree {
        let options = NameOptions(kind: .movies, currentYear: 2025, listsPointers: listsPointers)
        return LibraryTree(paths.map { ListedFile(path: $0, sizeBytes: 1) }, options)
    }

    @Test func foldersStandBehindTheirParents() {
        let tree = tree(["b/c/d.mkv", "a.mkv", "b/e.mkv", "b/c/f/g.mkv"])
        #expect(tree.folders.map(\.path) == ["", "b", "b/c", "b/c/f"])
        #expect(tree.folders.map(\.parent) == [0, 0, 1, 2])
        #expect(tree.folders.map(\.depth) == [0, 1, 2, 3])
        #expect(tree.folders.map(\.videos) == [4, 3, 2, 1])
        #expect(tree.files.map(\.path) == ["a.mkv", "b/c/d.mkv", "b/c/f/g.mkv", "b/e.mkv"])
    }

    @Test func namesAreCutAtTheLastDot() {
        let tree = tree(["Mr. Right.2015.MKV", "noending", "a.b.SRT"])
        #expect(tree.files.map(\.ending) == ["mkv", "srt"])
        #expect(tree.files.map { String(decoding: $0.stem.bytes, as: UTF8.self) } == ["Mr. Right.2015", "a.b"])
        #expect(tree.skipped == [SkippedPath(path: "noending", reason: .otherKind)])
    }

    @Test func foldersOfOneNameAreOne() {
        let tree = tree(["Up/a.mkv", "UP/b.mkv", "up/c/d.mkv"])
        #expect(tree.folders.map(\.path) == ["", "UP", "UP/c"])
        #expect(tree.folders[1].files.count == 2)
        // The paths of files stay as they are.
        #expect(tree.files.map(\.path) == ["UP/b.mkv", "Up/a.mkv", "up/c/d.mkv"])
    }

    @Test func useIsInherited() {
        let tree = tree(["Film/Subs/a/b.srt", "Film/metadata/a/b.jpg", "Film/@eaDir/a/b.mkv", "Film/Sample/a/b.mkv"])
        func use(_ path: String) -> FolderUse? { tree.folders.first { $0.path == path }?.use }
        #expect(use("Film") == .everything)
        #expect(use("Film/Subs/a") == .subtitles)
        #expect(use("Film/metadata/a") == .artwork)
        #expect(use("Film/@eaDir/a") == .nothing(.skippedFolder))
        #expect(use("Film/Sample/a") == .nothing(.sample))
        #expect(tree.skipped.map(\.reason) == [.skippedFolder, .sample])
    }

    @Test func videosOfSidecarFoldersDoNotCount() {
        let tree = tree(["Film/a.mkv", "Film/Subs/b.mkv", "Film/extrafanart/c.mkv", "Film/VIDEO_TS/VTS_01_1.VOB"])
        #expect(tree.folders[0].videos == 2)
    }

    @Test func pointersAreVideosOnlyWhereListed() {
        #expect(tree(["a.strm"]).files.isEmpty)
        let tree = tree(["a.strm"], listsPointers: true)
        #expect(tree.isVideo(0))
        #expect(tree.folders[0].videos == 1)
    }

    @Test(arguments: [
        (["F/VIDEO_TS/VIDEO_TS.IFO"], 1), (["F/BDMV/index.bdmv"], 1), (["F/video_ts/VTS_01_1.VOB"], 1),
        (["F/BDMV/STREAM/00001.m2ts"], 1), (["F/VIDEO_TS.IFO"], 1), (["F/index.bdmv"], 1),
        (["F/VIDEO_TS/VIDEO_TS.IFO", "F/BDMV/index.bdmv"], 2), (["F/VIDEO_TS/notes.nfo"], 0), (["F/a.mkv"], 0),
        (["F/STREAM/00001.m2ts"], 0), (["F/VIDEO_TS/Subs/a.srt"], 0), (["F/@eaDir/VIDEO_TS.IFO"], 0),
    ])
    func discsAreFound(_ paths: [String], _ count: Int) {
        let tree = tree(paths)
        let folder = tree.folders.firstIndex { $0.path == "F" }
        #expect(folder.map { tree.discs(in: $0).count } == count)
    }

    @Test func veryDeepPathsEndEarly() {
        let deep = Array(repeating: "a", count: 5000).joined(separator: "/")
        let tree = tree(["\(deep)/Up.mkv"])
        #expect(tree.folders.count <= NamesLimits.folderDepthMax + 2)
        #expect(tree.skipped.map(\.reason) == [.tooDeep])
    }

    @Test func partsAreStacked() {
        let tree = tree([
            "a-cd1.avi", "a-cd2.avi", "b part a.mkv", "b part b.mkv", "c-cd1.avi", "d.mkv", "e part 2.mkv",
        ])
        let stacks = PartStacks(Array(tree.files.indices), tree)
        #expect(stacks.stacks.map(\.files) == [[0, 1], [2, 3]])
        #expect(stacks.stacks.map { String(decoding: $0.text.bytes, as: UTF8.self) } == ["a", "b"])
        #expect(stacks.singles == [4, 5, 6])
        // One medium of several misses the others; a part may be a title's own word.
        #expect(stacks.incomplete == [[4]])
    }

    @Test(arguments: [
        ["a-cd1.avi", "a-cd3.avi"], ["a-cd2.avi", "a-cd3.avi"], ["a-cd1.avi", "a-cd1.mkv"], ["a-cd1.avi", "a-cda.avi"],
        ["a-cd1.avi", "a part 2.avi", "b-cd2.avi"],
    ])
    func onlyCompletePartsAreStacked(_ paths: [String]) {
        let tree = tree(paths)
        let stacks = PartStacks(Array(tree.files.indices), tree)
        #expect(stacks.stacks.filter { $0.files.count == paths.count }.isEmpty)
    }
}
