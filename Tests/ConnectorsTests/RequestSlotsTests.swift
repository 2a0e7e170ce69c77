import Domain
import Testing

@testable import Connectors

@Suite("Who goes next")
struct RequestSlotsTests {
    private actor Order {
        private(set) var names: [String] = []
        func add(_ name: String) { names.append(name) }
    }

    @Test("What people wait for goes before bulk work, each in the order in which it came")
    func urgency() async throws {
        let slots = RequestSlots(1)
        let order = Order()
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let first = Task {
            await slots.use { () -> Int? in
                for await _ in gate {}
                return 0
            }
        }
        while await slots.free > 0 { await Task.yield() }
        var tasks: [Task<Int?, Never>] = []
        let requests: [(String, RequestUrgency)] = [
            ("bulk 1", .bulk), ("bulk 2", .bulk), ("person 1", .interactive), ("person 2", .interactive),
        ]
        for (number, request) in requests.enumerated() {
            tasks.append(
                Task {
                    await slots.use(request.1) { () -> Int? in
                        await order.add(request.0)
                        return number
                    }
                })
            while await slots.waitingCount <= number { await Task.yield() }
        }
        opening.finish()
        #expect(await first.value == 0)
        for (number, task) in tasks.enumerated() { #expect(await task.value == number) }
        #expect(await order.names == ["person 1", "person 2", "bulk 1", "bulk 2"])
    }

    @Test("A failure gives the slot back, and so does somebody who no longer waits")
    func givesBack() async throws {
        struct Broken: Error {}
        let slots = RequestSlots(1)
        await #expect(throws: Broken.self) { try await slots.use { () throws -> Int? in throw Broken() } }
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            return await slots.use { () -> Int? in 1 }
        }
        late.cancel()
        #expect(await late.value == nil)
        #expect(await slots.use { () -> Int? in 2 } == 2)
    }
}
