import Host
import Synchronization
import Testing

@Suite("Threads for what blocks")
struct HostThreadsTests {
    private struct Refusal: Error {}

    /// Counts how many are inside at a time.
    private final class Gauge: Sendable {
        private let counts = Mutex((now: 0, most: 0))

        func pass() {
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
            // Long enough for others to come in, if they could.
            var left = 20_000
            while left > 0 { left -= 1 }
            counts.withLock { $0.now -= 1 }
        }

        var most: Int { counts.withLock { $0.most } }
    }

    @Test func everyPieceOfWorkHasItsAnswer() async throws {
        let threads = HostThreads(count: 3)
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<500 { group.addTask { try await threads.run { _ in number * 2 } } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.sorted() == (0..<500).map { $0 * 2 })
    }

    @Test(arguments: [1, 2, 4, 0])
    func noMoreThreadsThanAskedFor(count: Int) async throws {
        let (threads, gauge) = (HostThreads(count: count), Gauge())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { try await threads.run { _ in gauge.pass() } } }
            try await group.waitForAll()
        }
        #expect((1...max(1, count)).contains(gauge.most))
    }

    @Test func errorsArriveAndTheThreadGoesOn() async throws {
        let threads = HostThreads(count: 1)
        await #expect(throws: Refusal.self) { try await threads.run { _ in throw Refusal() } }
        #expect(try await threads.run { _ in "next" } == "next")
    }

    @Test func cancellingTheTaskSetsTheFlag() async throws {
        let threads = HostThreads(count: 1)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await threads.run { stop in
                start.yield()
                while !stop.isSet {}
                try stop.check()
            }
        }
        for await _ in started { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func workOfACancelledTaskDoesNotBegin() async throws {
        let threads = HostThreads(count: 1)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await threads.run { _ in true }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
