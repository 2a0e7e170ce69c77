import Foundation

/// The shape of a BERT encoder and how its output becomes one vector, read from the model folder.
struct BertConfiguration: Sendable, Equatable {
    enum Pooling: Sendable { case mean, firstToken }

    let hidden: Int
    let intermediate: Int
    let heads: Int
    let layers: Int
    let vocabulary: Int
    let positions: Int
    let types: Int
    let epsilon: Float
    let pooling: Pooling
    let isLowerCasing: Bool
    /// Tokens per text, [CLS] and [SEP] included; later ones are cut off.
    let tokensMax: Int
    let name: String

    /// Reads `config.json` and, where present, the files of sentence-transformers.
    init(folder: String) throws {
        let path = folder + "/config.json"
        guard let main = try Self.read(Main.self, path, isRequired: true) else {
            throw EmbeddingError.fileMissing(path: path, reason: "not found")
        }
        let tokenizer = try Self.read(Tokenizer.self, folder + "/tokenizer_config.json")
        let sentence = try Self.read(Sentence.self, folder + "/sentence_bert_config.json")
        let pooling = try Self.read(PoolingFile.self, folder + "/1_Pooling/config.json")
        try main.check()
        hidden = try Self.size(main.hiddenSize, "hidden_size")
        intermediate = try Self.size(main.intermediateSize, "intermediate_size")
        heads = try Self.size(main.numAttentionHeads, "num_attention_heads")
        layers = try Self.size(main.numHiddenLayers, "num_hidden_layers", upTo: EmbeddingLimits.modelLayersMax)
        vocabulary = try Self.size(main.vocabSize, "vocab_size")
        positions = try Self.size(main.maxPositionEmbeddings, "max_position_embeddings")
        types = try Self.size(main.typeVocabSize ?? 2, "type_vocab_size")
        guard hidden % heads == 0 else {
            throw EmbeddingError.unknownConfiguration("hidden_size is not a multiple of num_attention_heads")
        }
        epsilon = main.layerNormEps ?? 1e-12
        isLowerCasing = tokenizer?.doLowerCase ?? true
        self.pooling = try pooling?.pooling() ?? .mean
        // sentence-transformers takes its own limit first, then the tokenizer's, never beyond the positions.
        let limit = sentence?.maxSeqLength ?? Int(min(tokenizer?.modelMaxLength ?? 1e9, 1e9))
        tokensMax = max(2, min(limit, positions))
        name = folder.split(separator: "/").last.map(String.init) ?? "bert"
    }

    private struct Main: Decodable {
        let modelType: String?
        let hiddenAct: String?
        let positionEmbeddingType: String?
        let hiddenSize: Int?
        let intermediateSize: Int?
        let numAttentionHeads: Int?
        let numHiddenLayers: Int?
        let vocabSize: Int?
        let maxPositionEmbeddings: Int?
        let typeVocabSize: Int?
        let layerNormEps: Float?

        func check() throws {
            guard modelType == nil || modelType == "bert" else {
                throw EmbeddingError.unknownConfiguration("model_type is \(modelType ?? "missing"), not bert")
            }
            guard hiddenAct == nil || hiddenAct == "gelu" else {
                throw EmbeddingError.unknownConfiguration("hidden_act is \(hiddenAct ?? "missing"), not gelu")
            }
            guard positionEmbeddingType == nil || positionEmbeddingType == "absolute" else {
                throw EmbeddingError.unknownConfiguration("position_embedding_type is not absolute")
            }
        }
    }

    private struct Tokenizer: Decodable {
        let doLowerCase: Bool?
        let modelMaxLength: Double?
    }

    private struct Sentence: Decodable {
        let maxSeqLength: Int?
    }

    private struct PoolingFile: Decodable {
        let poolingModeClsToken: Bool?
        let poolingModeMeanTokens: Bool?
        let poolingMode: String?

        func pooling() throws -> Pooling {
            if poolingModeClsToken == true || poolingMode == "cls" { return .firstToken }
            if poolingModeMeanTokens == true || poolingMode == "mean" { return .mean }
            throw EmbeddingError.unknownConfiguration("pooling is neither mean nor CLS")
        }
    }

    private static func read<T: Decodable>(_ type: T.Type, _ path: String, isRequired: Bool = false) throws -> T? {
        let bytes: [UInt8]
        do {
            bytes = try MappedFile.contents(of: path)
        } catch EmbeddingError.fileMissing where !isRequired {
            return nil
        }
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw EmbeddingError.fileDamaged(path: path, reason: "it is no valid JSON of the expected form")
        }
    }

    private static func size(
        _ value: Int?, _ key: String, upTo limit: Int = EmbeddingLimits.modelSizeMax
    ) throws -> Int {
        guard let value, value > 0, value <= limit else {
            throw EmbeddingError.unknownConfiguration("\(key) in config.json is missing or out of range")
        }
        return value
    }
}
