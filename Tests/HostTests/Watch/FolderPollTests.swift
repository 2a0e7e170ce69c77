import Host
import Synchronization
import Testing

@Suite("Comparing a tree")
struct FolderPollTests {
    private let temporary: TemporaryFolder
    private let threads = HostThreads(count: 1)

    init() throws {
        temporary = try TemporaryFolder()
        try temporary.file("root/a/film.mkv")
        try temporary.file("root/b/film.mkv")
    }

    /// Rounds without a pause; before each one the next of the steps is done, and after the last the reader is
    /// cancelled.
    private func changes(_ steps: (@Sendable () throws -> Void)...) async -> [FolderChange] {
        let left = Mutex(steps[...])
        let poll = FolderPoll(root: temporary["root"], on: threads) { _ in
            guard let step = left.withLock({ $0.popFirst() }) else { throw CancellationError() }
            try step()
        }
        var changes: [FolderChange] = []
        for await change in await poll.changes() { changes.append(change) }
        return changes
    }

    @Test func nothingIsToldOfAQuietTree() async {
        #expect(await changes({}, {}, {}).isEmpty)
    }

    @Test func foldersWhoseEntriesChangeAreNamed() async {
        let changes = await changes(
            { try temporary.file("root/a/new.mkv") }, {}, { try temporary.file("root/n/e/w.mkv") },
            { try temporary.remove("root/b/film.mkv") },
            {
                try temporary.remove("root/b")
                try temporary.touch("root/a/film.mkv", seconds: 5)
            })
        #expect(
            changes == [.changed(["a"]), .changed(["", "n", "n/e"]), .changed(["b"]), .changed(["", "a"])])
    }

    @Test func filesThatAreWrittenInPlaceAreSeen() async {
        let changes = await changes(
            { try temporary.file("root/a/film.mkv", [1, 2, 3]) },
            { try temporary.touch("root/b/film.mkv", seconds: 1) })
        #expect(changes == [.changed(["a"]), .changed(["b"])])
    }

    @Test func foldersWithABrokenLinkAreComparedToo() async throws {
        try temporary.link("root/a/link", to: "nowhere")
        let changes = await changes({}, { try temporary.file("root/a/new.mkv") }, {})
        #expect(changes == [.changed(["a"])])
    }

    @Test func aTreeThatGoesEndsTheStream() async {
        let changes = await changes({ try temporary.move("root", to: "gone") }, { Issue.record("there is an end") })
        #expect(changes == [.lost(.rootGone)])
    }

    @Test func aTreeThatIsNotThereIsLostAtOnce() async {
        let poll = FolderPoll(root: temporary["none"], on: threads) { _ in Issue.record("nothing to wait for") }
        var changes: [FolderChange] = []
        for await change in await poll.changes() { changes.append(change) }
        #expect(changes == [.lost(.rootGone)])
    }

    @Test func theIntervalIsKept() async {
        let asked = Mutex<[Duration]>([])
        let poll = FolderPoll(root: temporary["root"], every: .seconds(7), on: threads) { interval in
            asked.withLock { $0.append(interval) }
            throw CancellationError()
        }
        for await _ in await poll.changes() {}
        #expect(asked.withLock { $0 } == [.seconds(7)])
    }

    @Test func cancellingEndsTheStream() async {
        let poll = FolderPoll(root: temporary["root"], every: .seconds(3600), on: threads)
        let task = Task {
            for await change in await poll.changes() { return Optional(change) }
            return nil
        }
        task.cancel()
        #expect(await task.value == nil)
    }
}
