/// The bounds of everything in this target that loops, waits, reads or batches.
package enum EmbeddingLimits {
    /// Tokens that one unit of work of the built-in encoder holds; larger ones leave the processor's cache.
    package static let batchTokensMax = 768
    /// Scalars that a word may have; a longer one becomes the unknown token (BERT's own limit).
    package static let wordScalarsMax = 100
    /// Bytes per token that the estimate of a text's length assumes.
    package static let bytesPerTokenEstimate = 4
    /// Bytes of a safetensors header, the limit of the format's own reader.
    package static let headerSizeBytesMax = 100_000_000
    /// Bytes of a vocabulary or configuration file.
    package static let textFileSizeBytesMax = 64_000_000
    /// Values accepted for one size in a model's configuration.
    package static let modelSizeMax = 1_000_000
    /// Layers accepted in a model's configuration.
    package static let modelLayersMax = 200

    /// Entries of one request to a remote endpoint.
    package static let remoteEntriesMax = 128
    /// Estimated tokens of one request to a remote endpoint.
    package static let remoteTokensMax = 300_000
    /// Characters per token that the estimate for a remote endpoint assumes.
    package static let remoteCharactersPerToken = 3
    /// A text that the server finds too long is cut in half, but not below this many characters.
    static let remoteShortenedCharactersMin = 200
    /// Characters of one entry; the rest is cut off.
    package static let remoteCharactersMax = 24_000
    /// Repetitions of one request after temporary failures.
    package static let remoteRetriesMax = 3
    /// The first wait before a repetition; it doubles each time.
    package static let remoteRetryWaitSeconds = 1.0
    /// The longest wait before a repetition.
    package static let remoteRetryWaitSecondsMax = 60.0
    /// Share by which a wait is varied up or down.
    package static let remoteRetryJitter = 0.25
    /// Time limit of one request.
    package static let remoteTimeoutSeconds = 60.0
    /// Time limit of a query, repetitions included.
    package static let queryTimeoutSeconds = 8.0
    /// Characters of a foreign error message that are kept.
    package static let remoteMessageCharactersMax = 200
    /// Characters of a foreign error message that are compared with known ones.
    package static let remoteWordsCharactersMax = 4_000
    /// Dimensions that a remote vector may have.
    package static let remoteDimensionMax = 65_536
}
