import Embedding
import Foundation
import NIOPosix
import Testing

/// The model that the tests run: `KINOTHEK_TEST_MODEL`, else `.model/all-MiniLM-L6-v2` in the package folder.
enum ModelFolder {
    static let path: String =
        ProcessInfo.processInfo.environment["KINOTHEK_TEST_MODEL"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent(".model/all-MiniLM-L6-v2").path

    static func require() throws {
        try #require(
            FileManager.default.fileExists(atPath: path + "/model.safetensors"),
            "There is no embedding model in \(path): run `make model`.")
    }

    static func withEmbedder<T>(_ use: (BuiltInEmbedder) async throws -> T) async throws -> T {
        try require()
        return try await withEmbedder(folder: path, use)
    }

    static func withEmbedder<T>(folder: String, _ use: (BuiltInEmbedder) async throws -> T) async throws -> T {
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        do {
            let result = try await use(BuiltInEmbedder.open(folder: folder, threads: threads, threadCount: 2))
            try await threads.shutdownGracefully()
            return result
        } catch {
            try await threads.shutdownGracefully()
            throw error
        }
    }
}

func dot(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}
