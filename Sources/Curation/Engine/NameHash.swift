/// A hash of bytes that grows from word to word (FNV-1a). Equal hashes are a hint, bytes decide.
struct NameHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    mutating func add(_ bytes: [UInt8], _ range: Range<Int>) {
        for place in range { add(bytes[place]) }
    }

    static func of(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var hash = NameHash()
        hash.add(bytes, range)
        return hash.value
    }
}
