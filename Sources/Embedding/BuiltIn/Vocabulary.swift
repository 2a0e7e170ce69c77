import CEmbeddingKernels

/// The pieces of words that a model knows, numbered by their lines in `vocab.txt`.
///
/// Unchecked: the table behind the pointer is never written after `init`.
final class Vocabulary: @unchecked Sendable {
    let classification: Int32
    let separator: Int32
    let unknown: Int32
    private let table: OpaquePointer

    /// Throws `EmbeddingError.vocabularyMismatch` unless there are `size` entries, the special tokens among them.
    init(text: [UInt8], size: Int) throws {
        guard let table = kn_vocabulary_make(text, text.count) else {
            throw EmbeddingError.vocabularyMismatch("it does not fit into memory")
        }
        let count = Int(kn_vocabulary_size(table))
        let special = ["[CLS]", "[SEP]", "[UNK]"].map { Self.find($0, in: table) }
        // Some models pad their word table, so the file may be shorter than the table, never longer.
        guard count <= size, !special.contains(-1) else {
            kn_vocabulary_free(table)
            let reason = count > size ? "\(count) entries for \(size) vectors" : "[CLS], [SEP] or [UNK] is missing"
            throw EmbeddingError.vocabularyMismatch(reason)
        }
        self.table = table
        (classification, separator, unknown) = (special[0], special[1], special[2])
    }

    deinit {
        kn_vocabulary_free(table)
    }

    /// Appends the longest known pieces of a word, or the unknown token, up to `limit` tokens in all.
    func split(_ word: [UInt8], into tokens: inout [Int32], limit: Int) {
        let room = max(0, min(limit - tokens.count, word.count))
        let pieces = withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, room)) { buffer -> Bool in
            let count = kn_vocabulary_split(table, word, word.count, buffer.baseAddress, room)
            guard count >= 0 else { return false }
            tokens.append(contentsOf: buffer[..<Int(count)])
            return true
        }
        if !pieces, room > 0 { tokens.append(unknown) }
    }

    private static func find(_ entry: String, in table: OpaquePointer) -> Int32 {
        let bytes = Array(entry.utf8)
        return kn_vocabulary_find(table, bytes, bytes.count)
    }
}
