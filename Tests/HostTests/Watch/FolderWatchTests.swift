import Glibc
import Host
import Testing

@Suite("Watching a tree")
struct FolderWatchTests {
    private let temporary: TemporaryFolder
    private static let prompt = ChangeTiming(quietMilliseconds: 5, heldBackMillisecondsMax: 200)

    init() throws {
        temporary = try TemporaryFolder()
        try temporary.folder("root/a")
        try temporary.folder("root/b")
    }

    private func watch(_ timing: ChangeTiming = prompt) async -> AsyncStream<FolderChange> {
        await FolderWatch(root: temporary["root"], timing: timing).changes()
    }

    /// Reads until all the folders have been named; they may come in several pieces.
    private func expect(_ folders: Set<HostPath>, in stream: AsyncStream<FolderChange>) async {
        var missing = folders
        for await change in stream {
            guard case .changed(let some) = change else { break }
            missing.subtract(some)
            if missing.isEmpty { return }
        }
        Issue.record("never named: \(missing)")
    }

    @Test func changesAreTold() async throws {
        let stream = await watch()
        try temporary.file("root/a/film.mkv")
        await expect(["a"], in: stream)
        try temporary.file("root/new/deep/film.mkv")
        await expect(["", "new", "new/deep"], in: stream)
        try temporary.file("root/new/deep/other.mkv")
        await expect(["new/deep"], in: stream)
        try temporary.remove("root/a/film.mkv")
        try temporary.remove("root/a")
        await expect(["", "a"], in: stream)
    }

    @Test func manyChangesAreOnePiece() async throws {
        // So patient that all of it falls into one piece on any machine, and yet told, because the piece ends.
        let stream = await watch(ChangeTiming(quietMilliseconds: 500, heldBackMillisecondsMax: 60_000))
        for number in 0..<100 { try temporary.file(HostPath("root/\(number % 2 == 0 ? "a" : "b")/\(number)")) }
        var changes = stream.makeAsyncIterator()
        #expect(await changes.next() == .changed(["a", "b"]))
    }

    @Test func whatHappensWhileTheReaderIsBusyWaitsForIt() async throws {
        let stream = await watch()
        try temporary.file("root/a/1")
        try temporary.file("root/b/1")
        try temporary.file("root/a/2")
        await expect(["a", "b"], in: stream)
    }

    @Test func aTreeThatGoesEndsTheStream() async throws {
        let stream = await watch()
        try temporary.move("root", to: "gone")
        var changes: [FolderChange] = []
        for await change in stream { changes.append(change) }
        #expect(changes.last == .lost(.rootGone))
    }

    @Test func aTreeThatIsNotThereIsLostAtOnce() async throws {
        for root: HostPath in [temporary["none"], "relative", "/\0"] {
            var changes: [FolderChange] = []
            for await change in await FolderWatch(root: root).changes() { changes.append(change) }
            #expect(changes == [.lost(.rootGone)])
        }
    }

    @Test func tooManyFoldersEndTheStream() async throws {
        let stream = await FolderWatch(root: temporary["root"], timing: Self.prompt, foldersMax: 3).changes()
        try temporary.folder("root/c")
        var changes: [FolderChange] = []
        for await change in stream { changes.append(change) }
        #expect(changes.last == .lost(.watchLimit))
    }

    @Test func cancellingEndsTheStream() async throws {
        let stream = await watch()
        let task = Task {
            var count = 0
            for await _ in stream { count += 1 }
            return count
        }
        task.cancel()
        #expect(await task.value == 0)
    }

    @Test func aCancelledTaskGetsAStreamThatEnds() async throws {
        let watch = FolderWatch(root: temporary["root"])
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            for await change in await watch.changes() { return Optional(change) }
            return nil
        }
        #expect(await task.value == nil)
    }

    @Test func aStreamThatNobodyHoldsStopsWatching() async throws {
        func use() async -> Bool {
            let stream = await watch()
            _ = stream
            return watchers(of: temporary["root"]) > 0
        }
        #expect(await use())
        #expect(await eventually { watchers(of: temporary["root"]) == 0 })
    }

    /// The queues of this process that watch the folder, by what the kernel tells about each descriptor.
    private func watchers(of folder: HostPath) -> Int {
        guard let inode = try? RealPath(of: folder).identity.inode else { return -1 }
        let mark = "ino:\(String(inode, radix: 16)) "
        return (0..<1024).filter { descriptor in
            guard let file = fopen("/proc/self/fdinfo/\(descriptor)", "r") else { return false }
            defer { fclose(file) }
            var line = [CChar](repeating: 0, count: 512)
            while fgets(&line, 512, file) != nil {
                let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                if text.hasPrefix("inotify"), text.contains(mark) { return true }
            }
            return false
        }.count
    }
}
