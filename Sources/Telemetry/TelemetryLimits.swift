/// The bounds of what is measured.
package enum TelemetryLimits {
    /// Upper ends of a duration's buckets in seconds; above the last one there is one more without an end.
    package static let durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Series that are kept. Beyond it new ones are not counted, so that no input can fill the memory.
    package static let seriesMax = 5_000
}
