import Basics
import Domain

/// How long an answer that says "too fast" asks to wait.
enum TraktWait {
    /// `Retry-After` in seconds, else the `until` of `X-Ratelimit`, else a fixed time; within bounds.
    static func seconds(_ headers: [String: String], now: Instant) -> Double {
        let asked = headers["retry-after"].flatMap(number) ?? headers["x-ratelimit"].flatMap { until($0, now) }
        let seconds = asked ?? ConnectorsLimits.traktTooFastSeconds
        return min(max(seconds, ConnectorsLimits.traktTooFastSecondsMin), ConnectorsLimits.traktTooFastSecondsMax)
    }

    /// Servers may send any text: "nan" is a number to Swift, and no time to wait.
    private static func number(_ text: String) -> Double? { Double(text).flatMap { $0.isNaN ? nil : $0 } }

    private static func until(_ text: String, _ now: Instant) -> Double? {
        JSONNode(object: Array(text.utf8))?["until"].text.flatMap(WireTime.instant)?.seconds(since: now)
    }
}
