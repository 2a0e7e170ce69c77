#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns text of one encoding into UTF-8, by the C library's `iconv`.
///
/// Owns a conversion descriptor, which must not be used by two threads at a time: hence no copies, and made where used.
struct CharsetConverter: ~Copyable {
    private let descriptor: iconv_t

    /// Nil if the C library on this machine does not know the encoding.
    init?(from encoding: TextEncoding) {
        guard let descriptor = iconv_open("UTF-8", encoding.converterName), descriptor != iconv_t(bitPattern: -1)
        else { return nil }
        self.descriptor = descriptor
    }

    deinit { iconv_close(descriptor) }

    /// All of `bytes` as valid UTF-8. A byte that means nothing becomes U+FFFD; a character cut off at the end is
    /// left out.
    borrowing func utf8(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var chunk = [UInt8](repeating: 0, count: StreamingLimits.conversionChunkBytes)
        bytes.withUnsafeBytes { source in
            // `iconv` moves the pointer but writes nothing through it.
            var input = UnsafeMutableRawPointer(mutating: source.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var inputLeft = source.count
            while inputLeft > 0 {
                let before = inputLeft
                let result = step(&input, &inputLeft, &chunk)
                output.append(contentsOf: chunk[..<result.produced])
                if result.failure == EILSEQ, inputLeft > 0 {
                    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    input = input.map { $0 + 1 }
                    inputLeft -= 1
                } else if result.failure == EINVAL || inputLeft == before && result.produced == 0 {
                    break
                }
            }
            // Some encodings keep a letter back until they know what follows.
            var nothing: UnsafeMutablePointer<CChar>?
            output.append(contentsOf: chunk[..<step(&nothing, &inputLeft, &chunk).produced])
        }
        return output
    }

    /// Converts as much as fits into `chunk`. `failure` is the error number of C, 0 if there was none.
    private borrowing func step(
        _ input: inout UnsafeMutablePointer<CChar>?, _ inputLeft: inout Int, _ chunk: inout [UInt8]
    ) -> (produced: Int, failure: Int32) {
        chunk.withUnsafeMutableBytes { buffer in
            var output = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            var outputLeft = buffer.count
            let result = iconv(descriptor, &input, &inputLeft, &output, &outputLeft)
            let failure = result == Int(bitPattern: UInt.max) ? errno : 0
            return (buffer.count - outputLeft, failure)
        }
    }
}
