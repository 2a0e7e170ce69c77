import Foundation

/// A BERT of one layer and four dimensions, written to a folder, so that it can be damaged in every way.
struct TinyModel {
    var type = "F32"
    var hidden = 4
    var config: [String: any Sendable] = [
        "model_type": "bert", "hidden_act": "gelu", "hidden_size": 4, "intermediate_size": 8, "vocab_size": 5,
        "num_attention_heads": 2, "num_hidden_layers": 1, "max_position_embeddings": 16, "type_vocab_size": 2,
    ]
    var vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nfilm"
    var dropped: String?
    /// A tensor of nothing but zeros.
    var zeroed: String?
    /// What `1_Pooling/config.json` says; no such file when nil.
    var pooling: [String: any Sendable]?

    /// Names and shapes as the format's usual writers store them.
    private var tensors: [(String, [Int])] {
        let layer = "encoder.layer.0."
        var all: [(String, [Int])] = []
        all.append(("embeddings.word_embeddings.weight", [5, hidden]))
        all.append(("embeddings.position_embeddings.weight", [16, hidden]))
        all.append(("embeddings.token_type_embeddings.weight", [2, hidden]))
        all.append((layer + "intermediate.dense.weight", [8, hidden]))
        all.append((layer + "intermediate.dense.bias", [8]))
        all.append((layer + "output.dense.weight", [hidden, 8]))
        all.append((layer + "output.dense.bias", [hidden]))
        for name in ["self.query", "self.key", "self.value", "output.dense"] {
            all.append((layer + "attention." + name + ".weight", [hidden, hidden]))
            all.append((layer + "attention." + name + ".bias", [hidden]))
        }
        for name in ["embeddings.", layer + "attention.output.", layer + "output."] {
            all.append((name + "LayerNorm.weight", [hidden]))
            all.append((name + "LayerNorm.bias", [hidden]))
        }
        return all
    }

    func weights() throws -> Data {
        var header: [String: Any] = ["__metadata__": ["format": "pt"]]
        var values = Data()
        for (number, (name, shape)) in tensors.enumerated() where name != dropped {
            let start = values.count
            for index in 0..<shape.reduce(1, *) {
                values.append(bytes(name == zeroed ? 0 : Float((index * 7 + number) % 11) / 8 - 0.5))
            }
            header[name] = ["dtype": type, "shape": shape, "data_offsets": [start, values.count]]
        }
        let json = try JSONSerialization.data(withJSONObject: header, options: .sortedKeys)
        return Self.framed(json, values)
    }

    static func framed(_ header: Data, _ values: Data, length: UInt64? = nil) -> Data {
        withUnsafeBytes(of: (length ?? UInt64(header.count)).littleEndian) { Data($0) } + header + values
    }

    /// Writes the folder, hands over its path, and removes it.
    func withFolder<T>(weights: Data? = nil, _ use: (String) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tiny-model-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try (weights ?? self.weights()).write(to: folder.appendingPathComponent("model.safetensors"))
        try Data(vocabulary.utf8).write(to: folder.appendingPathComponent("vocab.txt"))
        let json = try JSONSerialization.data(withJSONObject: config)
        try json.write(to: folder.appendingPathComponent("config.json"))
        if let pooling {
            let place = folder.appendingPathComponent("1_Pooling")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try JSONSerialization.data(withJSONObject: pooling).write(to: place.appendingPathComponent("config.json"))
        }
        return try await use(folder.path)
    }

    private func bytes(_ value: Float) -> Data {
        switch type {
        case "F16": withUnsafeBytes(of: Self.half(value).littleEndian) { Data($0) }
        case "BF16": withUnsafeBytes(of: UInt16(value.bitPattern >> 16).littleEndian) { Data($0) }
        default: withUnsafeBytes(of: value.bitPattern.littleEndian) { Data($0) }
        }
    }

    /// Half precision bits of an eighth between -1 and 1, which is exact.
    private static func half(_ value: Float) -> UInt16 {
        guard value != 0 else { return 0 }
        let bits = value.bitPattern
        let exponent = UInt16(Int(bits >> 23 & 0xFF) - 112)
        return UInt16(bits >> 16 & 0x8000) | exponent << 10 | UInt16(bits >> 13 & 0x3FF)
    }
}
