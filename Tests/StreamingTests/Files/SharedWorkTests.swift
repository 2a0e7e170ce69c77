import Synchronization
import Testing

@testable import Streaming

@Suite("Work that many wait for")
struct SharedWorkTests {
    private struct Broken: Error {}

    /// Work that ends when the test says so, and what was begun.
    private final class Gate: Sendable {
        private struct State {
            var begun: [String] = []
            var released: Set<String> = []
            var waiting: [String: CheckedContinuation<Void, Never>] = [:]
        }

        private let state = Mutex(State())

        var begun: [String] { state.withLock { $0.begun } }

        func pass(_ key: String) async -> String {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let isReleased = state.withLock { state in
                    state.begun.append(key)
                    if state.released.contains(key) { return true }
                    state.waiting[key] = continuation
                    return false
                }
                if isReleased { continuation.resume() }
            }
            return "made \(key)"
        }

        func release(_ key: String) {
            let waiting = state.withLock { state in
                state.released.insert(key)
                return state.waiting.removeValue(forKey: key)
            }
            waiting?.resume()
        }
    }

    private let gate = Gate()
    private let work = SharedWork<String, String>(atOnceMax: 2, lineMax: 3)

    private func ask(_ key: String) -> Task<String, any Error> {
        Task { [gate, work] in try await work.value(of: key) { await gate.pass(key) } }
    }

    /// Waits until something is so.
    private func until(_ isSo: () async -> Bool) async throws {
        for _ in 0..<20_000 {
            if await isSo() { return }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw Broken()
    }

    @Test("many who ask for one piece wait for the same one")
    func together() async throws {
        let asking = (0..<5).map { _ in ask("a") }
        try await until { await work.waitingCount(for: "a") == 5 }
        gate.release("a")
        for task in asking { #expect(try await task.value == "made a") }
        #expect(gate.begun == ["a"])
        #expect(try await ask("a").value == "made a")
        #expect(gate.begun == ["a", "a"], "nothing is remembered here")
    }

    @Test("no more than two at a time, the others in their order")
    func bounded() async throws {
        var asking: [Task<String, any Error>] = []
        for key in ["a", "b", "c", "d"] {
            asking.append(ask(key))
            try await until { await work.waitingCount(for: key) == 1 }
        }
        try await until { gate.begun.count == 2 }
        #expect(await work.lineCount == 2)
        #expect(gate.begun.sorted() == ["a", "b"])
        gate.release("b")
        try await until { gate.begun.count == 3 }
        #expect(gate.begun.last == "c" && gate.begun.count == 3)
        for key in ["a", "c", "d"] { gate.release(key) }
        #expect(try await asking[3].value == "made d")
        for task in asking { _ = try await task.value }
    }

    @Test("whoever leaves stops waiting at once, and what was begun goes on for the others")
    func leaving() async throws {
        let (first, second) = (ask("a"), ask("a"))
        try await until { await work.waitingCount(for: "a") == 2 }
        try await until { gate.begun == ["a"] }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(await work.waitingCount(for: "a") == 1)
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        let third = ask("a")
        try await until { await work.waitingCount(for: "a") == 1 }
        gate.release("a")
        #expect(try await third.value == "made a")
        #expect(gate.begun == ["a"], "the third found the first one's work still under way")
    }

    @Test("what nobody waits for any more is not begun")
    func forsaken() async throws {
        let (first, second) = (ask("a"), ask("b"))
        try await until { gate.begun.count == 2 }
        let third = ask("c")
        try await until { await work.lineCount == 1 }
        third.cancel()
        await #expect(throws: CancellationError.self) { try await third.value }
        #expect(await work.lineCount == 0)
        gate.release("a")
        gate.release("b")
        _ = try await (first.value, second.value)
        #expect(gate.begun.sorted() == ["a", "b"])
    }

    @Test("when the line is long enough the next is told so, unless it asks for what is there already")
    func full() async throws {
        var asking: [Task<String, any Error>] = []
        for key in ["a", "b", "c", "d", "e"] {
            asking.append(ask(key))
            try await until { await work.waitingCount(for: key) == 1 }
        }
        await #expect(throws: SharedWork<String, String>.LineTooLong.self) { try await ask("f").value }
        let joined = ask("e")
        try await until { await work.waitingCount(for: "e") == 2 }
        for key in ["a", "b", "c", "d", "e"] { gate.release(key) }
        for task in asking + [joined] { _ = try await task.value }
        gate.release("f")
        #expect(try await ask("f").value == "made f")
    }

    @Test("a failure is everybody's who waited, and nobody's afterwards")
    func failing() async throws {
        let work = SharedWork<Int, Int>(atOnceMax: 1)
        await #expect(throws: Broken.self) { try await work.value(of: 1) { throw Broken() } }
        #expect(try await work.value(of: 1) { 7 } == 7)
    }

    @Test("a task that was cancelled before begins nothing")
    func cancelledBefore() async throws {
        let (gate, work) = (gate, work)
        let task = Task {
            _ = await gate.pass("before")
            return try await work.value(of: "a") { await gate.pass("a") }
        }
        try await until { gate.begun == ["before"] }
        task.cancel()
        gate.release("before")
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(gate.begun == ["before"])
    }
}
