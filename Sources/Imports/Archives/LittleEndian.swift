/// Numbers as ZIP archives hold them, with the least byte first. Nil past the end.
struct LittleEndian {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func uint16(at offset: Int) -> Int? { number(at: offset, length: 2) }

    func uint32(at offset: Int) -> Int? { number(at: offset, length: 4) }

    /// Nil also for what does not fit an `Int`.
    func uint64(at offset: Int) -> Int? {
        guard let low = uint32(at: offset), let high = uint32(at: offset + 4), high < 1 << 31 else { return nil }
        return high << 32 | low
    }

    func slice(at offset: Int, length: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, length >= 0, length <= count, offset <= count - length else { return nil }
        let start = bytes.startIndex + offset
        return bytes[start..<start + length]
    }

    private func number(at offset: Int, length: Int) -> Int? {
        guard offset >= 0, offset <= count - length else { return nil }
        var number = 0
        for place in (0..<length).reversed() {
            number = number << 8 | Int(bytes[bytes.startIndex + offset + place])
        }
        return number
    }
}

extension [UInt8] {
    /// Appends the lowest `length` bytes of a number, the least first.
    mutating func append(littleEndian value: Int, length: Int) {
        for place in 0..<length {
            append(UInt8(truncatingIfNeeded: value >> (8 * place)))
        }
    }
}
