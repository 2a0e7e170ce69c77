import Synchronization
import Testing

@testable import Recommendations

@Suite("Taking turns")
struct TurnsTests {
    /// Opens once, for all who wait.
    private final class Gate: Sendable {
        private let isOpen = Mutex(false)

        func open() { isOpen.withLock { $0 = true } }

        func pass() async {
            while !isOpen.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(2)) }
        }
    }

    /// What happened, in its order.
    private final class Order: Sendable {
        private let events = Mutex<[Int]>([])

        var all: [Int] { events.withLock { $0 } }

        func note(_ event: Int) { events.withLock { $0.append(event) } }
    }

    @Test("who comes later waits, in the order of coming; other keys do not wait")
    func order() async throws {
        let (turns, gate, order) = (Turns<String>(), Gate(), Order())
        let begun = Gate()
        let first = Task {
            try await turns.take("a") {
                begun.open()
                await gate.pass()
                order.note(1)
            }
        }
        await begun.pass()
        try await turns.take("b") { order.note(0) }
        let second = Task { try await turns.take("a") { order.note(2) } }
        gate.open()
        try await first.value
        try await second.value
        try await turns.take("a") { order.note(3) }
        #expect(order.all == [0, 1, 2, 3])
    }

    @Test("who is cancelled while waiting goes at once, and whoever came after waits on")
    func cancel() async throws {
        let (turns, gate, begun, order) = (Turns<Int>(), Gate(), Gate(), Order())
        let first = Task {
            try await turns.take(1) {
                begun.open()
                await gate.pass()
                order.note(1)
            }
        }
        await begun.pass()
        let second = Task { try await turns.take(1) { order.note(2) } }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(order.all.isEmpty, "the first one still works")
        let third = Task { try await turns.take(1) { order.note(3) } }
        gate.open()
        try await first.value
        try await third.value
        #expect(order.all == [1, 3])
    }

    @Test("a failure ends the turn")
    func failure() async throws {
        struct Failure: Error {}
        let turns = Turns<Int>()
        await #expect(throws: Failure.self) { try await turns.take(1) { throw Failure() } }
        #expect(try await turns.take(1) { 5 } == 5)
    }
}
