package import Basics
package import Domain

/// Sliding windows in this process' memory: right for one server; several share theirs through the database.
///
/// The number of buckets is bounded; beyond it the one whose latest event is oldest is forgotten.
package actor MemoryRateWindows: RateWindows {
    private struct Bucket {
        /// Oldest first.
        var events: [Instant]
        var windowSeconds: Double
    }

    private let bucketsMax: Int
    private var buckets: [String: Bucket] = [:]

    package init(bucketsMax: Int = AccountsLimits.rateBucketsMax) {
        self.bucketsMax = max(1, bucketsMax)
    }

    package func hit(
        _ bucket: String, limit: Int, windowSeconds: Double, at moment: Instant
    ) -> RateDecision {
        var events = recentEvents(of: bucket, windowSeconds: windowSeconds, at: moment)
        let before = decision(events, limit: limit, windowSeconds: windowSeconds, at: moment)
        guard before.isAllowed else { return before }
        events.append(moment)
        if buckets[bucket] == nil { makeRoom(at: moment) }
        buckets[bucket] = Bucket(events: events, windowSeconds: windowSeconds)
        return RateDecision(
            isAllowed: true, limit: limit, remaining: max(0, limit - events.count), retryAfterSeconds: 0)
    }

    package func takeBack(_ bucket: String, eventAt moment: Instant) {
        guard let place = buckets[bucket]?.events.lastIndex(of: moment) else { return }
        buckets[bucket]?.events.remove(at: place)
    }

    package func peek(
        _ bucket: String, limit: Int, windowSeconds: Double, at moment: Instant
    ) -> RateDecision {
        let events = recentEvents(of: bucket, windowSeconds: windowSeconds, at: moment)
        return decision(events, limit: limit, windowSeconds: windowSeconds, at: moment)
    }

    private func recentEvents(of bucket: String, windowSeconds: Double, at moment: Instant) -> [Instant] {
        let events = buckets[bucket]?.events ?? []
        // A clock that was set back leaves events far ahead, which would lock their bucket until it catches up.
        return events.filter { abs(moment.seconds(since: $0)) < windowSeconds }
    }

    private func decision(
        _ events: [Instant], limit: Int, windowSeconds: Double, at moment: Instant
    ) -> RateDecision {
        guard events.count >= limit else {
            return RateDecision(
                isAllowed: true, limit: limit, remaining: limit - events.count, retryAfterSeconds: 0)
        }
        // The event that has to leave the window first, so that `limit - 1` remain.
        let index = events.count - limit
        let wait = index < events.count ? windowSeconds - moment.seconds(since: events[index]) : windowSeconds
        return RateDecision(
            isAllowed: false, limit: limit, remaining: 0, retryAfterSeconds: max(1, Int(wait.rounded(.up))))
    }

    private func makeRoom(at moment: Instant) {
        guard buckets.count >= bucketsMax else { return }
        buckets = buckets.filter { _, bucket in
            bucket.events.last.map { moment.seconds(since: $0) < bucket.windowSeconds } ?? false
        }
        guard buckets.count >= bucketsMax else { return }
        let idlest = buckets.min { latest($0.value) < latest($1.value) }
        if let idlest { buckets[idlest.key] = nil }
    }

    private func latest(_ bucket: Bucket) -> Instant {
        bucket.events.last ?? Instant(milliseconds: .min)
    }
}
