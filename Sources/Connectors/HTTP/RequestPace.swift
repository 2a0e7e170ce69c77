/// Lets a bounded number of requests begin within any second, in the order in which they ask.
actor RequestPace {
    private let perSecond: Int
    private let clock: OutgoingClock
    /// When the latest `perSecond` requests begin, oldest first; some may still be to come.
    private var beginnings: [ContinuousClock.Instant] = []

    init(perSecond: Int, clock: OutgoingClock) {
        self.perSecond = perSecond
        self.clock = clock
    }

    /// Returns when the caller may begin. Throws `CancellationError`.
    func turn() async throws {
        let now = clock.now()
        var beginning = now
        if beginnings.count >= perSecond { beginning = max(now, beginnings.removeFirst() + .seconds(1)) }
        beginnings.append(beginning)
        if beginning > now { try await clock.sleep((beginning - now) / .seconds(1)) }
    }
}

/// Time as connectors know it: a clock that only moves forward, and how to wait by it.
package struct OutgoingClock: Sendable {
    package let now: @Sendable () -> ContinuousClock.Instant
    package let sleep: @Sendable (_ seconds: Double) async throws -> Void

    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    package static let live = OutgoingClock(now: { .now }, sleep: { try await Task.sleep(for: .seconds($0)) })
}
