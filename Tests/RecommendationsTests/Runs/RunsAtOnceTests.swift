import Basics
import Domain
import Jobs
import Recommendations
import Storage
import Synchronization
import TestKit
import Testing

@Suite("Choosing titles: cancelled, at once, and for everybody")
struct RunsAtOnceTests {
    /// A language model that says nothing until it is let go or cancelled.
    private final class SilentChat: ChatModel {
        let name = "silent"
        private let state = Mutex((asked: 0, isOpen: false))

        var asked: Int { state.withLock { $0.asked } }
        func open() { state.withLock { $0.isOpen = true } }

        func answer(_ question: ChatQuestion) async -> String? {
            state.withLock { $0.asked += 1 }
            while !state.withLock({ $0.isOpen }), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
            return nil
        }
    }

    /// Waits as long as it takes.
    private static let patient = Sleeper { _ in
        while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
        throw CancellationError()
    }

    @Test("a cancelled run is a failed one, and the one before stays in force", arguments: TestDriver.available)
    func cancel(_ driver: TestDriver) async throws {
        let chat = SilentChat()
        let isAsked = Mutex(false)
        let model: CurrentChatModel = { isAsked.withLock { $0 } ? chat : nil }
        try await RunBench.with(driver, chat: model, sleeper: Self.patient) { bench in
            try await bench.watch("Far Orbit")
            let good = try await bench.run()
            isAsked.withLock { $0 = true }
            let running = Task { try await bench.run() }
            while chat.asked == 0 { try? await Task.sleep(for: .milliseconds(2)) }
            running.cancel()
            await #expect(throws: CancellationError.self) { try await running.value }
            let runs = try await bench.stores.recommendations.runs(of: bench.anna.id, limit: 10)
            #expect(runs.map(\.state) == [.failed, .completed])
            #expect(runs.first?.problem == "It was cancelled.")
            #expect(try await bench.stores.recommendations.latest(.movie, of: bench.anna.id)?.id == good.id)
        }
    }

    @Test("two runs for one person at once are both complete", arguments: TestDriver.available)
    func twoAtOnce(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit")
            async let one = bench.run()
            async let two = bench.run()
            let runs = try await [one, two]
            #expect(runs.map(\.state) == [.completed, .completed] && Set(runs.map(\.id)).count == 2)
            let selections = try await [bench.names(in: runs[0]), bench.names(in: runs[1])]
            #expect(selections[0] == selections[1] && !selections[0].isEmpty)
        }
    }

    @Test("of two servers' runs the one that began later counts", arguments: TestDriver.available)
    func twoServers(_ driver: TestDriver) async throws {
        let chat = SilentChat()
        try await RunBench.with(driver, chat: { chat }, sleeper: Self.patient) { bench in
            try await bench.watch("Far Orbit")
            let slow = Task { try await bench.run() }
            while chat.asked == 0 { try? await Task.sleep(for: .milliseconds(2)) }
            let other = try await RunBench(bench.test, bench.world, RunBench.Knobs(), { nil }, .live)
            let quick = try await other.run()
            chat.open()
            await #expect(throws: RecommendationFailure.superseded) { try await slow.value }
            #expect(try await bench.stores.recommendations.latest(.movie, of: bench.anna.id)?.id == quick.id)
            #expect(try await bench.names(in: quick).isEmpty == false)
        }
    }

    @Test("an account that is gone has no run")
    func unknown() async throws {
        try await RunBench.with { bench in
            await #expect(throws: RecommendationFailure.unknownUser) {
                try await bench.runner.run(.movie, for: UserID(9_999), cause: .manual)
            }
        }
    }
}
