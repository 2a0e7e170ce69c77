/// How long to wait before a request to a model's endpoint is sent again.
package enum RemoteRetry {
    /// The larger of what the server asked for and 1, 2, 4 s; varied by a quarter; at most 60 s.
    ///
    /// `retry` counts from 0, `jitter` is in -1...1.
    package static func seconds(retry: Int, asked: Double?, jitter: Double) -> Double {
        let own = EmbeddingLimits.remoteRetryWaitSeconds * Double(1 << min(retry, EmbeddingLimits.remoteRetriesMax))
        let varied = max(asked ?? 0, own) * (1 + EmbeddingLimits.remoteRetryJitter * jitter)
        return min(EmbeddingLimits.remoteRetryWaitSecondsMax, max(asked ?? 0, varied))
    }
}
