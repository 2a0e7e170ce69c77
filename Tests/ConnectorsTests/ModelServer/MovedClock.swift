import Synchronization

/// A clock that moves when somebody sleeps on it, or when the test says so.
final class MovedClock: Sendable {
    private struct State {
        var now = ContinuousClock.now
        var waits: [Double] = []
    }

    private let state = Mutex(State())

    /// What was slept, in order.
    var waits: [Double] { state.withLock { $0.waits } }

    var now: @Sendable () -> ContinuousClock.Instant {
        { self.state.withLock { $0.now } }
    }

    var sleep: @Sendable (Double) async throws -> Void {
        { seconds in
            try Task.checkCancellation()
            self.state.withLock { state in
                state.waits.append(seconds)
                state.now += .seconds(seconds)
            }
        }
    }

    func advance(seconds: Double) {
        state.withLock { $0.now += .seconds(seconds) }
    }
}
