import Glibc
import Testing

@testable import Host

/// Without a thread: the kernel has queued a local change's event when the call that made it returns.
@Suite("The watches of a tree")
struct WatchTreeTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
        for folder: HostPath in ["root/a/b", "root/c", "other/x"] { try temporary.folder(folder) }
    }

    private final class Watched {
        let inotify: Inotify
        var tree: WatchTree

        init(_ root: HostPath, _ options: WalkOptions = WalkOptions(), foldersMax: Int = 1000) throws {
            inotify = try Inotify()
            let walk = FolderWalk(root: root, options: options)
            tree = try WatchTree(inotify, walk, foldersMax: foldersMax, stop: StopFlag())
            _ = try tree.add("")
        }

        /// Follows all that has happened.
        func news() -> (changed: [String], losses: [FolderChange.Loss]) {
            var changed: Set<HostPath> = []
            var losses: [FolderChange.Loss] = []
            while case let events = inotify.events(), !events.isEmpty {
                for event in events {
                    if let loss = tree.follow(event, &changed) { losses.append(loss) }
                }
            }
            return (changed.sorted().map(\.text), losses)
        }

        var folders: [String] { tree.watchedFolders.map(\.text) }
    }

    private func watch(_ options: WalkOptions = WalkOptions()) throws -> Watched {
        try Watched(temporary["root"], options)
    }

    @Test func everyFolderIsWatched() throws {
        let watched = try watch()
        #expect(watched.folders == ["", "a", "a/b", "c"])
        #expect(watched.news().changed.isEmpty)
    }

    @Test func filesThatComeGoOrChangeNameTheirFolder() throws {
        let watched = try watch()
        try temporary.file("root/a/b/film.mkv")
        #expect(watched.news().changed == ["a/b"])
        try temporary.file("root/a/b/film.mkv", [1, 2])
        #expect(watched.news().changed == ["a/b"])
        try temporary.touch("root/a/b/film.mkv", seconds: 5)
        #expect(watched.news().changed == ["a/b"])
        try temporary.move("root/a/b/film.mkv", to: "root/c/film.mkv")
        #expect(watched.news().changed == ["a/b", "c"])
        try temporary.remove("root/c/film.mkv")
        #expect(watched.news().changed == ["c"])
    }

    @Test func newFoldersAreWatchedWithAllBelow() throws {
        let watched = try watch()
        try temporary.file("root/n/e/w/film.mkv")
        #expect(watched.news().changed == ["", "n", "n/e", "n/e/w"])
        try temporary.file("root/n/e/w/other.mkv")
        #expect(watched.news().changed == ["n/e/w"])
    }

    @Test func movedFoldersAreWatchedUnderTheirNewNames() throws {
        let watched = try watch()
        try temporary.move("root/a", to: "root/c/moved")
        #expect(watched.news().changed == ["", "c", "c/moved", "c/moved/b"])
        #expect(watched.folders == ["", "c", "c/moved", "c/moved/b"])
        try temporary.file("root/c/moved/b/film.mkv")
        #expect(watched.news().changed == ["c/moved/b"])
    }

    @Test func foldersThatLeaveAreNotWatchedAnyMore() throws {
        let watched = try watch()
        try temporary.move("root/a", to: "other/a")
        #expect(watched.news().changed == [""])
        #expect(watched.folders == ["", "c"])
        try temporary.file("other/a/film.mkv")
        #expect(watched.news().changed.isEmpty)
    }

    @Test func deletedFoldersAreForgotten() throws {
        let watched = try watch()
        try temporary.remove("root/a/b")
        try temporary.remove("root/a")
        #expect(watched.news().changed.first == "")
        #expect(watched.folders == ["", "c"])
    }

    @Test func aRootThatGoesIsLost() throws {
        let watched = try watch()
        try temporary.move("root", to: "gone")
        #expect(watched.news().losses.first == .rootGone)
        #expect(throws: FolderChange.Loss.rootGone) { try Watched(temporary["root"]) }
    }

    @Test func anOverflowIsToldAndTheTreeWatchedAnew() throws {
        let watched = try watch()
        try temporary.folder("root/new/deep")
        try temporary.move("root/a", to: "root/z")
        // As if the queue had been full: none of the events above arrives.
        _ = watched.inotify.events()
        var changed: Set<HostPath> = []
        let overflow = InotifyEvent(watch: -1, mask: Int(IN_Q_OVERFLOW))
        #expect(watched.tree.follow(overflow, &changed) == .overflow)
        #expect(watched.folders == ["", "c", "new", "new/deep", "z", "z/b"])
        try temporary.file("root/z/b/film.mkv")
        #expect(watched.news().changed == ["z/b"])
    }

    @Test func watchingAnewKeepsTheWatchesThatAreWanted() throws {
        let watched = try watch()
        try temporary.move("root/c", to: "other/c")
        _ = watched.inotify.events()
        var changed: Set<HostPath> = []
        _ = watched.tree.follow(InotifyEvent(watch: -1, mask: Int(IN_Q_OVERFLOW)), &changed)
        // The end of a watch is an event. One has ended: that of the folder that has left.
        #expect(watched.inotify.events().map { $0.has(Int(IN_IGNORED)) } == [true])
        #expect(watched.folders == ["", "a", "a/b"])
    }

    @Test func wholeTreesMayBeDeletedFromBelow() throws {
        let watched = try watch()
        for folder in 0..<30 { try temporary.folder(HostPath("root/\(folder)/deep/er")) }
        _ = watched.news()
        for folder in 0..<30 {
            for path in ["\(folder)/deep/er", "\(folder)/deep", "\(folder)"] {
                try temporary.remove(HostPath("root/" + path))
            }
        }
        #expect(watched.news().losses.isEmpty)
        #expect(watched.folders == ["", "a", "a/b", "c"])
    }

    @Test(.enabled(if: !isAdministrator)) func closedFoldersAreWatchedWhenTheyOpen() throws {
        try temporary.allow(0, "root/a")
        let watched = try watch()
        #expect(watched.folders == ["", "c"])
        try temporary.allow(0o755, "root/a")
        #expect(watched.news().changed == ["", "a", "a/b"])
        #expect(watched.folders == ["", "a", "a/b", "c"])
    }

    @Test func moreFoldersThanAllowedAreALoss() throws {
        #expect(throws: FolderChange.Loss.watchLimit) { try Watched(temporary["root"], foldersMax: 3) }
        let watched = try Watched(temporary["root"], foldersMax: 4)
        try temporary.folder("root/more")
        #expect(watched.news().losses == [.watchLimit])
    }

    @Test func foldersThatAreLeftOutAreNotWatched() throws {
        let watched = try watch(WalkOptions(shouldEnter: { $0 != "trash" }))
        try temporary.folder("root/trash/deep")
        #expect(watched.news().changed == [""])
        #expect(watched.folders == ["", "a", "a/b", "c"])
    }

    @Test func markersTakeTheFoldersBelowAwayAndGiveThemBack() throws {
        let watched = try watch()
        try temporary.file("root/a/.nomedia")
        #expect(watched.news().changed == ["a"])
        #expect(watched.folders == ["", "a", "c"])
        try temporary.folder("root/a/later")
        #expect(watched.news().changed == ["a"])
        #expect(watched.folders == ["", "a", "c"])
        try temporary.remove("root/a/.nomedia")
        #expect(watched.news().changed == ["a", "a/b", "a/later"])
        #expect(watched.folders == ["", "a", "a/b", "a/later", "c"])
    }

    @Test func linkedFoldersAreWatchedInsideTheTargetsOnly() throws {
        let watched = try watch(WalkOptions(links: .under([temporary["other"]])))
        try temporary.link("root/link", to: "../other")
        try temporary.link("root/etc", to: "/etc")
        try temporary.link("root/none", to: "none")
        #expect(watched.news().changed == ["", "link", "link/x"])
        try temporary.file("other/x/film.mkv")
        #expect(watched.news().changed == ["link/x"])
        try temporary.remove("root/link")
        #expect(watched.news().changed == [""])
        #expect(watched.folders == ["", "a", "a/b", "c"])
    }

    @Test func aSecondWayToAFolderDoesNotRenameIt() throws {
        let watched = try watch()
        try temporary.link("root/again", to: "a")
        _ = watched.news()
        try temporary.file("root/a/b/film.mkv")
        #expect(watched.news().changed == ["a/b"])
    }

    @Test func namesMayBeAnyBytes() throws {
        let watched = try watch()
        let name = HostPath(bytes: [0xff, 0x0a, 0x20])
        try temporary.folder(HostPath("root").appending(name))
        _ = watched.news()
        #expect(watched.tree.watchedFolders.contains(name))
    }

    /// Whatever happens between two looks, the watches end up on the folders that are there.
    @Test(arguments: 0..<10)
    func theWatchesFollowRandomChanges(seed: Int) async throws {
        let watched = try watch()
        var numbers = SeededNumbers(seed: UInt64(seed))
        for step in 0..<200 {
            let folders = try await actualFolders()
            let some = HostPath("root").appending(folders[numbers.below(folders.count)])
            let other = HostPath("root").appending(folders[numbers.below(folders.count)]).appending(HostPath("\(step)"))
            switch numbers.below(5) {
            case 0, 1: try temporary.folder(other)
            case 2: try temporary.file(other)
            case 3 where some != "root" && !other.isInside(some): try? temporary.move(some, to: other)
            case 4 where some != "root": _ = try? temporary.remove(some)
            default: break
            }
            if numbers.below(4) == 0 { _ = watched.news() }
        }
        _ = watched.news()
        #expect(watched.tree.watchedFolders == (try await actualFolders()))
    }

    private func actualFolders() async throws -> [HostPath] {
        let walk = FolderWalk(root: temporary["root"])
        return try await walk.collect(on: HostThreads(count: 1)).folders.map(\.path).sorted()
    }
}
