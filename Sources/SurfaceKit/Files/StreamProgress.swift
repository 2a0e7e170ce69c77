/// How far a stream has come: what is still to be told, and since when nothing happens.
struct StreamProgress {
    private(set) var sentBytes: Int64 = 0
    private var toldBytes: Int64 = 0
    private var told: ContinuousClock.Instant
    private var moved: ContinuousClock.Instant

    init(at now: ContinuousClock.Instant) {
        told = now
        moved = now
    }

    /// Notes how many bytes have left since the beginning; fewer than before change nothing.
    mutating func advance(to bytes: Int64, at now: ContinuousClock.Instant) {
        guard bytes > sentBytes else { return }
        sentBytes = bytes
        moved = now
    }

    /// The bytes that left since the last time that something was told; nil when that was just now, or when none left.
    mutating func toTell(at now: ContinuousClock.Instant) -> Int? {
        guard told.duration(to: now) >= .seconds(SurfaceKitLimits.streamWatchSeconds) else { return nil }
        told = now
        return rest()
    }

    /// What was not told yet, at the end of the stream; nil when everything was.
    mutating func rest() -> Int? {
        guard sentBytes > toldBytes else { return nil }
        defer { toldBytes = sentBytes }
        return Int(sentBytes - toldBytes)
    }

    func isStalled(at now: ContinuousClock.Instant) -> Bool {
        moved.duration(to: now) >= .seconds(SurfaceKitLimits.streamStalledSeconds)
    }
}
