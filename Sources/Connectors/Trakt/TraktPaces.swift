import Basics
import Domain

/// Keeps the changes of each account apart, as Trakt wants them.
actor TraktPaces {
    private let clock: OutgoingClock
    private var paces = BoundedCache<TraktToken, RequestPace>(capacity: ConnectorsLimits.traktPacesMax)

    init(clock: OutgoingClock) {
        self.clock = clock
    }

    /// Returns when a change of the account may begin. Throws `CancellationError`.
    func turn(of token: TraktToken) async throws {
        let pace = paces[token] ?? RequestPace(perSecond: ConnectorsLimits.traktWritesPerSecond, clock: clock)
        paces[token] = pace
        try await pace.turn()
    }
}
