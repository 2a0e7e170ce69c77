/// Text to token numbers, as BERT's uncased tokenizer does it: clean, separate, strip accents, fold case, split.
///
/// The text is read once from its start and only as far as tokens can still matter.
struct WordPieceTokenizer: Sendable {
    let vocabulary: Vocabulary
    let isLowerCasing: Bool
    let tokensMax: Int

    /// [CLS], at most `tokensMax - 2` pieces, [SEP].
    func tokens(of text: String) -> [Int32] {
        var words = WordCollector(vocabulary: vocabulary, limit: tokensMax - 1)
        var text = text
        text.withUTF8 { bytes in read(bytes, into: &words) }
        return words.finish()
    }

    private func read(_ bytes: UnsafeBufferPointer<UInt8>, into words: inout WordCollector) {
        var position = 0
        while position < bytes.count, !words.isFull {
            let byte = bytes[position]
            if byte < 0x80 {
                readASCII(byte, into: &words)
                position += 1
            } else {
                let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                let scalar = Self.scalar(bytes, position, length)
                position += length
                for part in TextNormalizer.parts(of: scalar, isLowerCasing: isLowerCasing) {
                    words.add(part)
                }
            }
        }
    }

    private func readASCII(_ byte: UInt8, into words: inout WordCollector) {
        switch byte {
        case 0x61...0x7A, 0x30...0x39: words.append(byte)
        case 0x41...0x5A: words.append(isLowerCasing ? byte | 0x20 : byte)
        case 0x20, 0x09, 0x0A, 0x0D: words.endWord()
        case 0x21...0x7E: words.single(byte)
        default: break
        }
    }

    /// One scalar of UTF-8 that the standard library has validated.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> Unicode.Scalar {
        var value = UInt32(bytes[start]) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[start + offset] & 0x3F) }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}

/// The word being read and the tokens so far.
private struct WordCollector {
    let vocabulary: Vocabulary
    /// Tokens up to, but without, the final separator.
    let limit: Int
    private var tokens: [Int32]
    private var word: [UInt8] = []
    private var scalars = 0

    init(vocabulary: Vocabulary, limit: Int) {
        self.vocabulary = vocabulary
        self.limit = limit
        tokens = [vocabulary.classification]
    }

    var isFull: Bool { tokens.count >= limit }

    mutating func add(_ part: TextNormalizer.Part) {
        switch part {
        case .space: endWord()
        case .punctuation(let scalar):
            endWord()
            append(scalar)
            endWord()
        case .letter(let scalar): append(scalar)
        }
    }

    mutating func append(_ byte: UInt8) {
        scalars += 1
        if scalars <= EmbeddingLimits.wordScalarsMax { word.append(byte) }
    }

    mutating func single(_ byte: UInt8) {
        endWord()
        append(byte)
        endWord()
    }

    mutating func endWord() {
        guard scalars > 0 else { return }
        if scalars > EmbeddingLimits.wordScalarsMax {
            if !isFull { tokens.append(vocabulary.unknown) }
        } else {
            vocabulary.split(word, into: &tokens, limit: limit)
        }
        word.removeAll(keepingCapacity: true)
        scalars = 0
    }

    mutating func finish() -> [Int32] {
        endWord()
        return tokens + [vocabulary.separator]
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        scalars += 1
        if scalars <= EmbeddingLimits.wordScalarsMax { word.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
    }
}
