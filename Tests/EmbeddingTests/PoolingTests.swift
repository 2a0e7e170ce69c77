import Testing

@testable import Embedding

/// How the states of a text's tokens become its vector. Without attention a token's state is its own, so the first
/// one, which is `[CLS]` in every text, tells nothing of the text.
@Suite struct PoolingTests {
    private func model(_ pooling: [String: any Sendable]?) -> TinyModel {
        TinyModel(zeroed: "encoder.layer.0.attention.output.dense.weight", pooling: pooling)
    }

    private func vectors(_ pooling: [String: any Sendable]?) async throws -> [[Float]] {
        try await model(pooling).withFolder { folder in
            try await ModelFolder.withEmbedder(folder: folder) { try await $0.embed(["", "film"]) }
        }
    }

    private func distance(_ a: [Float], _ b: [Float]) -> Float {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    private func areEqual(_ a: [[Float]], _ b: [[Float]]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { distance($0, $1) < 1e-5 }
    }

    @Test func aModelThatPoolsByItsFirstTokenGivesThatTokensVector() async throws {
        let old: [String: any Sendable] = ["pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false]
        let first = try await vectors(old)
        #expect(distance(first[0], first[1]) < 1e-5)
        #expect(abs(dot(first[0], first[0]) - 1) < 1e-5)
        let new = try await vectors(["pooling_mode": "cls"])
        #expect(areEqual(new, first))
    }

    @Test func theMeanIsOfAllTokensAndHoldsWithoutTheFile() async throws {
        let old: [String: any Sendable] = ["pooling_mode_cls_token": false, "pooling_mode_mean_tokens": true]
        let mean = try await vectors(old)
        #expect(distance(mean[0], mean[1]) > 1e-3)
        let (new, none) = (try await vectors(["pooling_mode": "mean"]), try await vectors(nil))
        #expect(areEqual(new, mean))
        #expect(areEqual(none, mean))
    }

    @Test func theFirstTokenHearsOfTheOthersByAttention() async throws {
        let pooling: [String: any Sendable] = ["pooling_mode_cls_token": true]
        let first = try await TinyModel(pooling: pooling).withFolder { folder in
            try await ModelFolder.withEmbedder(folder: folder) { try await $0.embed(["", "film film x"]) }
        }
        #expect(distance(first[0], first[1]) > 1e-4)
    }

    @Test func anotherPoolingIsRefused() async throws {
        let pooling: [String: any Sendable] = ["pooling_mode_max_tokens": true, "pooling_mode_cls_token": false]
        await #expect {
            _ = try await vectors(pooling)
        } throws: { error in
            guard case .unknownConfiguration = error as? EmbeddingError else { return false }
            return true
        }
    }
}
