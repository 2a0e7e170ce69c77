import SQL

/// Vectors as they are stored: little-endian 32-bit floating point numbers.
enum VectorBytes {
    static func encode(_ vector: [Float]) -> [UInt8] {
        vector.map(\.bitPattern.littleEndian).withUnsafeBytes { Array($0) }
    }

    static func decode(_ bytes: [UInt8]) throws -> [Float] {
        guard bytes.count.isMultiple(of: 4) else { throw SQLError.decoding("a stored vector is cut") }
        return bytes.withUnsafeBytes { raw in
            (0..<bytes.count / 4).map { position in
                Float(
                    bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: position * 4, as: UInt32.self)))
            }
        }
    }
}
