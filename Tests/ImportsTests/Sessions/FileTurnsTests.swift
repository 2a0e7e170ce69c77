import Domain
import Testing

@testable import Imports

@Suite("Files that come at once")
struct FileTurnsTests {
    private let ann = UserID(1)
    private let ben = UserID(2)

    /// As many files of a person as may be read at once, each of which ends when the gate opens.
    private func fill(_ turns: FileTurns, of user: UserID, until gate: Gate) async -> [Task<Int, any Error>] {
        let tasks = (0..<ImportsLimits.filesAtOnce).map { number in
            Task {
                try await turns.take(of: user) {
                    await gate.pass()
                    return number
                }
            }
        }
        await gate.untilPassing(ImportsLimits.filesAtOnce)
        return tasks
    }

    @Test("A further file of a person waits for one of theirs, and for nobody else's")
    func bound() async throws {
        let (turns, gate) = (FileTurns(), Gate())
        let first = await fill(turns, of: ann, until: gate)
        let further = Task { try await turns.take(of: ann) { await gate.passing } }
        while await turns.waitingCount == 0 { await Task.yield() }
        let others = try await turns.take(of: ben) { "read" }
        #expect(others == "read")
        #expect(await turns.waitingCount == 1)
        await gate.open()
        for (number, task) in first.enumerated() { #expect(try await task.value == number) }
        let beside = try await further.value
        #expect(beside < ImportsLimits.filesAtOnce)
    }

    @Test("A file that fails gives its turn back, and so does one that nobody waits for any more")
    func givenBack() async throws {
        struct Broken: Error {}
        let (turns, gate) = (FileTurns(), Gate())
        for _ in 0...ImportsLimits.filesAtOnce {
            await #expect(throws: Broken.self) { try await turns.take(of: ann) { () throws -> Int in throw Broken() } }
        }
        let first = await fill(turns, of: ann, until: gate)
        let further = Task { try await turns.take(of: ann) { 0 } }
        while await turns.waitingCount == 0 { await Task.yield() }
        further.cancel()
        await #expect(throws: CancellationError.self) { try await further.value }
        #expect(await turns.waitingCount == 0)
        await gate.open()
        for task in first { _ = try await task.value }
        let next = try await turns.take(of: ann) { "read" }
        #expect(next == "read")
    }
}

/// Where files wait in the midst of being read.
private actor Gate {
    private(set) var passing = 0
    private var isOpen = false
    private var held: [CheckedContinuation<Void, Never>] = []

    func pass() async {
        passing += 1
        if !isOpen { await withCheckedContinuation { held.append($0) } }
        passing -= 1
    }

    func untilPassing(_ count: Int) async {
        while passing < count { await Task.yield() }
    }

    func open() {
        isOpen = true
        for one in held { one.resume() }
        held = []
    }
}
