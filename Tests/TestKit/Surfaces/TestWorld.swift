package import Basics
import Synchronization

/// A clock that the test moves, and bytes that differ from call to call but not from run to run.
package final class TestWorld: Sendable {
    private struct State {
        var now: Instant
        var seed: UInt64 = 1
        var prepared: [[UInt8]] = []
    }

    private let state: Mutex<State>

    package init(now: Instant = .test(0)) {
        state = Mutex(State(now: now))
    }

    package var now: Instant { state.withLock { $0.now } }

    package func advance(seconds: Double) {
        state.withLock { $0.now = $0.now.adding(seconds: seconds) }
    }

    /// The next call that wants exactly as many bytes gets these, so that a test can choose a code.
    package func prepare(_ bytes: [UInt8]) {
        state.withLock { $0.prepared.append(bytes) }
    }

    /// As the features take it.
    package var world: World {
        World(now: { self.now }, randomBytes: { self.bytes($0) })
    }

    private func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            if let index = state.prepared.firstIndex(where: { $0.count == count }) {
                return state.prepared.remove(at: index)
            }
            return (0..<count).map { _ in
                state.seed = state.seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state.seed >> 33)
            }
        }
    }
}
