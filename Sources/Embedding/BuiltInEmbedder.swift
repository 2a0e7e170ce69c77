package import NIOPosix

/// Runs a BERT model folder on this machine's processor, on threads of its own.
///
/// Empty and blank texts get the vector of a text without words, as sentence-transformers gives it.
package struct BuiltInEmbedder: TextEmbedder {
    package let model: EmbeddingModelInfo
    private let tokenizer: WordPieceTokenizer
    private let encoder: BertEncoder
    private let threads: NIOThreadPool
    private let threadCount: Int

    /// Maps the folder's weights and checks them; blocks for some ten milliseconds. Throws `EmbeddingError`.
    ///
    /// `threads` must be started, and is shut down by its owner; one thread per processor core serves best.
    package static func open(folder: String, threads: NIOThreadPool, threadCount: Int) throws -> BuiltInEmbedder {
        let configuration = try BertConfiguration(folder: folder)
        let source = try SafetensorsFile(path: folder + "/model.safetensors")
        let weights = try BertWeights(source: source, configuration: configuration)
        let text = try MappedFile.contents(of: folder + "/vocab.txt")
        let vocabulary = try Vocabulary(text: text, size: configuration.vocabulary)
        return BuiltInEmbedder(
            model: EmbeddingModelInfo(
                id: "builtin:\(configuration.name):\(weights.fingerprint())", dimension: configuration.hidden),
            tokenizer: WordPieceTokenizer(
                vocabulary: vocabulary, isLowerCasing: configuration.isLowerCasing, tokensMax: configuration.tokensMax),
            encoder: BertEncoder(configuration: configuration, weights: weights),
            threads: threads, threadCount: max(1, threadCount))
    }

    package func embed(_ texts: [String]) async throws -> [[Float]] {
        let units = Self.units(of: texts, tokensMax: tokenizer.tokensMax)
        var vectors = [[Float]](repeating: [], count: texts.count)
        try await withThrowingTaskGroup(of: (Range<Int>, [[Float]]).self) { group in
            for (number, unit) in units.enumerated() {
                if number >= threadCount, let (range, part) = try await group.next() {
                    vectors.replaceSubrange(range, with: part)
                }
                try Task.checkCancellation()
                group.addTask { (unit, try await run(Array(texts[unit]))) }
            }
            for try await (range, part) in group { vectors.replaceSubrange(range, with: part) }
        }
        return vectors
    }

    /// How many tokens the texts have after the cut at the model's limit; for measurements.
    package func tokenCount(of texts: [String]) -> Int {
        texts.reduce(0) { $0 + tokenizer.tokens(of: $1).count }
    }

    /// Neighbouring texts that together make about one batch, by an estimate from their lengths.
    private static func units(of texts: [String], tokensMax: Int) -> [Range<Int>] {
        var units: [Range<Int>] = []
        var (start, tokens) = (0, 0)
        for (index, text) in texts.enumerated() {
            let estimate = min(text.utf8.count / EmbeddingLimits.bytesPerTokenEstimate + 2, tokensMax)
            if index > start, tokens + estimate > EmbeddingLimits.batchTokensMax {
                units.append(start..<index)
                (start, tokens) = (index, 0)
            }
            tokens += estimate
        }
        if start < texts.count { units.append(start..<texts.count) }
        return units
    }

    private func run(_ texts: [String]) async throws -> [[Float]] {
        try await threads.runIfActive { encodeUnit(texts) }
    }

    /// Runs on a thread of the pool. Texts that turn out longer than estimated go into further batches.
    private func encodeUnit(_ texts: [String]) -> [[Float]] {
        var vectors: [[Float]] = []
        var batch: [[Int32]] = []
        var tokens = 0
        for text in texts {
            let numbers = tokenizer.tokens(of: text)
            if tokens + numbers.count > encoder.tokensMax {
                vectors += encoder.encode(batch)
                (batch, tokens) = ([], 0)
            }
            batch.append(numbers)
            tokens += numbers.count
        }
        return batch.isEmpty ? vectors : vectors + encoder.encode(batch)
    }
}
