import Foundation
import Testing

@testable import Embedding

/// The texts, tokens and vectors that sentence-transformers gave; made by `Scripts/make-embedding-fixture.py`.
struct Reference: Decodable {
    let texts: [String]
    let tokens: [[Int32]]
    let vectors: Data

    static func load() throws -> Reference {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/reference.json")
        return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }

    func vector(_ index: Int) -> [Float] {
        let size = vectors.count / texts.count
        return stride(from: index * size, to: (index + 1) * size, by: 4).map { start in
            Float(bitPattern: vectors[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        }
    }
}

@Suite struct ReferenceTests {
    @Test func everyTextGetsTheVectorOfSentenceTransformers() async throws {
        let reference = try Reference.load()
        #expect(reference.texts.count >= 100)
        let vectors = try await ModelFolder.withEmbedder { try await $0.embed(reference.texts) }
        for (index, vector) in vectors.enumerated() {
            let cosine = dot(vector, reference.vector(index))
            #expect(cosine >= 0.9999, "\(reference.texts[index].prefix(60).debugDescription): \(cosine)")
            #expect(abs(dot(vector, vector) - 1) < 1e-5)
        }
    }

    @Test func everyTextIsSplitAsByTheReferenceTokenizer() throws {
        try ModelFolder.require()
        let reference = try Reference.load()
        let tokenizer = try WordPieceTokenizer.reading(ModelFolder.path)
        for (text, tokens) in zip(reference.texts, reference.tokens) {
            #expect(tokenizer.tokens(of: text) == tokens, "\(text.prefix(60).debugDescription)")
        }
    }

    @Test func aTextAloneGetsTheSameVectorAsInABatch() async throws {
        let texts = ["short", String(repeating: "a longer text about the sea ", count: 12), ""]
        try await ModelFolder.withEmbedder { embedder in
            let together = try await embedder.embed(texts)
            for (text, vector) in zip(texts, together) {
                #expect(dot(try await embedder.embedQuery(text), vector) > 0.99999)
            }
        }
    }

    @Test func aMillionCharactersAreCutAtTheModelsLimit() async throws {
        let word = String(repeating: "a", count: 1_000_000)
        let words = String(repeating: "night ", count: 170_000)
        let controls = String(repeating: "\u{1}", count: 1_000_000)
        try await ModelFolder.withEmbedder { embedder in
            let vectors = try await embedder.embed([word, words, controls, ""])
            #expect(dot(vectors[2], vectors[3]) > 0.99999)
            let limited = try await embedder.embed([String(repeating: "night ", count: 254)])
            #expect(dot(vectors[1], limited[0]) > 0.99999)
        }
    }

    @Test func theModelTellsItsNameAndDimension() async throws {
        let model = try await ModelFolder.withEmbedder { $0.model }
        #expect(model.dimension == 384)
        #expect(model.id.wholeMatch(of: /builtin:[^:]+:[0-9a-f]{12}/) != nil)
    }

    @Test func noTextsGiveNoVectors() async throws {
        let vectors = try await ModelFolder.withEmbedder { try await $0.embed([]) }
        #expect(vectors.isEmpty)
    }

    @Test func aCancelledCallStopsBetweenBatches() async throws {
        try await ModelFolder.withEmbedder { embedder in
            let task = Task { try await embedder.embed(Array(repeating: "some words to read", count: 100_000)) }
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
        }
    }
}

extension WordPieceTokenizer {
    static func reading(_ folder: String) throws -> WordPieceTokenizer {
        let configuration = try BertConfiguration(folder: folder)
        let text = try MappedFile.contents(of: folder + "/vocab.txt")
        let vocabulary = try Vocabulary(text: text, size: configuration.vocabulary)
        return WordPieceTokenizer(
            vocabulary: vocabulary, isLowerCasing: configuration.isLowerCasing, tokensMax: configuration.tokensMax)
    }
}
