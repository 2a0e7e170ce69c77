/// Turns the bytes of a text file into text, and says which encoding they were taken for.
///
/// A byte order mark decides; then valid UTF-8; then what the letters look like, among the encodings that are usual for
/// `language` (BCP 47 or ISO 639-2; all of them if it is nil or unknown); Windows-1252 in the end.
package func decodeText(_ bytes: [UInt8], language: String?) -> (text: String, encoding: TextEncoding) {
    let decoded = TextDecoding.decode(bytes, language: language)
    return (String(decoding: decoded.utf8, as: UTF8.self), decoded.encoding)
}

/// `decodeText` for readers that work on bytes.
enum TextDecoding {
    /// Valid UTF-8 without a byte order mark at its start.
    static func decode(_ bytes: [UInt8], language: String?) -> (utf8: [UInt8], encoding: TextEncoding) {
        if let (encoding, markBytes) = mark(of: bytes) {
            return (convert(Array(bytes[markBytes...]), from: encoding), encoding)
        }
        if let encoding = wideEncoding(of: bytes) { return (convert(bytes, from: encoding), encoding) }
        let scan = UTF8Scan(bytes)
        if scan.isMostlyUTF8 { return (convert(bytes, from: .utf8), .utf8) }
        let encoding = EncodingDetection.encoding(of: bytes, language: language)
        return (convert(bytes, from: encoding), encoding)
    }

    private static func mark(of bytes: [UInt8]) -> (TextEncoding, markBytes: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// UTF-16 without a mark: times and line ends are ASCII in every language, so many pairs are a zero and a sign.
    /// Runs of zeros, which a broken disk leaves, are not such pairs.
    private static func wideEncoding(of bytes: [UInt8]) -> TextEncoding? {
        let sample = bytes.prefix(StreamingLimits.wideSampleBytes)
        let pairs = sample.count / 2
        guard pairs > 0 else { return nil }
        var (little, big) = (0, 0)
        for pair in 0..<pairs {
            let (first, second) = (sample[2 * pair], sample[2 * pair + 1])
            if first == 0, isPlain(second) { big += 1 }
            if second == 0, isPlain(first) { little += 1 }
        }
        guard max(little, big) * 4 >= pairs, min(little, big) * 10 <= max(little, big) else { return nil }
        return little > big ? .utf16LittleEndian : .utf16BigEndian
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F || byte.isLineEnd }

    private static func convert(_ bytes: [UInt8], from encoding: TextEncoding) -> [UInt8] {
        if encoding == .utf8 {
            return UTF8Scan(bytes).isValid ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
        }
        guard let converter = CharsetConverter(from: encoding) else { return latin(bytes) }
        return converter.utf8(bytes)
    }

    /// Without the C library's tables: every byte is the scalar of its number, as in ISO 8859-1.
    private static func latin(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else {
                output.append(0xC0 | byte >> 6)
                output.append(0x80 | byte & 0x3F)
            }
        }
        return output
    }
}
