/// Scratch memory of one running batch, reused because fresh pages cost more than small batches take.
///
/// Unchecked: `WorkspacePool` hands each one to a single batch at a time.
final class EncoderWorkspace: @unchecked Sendable {
    typealias Values = UnsafeMutablePointer<Float>

    let tokensMax: Int
    let state: Values
    let projected: Values
    let context: Values
    let wide: Values
    let scores: Values

    init(configuration: BertConfiguration, tokensMax: Int) {
        let longest = min(tokensMax, configuration.tokensMax)
        self.tokensMax = tokensMax
        state = .allocate(capacity: tokensMax * configuration.hidden)
        projected = .allocate(capacity: tokensMax * configuration.hidden * 3)
        context = .allocate(capacity: tokensMax * configuration.hidden)
        wide = .allocate(capacity: tokensMax * configuration.intermediate)
        scores = .allocate(capacity: longest * longest)
    }

    deinit {
        for buffer in [state, projected, context, wide, scores] { buffer.deallocate() }
    }
}
