/// How long to wait before the next attempt: exponential, bounded, spread by a share of jitter.
package struct Backoff: Sendable {
    package let firstSeconds: Double
    package let secondsMax: Double
    package let jitter: Double

    package init(firstSeconds: Double, secondsMax: Double, jitter: Double = 0.25) {
        self.firstSeconds = firstSeconds
        self.secondsMax = secondsMax
        self.jitter = jitter
    }

    /// The wait before attempt `attempt` (1 = the first repetition). `random` is in 0..<1.
    package func seconds(attempt: Int, random: Double) -> Double {
        let doublings = Double(max(0, min(attempt, 60) - 1))
        let base = min(secondsMax, firstSeconds * doublings.exponentialOfTwo)
        return max(0, base * (1 + jitter * (2 * random - 1)))
    }
}

extension Double {
    fileprivate var exponentialOfTwo: Double { Double(sign: .plus, exponent: Int(self), significand: 1) }
}
