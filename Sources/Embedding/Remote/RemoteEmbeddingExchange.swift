import CEmbeddingKernels
import Foundation

/// The JSON of `POST /embeddings`, in both directions.
enum RemoteEmbeddingExchange {
    private struct Request: Encodable {
        let model: String
        let input: [String]
        let encodingFormat = "float"
        let dimensions: Int?
    }

    private struct Answer: Decodable {
        let data: [Item]?
    }

    private struct Item: Decodable {
        let index: Int?
        let embedding: Values?
    }

    /// Floats, or base64 of little-endian float32, whichever the server chose.
    private enum Values: Decodable {
        case floats([Float])
        case base64(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .base64(text)
            } else {
                self = .floats(try container.decode([Float].self))
            }
        }
    }

    static func body(_ texts: [String], settings: RemoteEmbedderSettings) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let request = Request(model: settings.model, input: texts, dimensions: settings.dimensions)
        return Array(try encoder.encode(request))
    }

    /// `count` unit vectors of one length, ordered by the answer's `index`.
    static func vectors(_ body: [UInt8], count: Int) throws -> [[Float]] {
        guard let items = try? JSONDecoder().decode(Answer.self, from: Data(body)).data else {
            throw EmbeddingError.remoteAnswerInvalid("it is no embeddings list")
        }
        guard items.count == count else {
            throw EmbeddingError.remoteAnswerInvalid("\(items.count) vectors came back for \(count) texts")
        }
        var ordered = [[Float]](repeating: [], count: count)
        for (place, item) in items.enumerated() {
            let index = item.index ?? place
            guard ordered.indices.contains(index), ordered[index].isEmpty else {
                throw EmbeddingError.remoteAnswerInvalid("index \(index) is repeated or out of range")
            }
            ordered[index] = try unitVector(item.embedding)
        }
        guard Set(ordered.map(\.count)).count == 1 else {
            throw EmbeddingError.remoteAnswerInvalid("the vectors differ in length")
        }
        return ordered
    }

    private static func unitVector(_ values: Values?) throws -> [Float] {
        var vector: [Float] =
            switch values {
            case .floats(let floats): floats
            case .base64(let text): try floats(text)
            case nil: throw EmbeddingError.remoteAnswerInvalid("a vector is missing")
            }
        guard (1...EmbeddingLimits.remoteDimensionMax).contains(vector.count) else {
            throw EmbeddingError.remoteAnswerInvalid("a vector has \(vector.count) values")
        }
        guard kn_normalize(&vector, vector.count) == 1 else {
            throw EmbeddingError.remoteAnswerInvalid("a vector is zero or not finite")
        }
        return vector
    }

    private static func floats(_ text: String) throws -> [Float] {
        guard let data = Data(base64Encoded: text), data.count % 4 == 0 else {
            throw EmbeddingError.remoteAnswerInvalid("a vector is no base64 of float32 values")
        }
        let bytes = Array(data)
        return bytes.withUnsafeBytes { raw in
            stride(from: 0, to: raw.count, by: 4).map { offset in
                Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            }
        }
    }
}
