import CEmbeddingKernels

/// The tensors of a BERT encoder as single-precision matrices.
///
/// F32 tensors are used where they lie in the mapped file, other formats are widened once.
/// Unchecked: everything is written in `init` and only read afterwards; `source` and `owned` keep the memory alive.
final class BertWeights: @unchecked Sendable {
    typealias Values = UnsafePointer<Float>

    struct Linear {
        let weight: Values
        let bias: Values
    }

    struct Layer {
        let query: Linear
        let key: Linear
        let value: Linear
        let attentionOutput: Linear
        let attentionNorm: kn_norm
        let expand: Linear
        let contract: Linear
        let outputNorm: kn_norm
    }

    let tables: kn_tables
    let embeddingNorm: kn_norm
    let layers: [Layer]
    private let source: SafetensorsFile
    private let owned: [UnsafeMutablePointer<Float>]

    /// Throws `EmbeddingError` for a missing tensor, another type or shape, or a cut file.
    init(source: SafetensorsFile, configuration: BertConfiguration) throws {
        var reader = WeightReader(source: source, configuration: configuration)
        do {
            tables = try reader.tables()
            embeddingNorm = try reader.norm("embeddings.LayerNorm", bias: reader.zeros(configuration.hidden))
            layers = try (0..<configuration.layers).map { try reader.layer($0) }
        } catch {
            for buffer in reader.owned { buffer.deallocate() }
            throw error
        }
        self.source = source
        owned = reader.owned
    }

    deinit {
        for buffer in owned { buffer.deallocate() }
    }

    /// Twelve hexadecimal digits that tell these weights from others.
    func fingerprint() -> String {
        let bytes = source.file.bytes
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let digits = String(kn_fingerprint(start, bytes.count) >> 16, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}

/// Finds the tensors by their names and shapes while `BertWeights` is made.
private struct WeightReader {
    let source: SafetensorsFile
    let configuration: BertConfiguration
    let prefix: String
    var owned: [UnsafeMutablePointer<Float>] = []

    init(source: SafetensorsFile, configuration: BertConfiguration) {
        self.source = source
        self.configuration = configuration
        prefix = source.has("bert.embeddings.word_embeddings.weight") ? "bert." : ""
    }

    mutating func tables() throws -> kn_tables {
        let hidden = configuration.hidden
        let name = "embeddings."
        return kn_tables(
            words: try values(name + "word_embeddings.weight", [configuration.vocabulary, hidden]),
            positions: try values(name + "position_embeddings.weight", [configuration.positions, hidden]),
            type: try values(name + "token_type_embeddings.weight", [configuration.types, hidden]))
    }

    mutating func layer(_ number: Int) throws -> BertWeights.Layer {
        let (hidden, wide) = (configuration.hidden, configuration.intermediate)
        let name = "encoder.layer.\(number)."
        let attention = name + "attention."
        let attentionOutput = try linear(attention + "output.dense", hidden, hidden)
        let contract = try linear(name + "output.dense", wide, hidden)
        return BertWeights.Layer(
            query: try linear(attention + "self.query", hidden, hidden),
            key: try linear(attention + "self.key", hidden, hidden),
            value: try linear(attention + "self.value", hidden, hidden),
            attentionOutput: attentionOutput,
            attentionNorm: try norm(attention + "output.LayerNorm", bias: attentionOutput.bias),
            expand: try linear(name + "intermediate.dense", hidden, wide),
            contract: contract,
            outputNorm: try norm(name + "output.LayerNorm", bias: contract.bias))
    }

    mutating func linear(_ name: String, _ inputs: Int, _ outputs: Int) throws -> BertWeights.Linear {
        BertWeights.Linear(
            weight: try values(name + ".weight", [outputs, inputs]), bias: try values(name + ".bias", [outputs]))
    }

    /// `bias` is that of the linear step before, which the kernel adds in the same pass.
    mutating func norm(_ name: String, bias: BertWeights.Values) throws -> kn_norm {
        kn_norm(
            bias: bias, scale: try values(name + ".weight", [configuration.hidden]),
            shift: try values(name + ".bias", [configuration.hidden]), epsilon: configuration.epsilon)
    }

    mutating func zeros(_ count: Int) -> BertWeights.Values {
        let buffer = own(count)
        buffer.initialize(repeating: 0, count: count)
        return BertWeights.Values(buffer)
    }

    private mutating func values(_ name: String, _ shape: [Int]) throws -> BertWeights.Values {
        let tensor = try source.tensor(prefix + name, shape: shape)
        let count = shape.reduce(1, *)
        guard let start = tensor.bytes.baseAddress else {
            throw EmbeddingError.tensorMissing(tensor: prefix + name)
        }
        if tensor.format == .f32, Int(bitPattern: start) % MemoryLayout<Float>.alignment == 0 {
            return start.assumingMemoryBound(to: Float.self)
        }
        let buffer = own(count)
        let bytes = start.assumingMemoryBound(to: UInt8.self)
        switch tensor.format {
        case .f32: UnsafeMutableRawPointer(buffer).copyMemory(from: start, byteCount: tensor.bytes.count)
        case .f16: kn_widen_f16(bytes, count, buffer)
        case .bf16: kn_widen_bf16(bytes, count, buffer)
        }
        return BertWeights.Values(buffer)
    }

    private mutating func own(_ count: Int) -> UnsafeMutablePointer<Float> {
        let buffer = UnsafeMutablePointer<Float>.allocate(capacity: count)
        owned.append(buffer)
        return buffer
    }
}
