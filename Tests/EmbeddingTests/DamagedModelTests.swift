import Foundation
import Testing

@testable import Embedding

@Suite struct DamagedModelTests {
    private func error(_ model: TinyModel, weights: Data? = nil) async throws -> EmbeddingError? {
        try await model.withFolder(weights: weights) { folder in
            do {
                try await ModelFolder.withEmbedder(folder: folder) { _ in }
                return nil
            } catch let error as EmbeddingError {
                #expect(error.description.contains("make model"))
                return error
            }
        }
    }

    @Test func halfPrecisionWeightsGiveTheSameVectors() async throws {
        var vectors: [[Float]] = []
        for type in ["F32", "F16", "BF16"] {
            vectors += try await TinyModel(type: type).withFolder { folder in
                try await ModelFolder.withEmbedder(folder: folder) { try await $0.embed(["film film x"]) }
            }
        }
        #expect(dot(vectors[0], vectors[1]) > 0.999999)
        #expect(dot(vectors[0], vectors[2]) > 0.999999)
    }

    @Test func aCutFileIsToldApart() async throws {
        let whole = try TinyModel().weights()
        for count in [0, 1, 7, 8, 9, 100, whole.count / 2, whole.count - 100, whole.count - 1] {
            let error = try await error(TinyModel(), weights: whole.prefix(count))
            guard case .fileDamaged = error else {
                Issue.record("cut after \(count) bytes: \(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: [UInt64(1) << 60, .max, 1 << 63, 200_000_000, 5000])
    func anImpossibleHeaderLengthIsDamage(_ length: UInt64) async throws {
        let weights = TinyModel.framed(Data("{}".utf8), Data(count: 100), length: length)
        guard case .fileDamaged = try await error(TinyModel(), weights: weights) else {
            Issue.record("not refused")
            return
        }
    }

    @Test(arguments: [
        "", "{", "[]", "null", #"{"a": 1}"#, #"{"a": {"dtype": "F32", "shape": "x", "data_offsets": [0, 4]}}"#,
        #"{"a": {"dtype": "F32", "shape": [99999999999999999999], "data_offsets": [0, 4]}}"#, "\u{0}\u{1}",
    ])
    func aHeaderThatIsNoProperJSONIsDamage(_ header: String) async throws {
        let weights = TinyModel.framed(Data(header.utf8), Data(count: 64))
        guard case .fileDamaged = try await error(TinyModel(), weights: weights) else {
            Issue.record("not refused")
            return
        }
    }

    @Test(arguments: [
        "[-8, 72]", "[0, 79]", "[80, 0]", "[9223372036854775807, 9223372036854775807]", "[-9223372036854775808, 80]",
        "[0]", "[]", "[9223372036854775000, 9223372036854775080]",
    ])
    func offsetsOutsideTheFileAreDamage(_ offsets: String) async throws {
        let header =
            #"{"embeddings.word_embeddings.weight": {"dtype": "F32", "shape": [5, 4], "data_offsets": \#(offsets)}}"#
        let weights = TinyModel.framed(Data(header.utf8), Data(count: 100))
        guard case .fileDamaged = try await error(TinyModel(), weights: weights) else {
            Issue.record("not refused")
            return
        }
    }

    @Test func anotherTypeOrShapeIsNamed() async throws {
        guard case .wrongType(_, "I64") = try await error(TinyModel(type: "I64")) else {
            Issue.record("type not refused")
            return
        }
        let found = try await error(TinyModel(hidden: 6))
        #expect(found == .wrongShape(tensor: "embeddings.word_embeddings.weight", found: [5, 6], expected: [5, 4]))
        let name = "encoder.layer.0.output.LayerNorm.bias"
        #expect(try await error(TinyModel(dropped: name)) == .tensorMissing(tensor: name))
    }

    @Test(arguments: [
        ("model_type", "gpt2"), ("hidden_act", "relu"), ("position_embedding_type", "relative_key"),
        ("hidden_size", "0"), ("num_attention_heads", "3"), ("num_hidden_layers", "-1"), ("vocab_size", "1000000000"),
    ])
    func aConfigurationBeyondTheEncoderIsRefused(_ key: String, _ value: String) async throws {
        var model = TinyModel()
        model.config[key] = Int(value).map { $0 as any Sendable } ?? value
        guard case .unknownConfiguration = try await error(model) else {
            Issue.record("\(key) = \(value) not refused")
            return
        }
    }

    @Test func aVocabularyOfAnotherSizeIsRefused() async throws {
        guard case .vocabularyMismatch = try await error(TinyModel(vocabulary: "[CLS]\n[SEP]\n[UNK]\na\nb\nc")) else {
            Issue.record("not refused")
            return
        }
    }

    @Test func aMissingFolderSaysWhatToDo() async throws {
        await #expect {
            try await ModelFolder.withEmbedder(folder: "/nowhere/at/all") { _ in }
        } throws: { error in
            guard case .fileMissing = error as? EmbeddingError else { return false }
            return "\(error)".contains("make model")
        }
    }
}
