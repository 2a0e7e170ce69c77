/// How much of some bytes is UTF-8.
struct UTF8Scan {
    /// Well-formed sequences of two to four bytes.
    private(set) var sequences = 0
    /// Bytes that belong to no well-formed sequence, except for one that the end of the text cuts off.
    private(set) var faults = 0
    private(set) var isCutOff = false

    var isValid: Bool { faults == 0 && !isCutOff }

    /// Text in other encodings hardly ever forms sequences by chance, so a few faults among many are damage.
    var isMostlyUTF8: Bool { sequences >= 8 * faults && (sequences > 0 || !isCutOff) }

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                if buffer[index] < 0x80 {
                    index += 1
                    continue
                }
                let length = Self.sequenceLength(buffer, index)
                if length > 0 {
                    sequences += 1
                } else if length == 0 {
                    faults += 1
                } else {
                    isCutOff = true
                }
                index += max(1, abs(length))
            }
        }
    }

    /// The length of the sequence at `index`: 0 if there is none, negative if the text ends inside.
    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let first = bytes[index]
        let length: Int
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return 0
        }
        let available = min(length, bytes.count - index)
        for offset in 1..<max(1, available) where !range(of: offset, after: first).contains(bytes[index + offset]) {
            return 0
        }
        return available == length ? length : -available
    }

    /// Second bytes are restricted so that there are no overlong forms, surrogates or scalars beyond Unicode.
    private static func range(of offset: Int, after first: UInt8) -> ClosedRange<UInt8> {
        guard offset == 1 else { return 0x80...0xBF }
        switch first {
        case 0xE0: return 0xA0...0xBF
        case 0xED: return 0x80...0x9F
        case 0xF0: return 0x90...0xBF
        case 0xF4: return 0x80...0x8F
        default: return 0x80...0xBF
        }
    }
}
