package import Basics
package import Domain

/// Sliding windows in this process' memory: right for one server; several share theirs through the database.
///
/// The number of buckets is bounded; beyond it the one whose latest event is oldest is forgotten.
package actor MemoryRateWindows: RateWindows {
    private let bucketsMax: Int
    private var buckets: [String: EventBucket] = [:]

    package init(bucketsMax: Int = AccountsLimits.rateBucketsMax) {
        self.bucketsMax = max(1, bucketsMax)
    }

    package func hit(
        _ bucket: String, limit: Int, windowSeconds: Double, at moment: Instant
    ) -> RateDecision {
        if buckets[bucket] == nil { makeRoom(at: moment) }
        // In place: a copy of a full window for each event would cost more than the request that it counts.
        return buckets[bucket, default: EventBucket()].hit(limit: limit, windowSeconds: windowSeconds, at: moment)
    }

    package func takeBack(_ bucket: String, eventAt moment: Instant) {
        buckets[bucket]?.remove(moment)
    }

    package func clear(_ bucket: String) {
        buckets[bucket] = nil
    }

    package func peek(
        _ bucket: String, limit: Int, windowSeconds: Double, at moment: Instant
    ) -> RateDecision {
        // Looking makes no bucket, or anybody's look would take room.
        var bucket = buckets[bucket] ?? EventBucket()
        return bucket.decision(limit: limit, windowSeconds: windowSeconds, at: moment)
    }

    private func makeRoom(at moment: Instant) {
        guard buckets.count >= bucketsMax else { return }
        buckets = buckets.filter { _, bucket in
            bucket.latest.map { moment.seconds(since: $0) < bucket.windowSeconds } ?? false
        }
        guard buckets.count >= bucketsMax else { return }
        let idlest = buckets.min { latest($0.value) < latest($1.value) }
        if let idlest { buckets[idlest.key] = nil }
    }

    private func latest(_ bucket: EventBucket) -> Instant {
        bucket.latest ?? Instant(milliseconds: .min)
    }
}

/// The events of one window, oldest first. What has left the window is passed over, and dropped when it is the larger
/// part, so that an event costs the same however many there are.
private struct EventBucket {
    private var events: [Instant] = []
    /// Where the window begins.
    private var start = 0
    private(set) var windowSeconds = 0.0

    var latest: Instant? { start < events.count ? events.last : nil }

    mutating func hit(limit: Int, windowSeconds: Double, at moment: Instant) -> RateDecision {
        let before = decision(limit: limit, windowSeconds: windowSeconds, at: moment)
        guard before.isAllowed else { return before }
        self.windowSeconds = windowSeconds
        events.append(moment)
        return RateDecision(
            isAllowed: true, limit: limit, remaining: max(0, limit - (events.count - start)), retryAfterSeconds: 0)
    }

    mutating func remove(_ moment: Instant) {
        guard let place = events[start...].lastIndex(of: moment) else { return }
        events.remove(at: place)
    }

    mutating func decision(limit: Int, windowSeconds: Double, at moment: Instant) -> RateDecision {
        forget(windowSeconds: windowSeconds, at: moment)
        let count = events.count - start
        guard count >= limit else {
            return RateDecision(isAllowed: true, limit: limit, remaining: limit - count, retryAfterSeconds: 0)
        }
        // The event that has to leave the window first, so that `limit - 1` remain.
        let place = events.count - limit
        let wait = place < events.count ? windowSeconds - moment.seconds(since: events[place]) : windowSeconds
        return RateDecision(
            isAllowed: false, limit: limit, remaining: 0, retryAfterSeconds: max(1, Int(wait.rounded(.up))))
    }

    private mutating func forget(windowSeconds: Double, at moment: Instant) {
        // A clock that was set back leaves events far ahead, which would lock their bucket until it catches up.
        if let last = events.last, last.seconds(since: moment) >= windowSeconds {
            events.removeAll { abs(moment.seconds(since: $0)) >= windowSeconds }
            start = 0
        }
        while start < events.count, moment.seconds(since: events[start]) >= windowSeconds { start += 1 }
        if start > events.count / 2 {
            events.removeFirst(start)
            start = 0
        }
    }
}
