import Foundation

/// The tensors of a `.safetensors` file: 8 bytes header length, a JSON header, then the values.
///
/// Every offset is checked before it is used.
struct SafetensorsFile: Sendable {
    /// The number formats that can be read.
    enum Format: String {
        case f32 = "F32"
        case f16 = "F16"
        case bf16 = "BF16"

        var sizeBytes: Int { self == .f32 ? 4 : 2 }
    }

    /// Where one tensor lies.
    struct Tensor {
        let format: Format
        let shape: [Int]
        let bytes: UnsafeRawBufferPointer
    }

    private struct Entry: Decodable {
        let dtype: String?
        let shape: [Int]?
        let offsets: [Int]?

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case offsets = "data_offsets"
        }
    }

    let file: MappedFile
    private let entries: [String: Entry]
    private let dataStart: Int

    /// Throws `EmbeddingError.fileMissing` or `.fileDamaged`.
    init(path: String) throws {
        file = try MappedFile(path: path)
        guard file.bytes.count >= 8 else { throw EmbeddingError.fileDamaged(path: path, reason: "it is cut") }
        let length = UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(EmbeddingLimits.headerSizeBytesMax), Int(length) <= file.bytes.count - 8 else {
            throw EmbeddingError.fileDamaged(path: path, reason: "its header claims \(length) bytes")
        }
        dataStart = 8 + Int(length)
        do {
            entries = try JSONDecoder().decode([String: Entry].self, from: Data(file.bytes[8..<dataStart]))
        } catch {
            throw EmbeddingError.fileDamaged(path: path, reason: "its header is no valid JSON")
        }
    }

    func has(_ name: String) -> Bool { entries[name] != nil }

    /// One tensor of the expected shape. Throws `EmbeddingError` about everything else.
    func tensor(_ name: String, shape expected: [Int]) throws -> Tensor {
        guard let entry = entries[name] else { throw EmbeddingError.tensorMissing(tensor: name) }
        guard let type = entry.dtype, let shape = entry.shape, let offsets = entry.offsets, offsets.count == 2 else {
            throw EmbeddingError.fileDamaged(path: file.path, reason: "the entry of \(name) is incomplete")
        }
        guard let format = Format(rawValue: type) else { throw EmbeddingError.wrongType(tensor: name, type: type) }
        guard shape == expected else {
            throw EmbeddingError.wrongShape(tensor: name, found: shape, expected: expected)
        }
        // `expected` comes from a checked configuration, so this product cannot overflow.
        let size = expected.reduce(format.sizeBytes, *)
        let available = file.bytes.count - dataStart
        guard offsets[0] >= 0, offsets[1] >= offsets[0], offsets[1] - offsets[0] == size else {
            throw EmbeddingError.fileDamaged(path: file.path, reason: "the offsets of \(name) do not fit its shape")
        }
        guard offsets[1] <= available else {
            throw EmbeddingError.fileDamaged(path: file.path, reason: "it is cut within \(name)")
        }
        let start = dataStart + offsets[0]
        return Tensor(
            format: format, shape: shape, bytes: UnsafeRawBufferPointer(rebasing: file.bytes[start..<start + size]))
    }
}
