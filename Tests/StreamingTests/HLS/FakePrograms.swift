import Basics
import Foundation
import Synchronization

@testable import Streaming

/// Programs that write what a test tells them.
final class FakePrograms: HLSPrograms {
    struct CannotStart: Error {}

    private let started = Mutex<[FakeProgram]>([])
    private let refusals = Mutex(0)

    /// In the order in which they were started.
    var all: [FakeProgram] { started.withLock { $0 } }

    /// The next so many cannot be started.
    func refuse(_ count: Int) { refusals.withLock { $0 = count } }

    func start(
        _ order: HLSOrder, output: @escaping @Sendable (ArraySlice<UInt8>) -> Void
    ) async throws -> any HLSProgram {
        let isRefused = refusals.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
        if isRefused { throw CannotStart() }
        let program = FakeProgram(order: order, output: output)
        started.withLock { $0.append(program) }
        return program
    }

    /// Waits until so many were started; returns the last of them.
    func started(_ count: Int) async throws -> FakeProgram {
        for _ in 0..<20_000 {
            let all = all
            if all.count >= count { return all[count - 1] }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw CannotStart()
    }
}

/// A program whose output and end are the test's.
final class FakeProgram: HLSProgram {
    private struct State {
        var isOver = false
        var complaint: String?
        var wasKilled = false
        var waiting: [CheckedContinuation<String?, Never>] = []
    }

    let order: HLSOrder
    private let output: @Sendable (ArraySlice<UInt8>) -> Void
    private let state = Mutex(State())

    init(order: HLSOrder, output: @escaping @Sendable (ArraySlice<UInt8>) -> Void) {
        self.order = order
        self.output = output
    }

    var wasKilled: Bool { state.withLock { $0.wasKilled } }

    func write(_ bytes: [UInt8]) { output(bytes[...]) }

    /// Writes the head and fragments of two seconds each.
    func write(from begin: Double, fragments count: Int) {
        write(SampleFragments.head())
        for number in 0..<count { write(SampleFragments.fragment(begin + Double(number) * 2)) }
    }

    func finish(_ complaint: String? = nil) {
        let waiting = state.withLock { state in
            guard !state.isOver else { return [CheckedContinuation<String?, Never>]() }
            (state.isOver, state.complaint) = (true, complaint)
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: complaint) }
    }

    func kill() {
        state.withLock { $0.wasKilled = true }
        finish("killed")
    }

    func end() async -> String? {
        await withCheckedContinuation { continuation in
            let end: String?? = state.withLock { state in
                if !state.isOver { state.waiting.append(continuation) }
                return state.isOver ? .some(state.complaint) : nil
            }
            if let end { continuation.resume(returning: end) }
        }
    }
}

/// A clock that the test moves.
final class MovedClock: Sendable {
    private let moment = Mutex(Instant(milliseconds: 0))

    func advance(seconds: Double) { moment.withLock { $0 = $0.adding(seconds: seconds) } }

    var world: World {
        World(now: { self.moment.withLock { $0 } }, randomBytes: { [UInt8](repeating: 7, count: $0) })
    }
}
