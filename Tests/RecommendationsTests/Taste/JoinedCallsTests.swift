import Testing

@testable import Recommendations

@Suite("Calls that share an answer")
struct JoinedCallsTests {
    private struct Trouble: Error {}

    @Test("a call that comes later is a new one, after an answer and after an error")
    func later() async throws {
        let calls = JoinedCalls<Int, Int>()
        #expect(try await calls.value(1) { 5 } == 5)
        await #expect(throws: Trouble.self) { try await calls.value(1) { throw Trouble() } }
        #expect(try await calls.value(1) { 6 } == 6)
    }

    @Test("keys do not wait for one another")
    func keys() async throws {
        let calls = JoinedCalls<Int, Int>()
        let inner = try await calls.value(1) { try await calls.value(2) { 7 } }
        #expect(inner == 7)
    }

    @Test("whoever goes away does not end what others may wait for")
    func cancelled() async throws {
        let calls = JoinedCalls<Int, Bool>()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            try await calls.value(1) {
                start.yield()
                for await _ in gate { break }
                return Task.isCancelled
            }
        }
        for await _ in started { break }
        first.cancel()
        open.yield()
        #expect(try await first.value == false)
    }
}
