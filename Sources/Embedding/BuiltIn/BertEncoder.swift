import CEmbeddingKernels
import NIOConcurrencyHelpers

/// The forward pass: token numbers of several texts to one unit vector each.
///
/// The texts' tokens lie one after another in one matrix, so that no work is spent on padding; only attention looks
/// at each text alone. Everything blocks the calling thread.
struct BertEncoder: Sendable {
    let configuration: BertConfiguration
    let weights: BertWeights
    let tokensMax: Int
    private let spare = NIOLockedValueBox<[EncoderWorkspace]>([])

    init(configuration: BertConfiguration, weights: BertWeights) {
        self.configuration = configuration
        self.weights = weights
        tokensMax = max(EmbeddingLimits.batchTokensMax, configuration.tokensMax)
        kn_use_calling_thread_only()
    }

    /// Unit vectors in the order of `texts`, which together hold at most `tokensMax` tokens.
    func encode(_ texts: [[Int32]]) -> [[Float]] {
        let space =
            spare.withLockedValue { $0.popLast() }
            ?? EncoderWorkspace(configuration: configuration, tokensMax: tokensMax)
        defer { spare.withLockedValue { $0.append(space) } }
        let rows = gather(texts, into: space)
        for layer in weights.layers {
            attend(layer, texts, rows, space)
            transform(layer, rows, space)
        }
        return pool(texts, space)
    }

    private func gather(_ texts: [[Int32]], into space: EncoderWorkspace) -> Int {
        let hidden = configuration.hidden
        var rows = 0
        for text in texts {
            kn_gather(weights.tables, text, text.count, hidden, space.context + rows * hidden)
            rows += text.count
        }
        space.state.initialize(repeating: 0, count: rows * hidden)
        kn_add_norm(space.context, space.state, space.state, weights.embeddingNorm, rows, hidden)
        return rows
    }

    private func attend(_ layer: BertWeights.Layer, _ texts: [[Int32]], _ rows: Int, _ space: EncoderWorkspace) {
        let hidden = configuration.hidden
        for (part, linear) in [layer.query, layer.key, layer.value].enumerated() {
            let target = space.projected + part * hidden
            kn_linear(space.state, linear.weight, target, rows, hidden, hidden, 3 * hidden)
            kn_add_bias(target, linear.bias, rows, hidden, 3 * hidden)
        }
        var start = 0
        for text in texts {
            kn_attention(
                space.projected + start * 3 * hidden, space.context + start * hidden, space.scores, text.count, hidden,
                configuration.heads)
            start += text.count
        }
        kn_linear(space.context, layer.attentionOutput.weight, space.projected, rows, hidden, hidden, hidden)
        kn_add_norm(space.projected, space.state, space.state, layer.attentionNorm, rows, hidden)
    }

    private func transform(_ layer: BertWeights.Layer, _ rows: Int, _ space: EncoderWorkspace) {
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        kn_linear(space.state, layer.expand.weight, space.wide, rows, hidden, wide, wide)
        kn_add_bias_gelu(space.wide, layer.expand.bias, rows, wide)
        kn_linear(space.wide, layer.contract.weight, space.context, rows, wide, hidden, hidden)
        kn_add_norm(space.context, space.state, space.state, layer.outputNorm, rows, hidden)
    }

    private func pool(_ texts: [[Int32]], _ space: EncoderWorkspace) -> [[Float]] {
        let hidden = configuration.hidden
        let isFirstOnly: Int32 = configuration.pooling == .firstToken ? 1 : 0
        var start = 0
        return texts.map { text in
            defer { start += text.count }
            return [Float](unsafeUninitializedCapacity: hidden) { buffer, count in
                kn_pool(space.state + start * hidden, text.count, hidden, isFirstOnly, buffer.baseAddress)
                count = hidden
            }
        }
    }
}
