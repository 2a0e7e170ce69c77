import Basics
import Synchronization

/// A clock that the test moves, and bytes that differ from call to call but not from run to run.
final class FakeWorld: Sendable {
    private let state = Mutex((now: Instant(milliseconds: 1_700_000_000_000), seed: UInt64(1)))

    var now: Instant { state.withLock { $0.now } }

    func advance(seconds: Double) {
        state.withLock { $0.now = $0.now.adding(seconds: seconds) }
    }

    var world: World {
        World(
            now: { self.now },
            randomBytes: { count in
                self.state.withLock { state in
                    (0..<count).map { _ in
                        state.seed = state.seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return UInt8(truncatingIfNeeded: state.seed >> 33)
                    }
                }
            })
    }
}
