import Basics
import Domain
import Foundation
import Storage
import TestKit
import Testing

/// A folder for the file of a full-text index, removed after the test.
struct WordFile {
    let path: String

    static func with(_ body: (WordFile) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kinothek-words-\(World.live.randomHex(byteCount: 8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(WordFile(path: folder.appendingPathComponent("words.sqlite").path))
    }

    /// An index of these documents.
    static func index(
        of documents: [WordDocument], _ body: (SQLWordIndex) async throws -> Void
    ) async throws {
        try await with { file in
            let index = try await SQLWordIndex.open(path: file.path)
            try await index.apply(put: documents, remove: [], revision: 1)
            try await body(index)
            await index.close()
        }
    }
}

extension SQLWordIndex {
    /// The ids of the hits.
    func found(_ query: String, limit: Int = 20) async throws -> [Int32] {
        try await search(query, limit: limit).map(\.titleID.rawValue)
    }
}
