import Domain
import Embedding
import Foundation
import Logging
import NIOPosix
import Testing

@testable import Search

/// A search over fakes, with a folder for its snapshot.
struct SearchBench: Sendable {
    let database = FakeDatabase()
    let words = FakeWordIndex()
    let embedder: FakeEmbedder
    let index: LiveIndex
    let search: TitleSearch
    let path: String

    init(_ embedder: FakeEmbedder, folder: URL) {
        self.embedder = embedder
        path = folder.appending(path: "vectors").path
        index = LiveIndex(words: words)
        search = TitleSearch(index: index, embedder: embedder)
    }

    /// Runs a test; its folder is gone afterwards.
    static func with(_ embedder: FakeEmbedder = FakeEmbedder(), _ body: (SearchBench) async throws -> Void) async throws
    {
        let name = "kinothek-search-\(UInt64.random(in: .min ... .max))"
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(SearchBench(embedder, folder: folder))
    }

    /// A follower of the database as a process has it after its start.
    func follower(of index: LiveIndex? = nil, withVectors: Bool = true) -> IndexFollower {
        let snapshot =
            withVectors
            ? VectorSnapshot(embedder: embedder, path: path, threads: NIOThreadPool.singleton) : nil
        return IndexFollower(
            index: index ?? self.index, stores: (database, database), feed: database.feed, snapshot: snapshot,
            logger: Logger(label: "search-tests") { _ in SwiftLogNoOpLogHandler() })
    }

    func catchUp() async throws { try await follower().catchUp() }

    /// A second process on the same data: its own memory over the same files.
    func restarted(words: FakeWordIndex? = nil) async throws -> (index: LiveIndex, search: TitleSearch) {
        let index = LiveIndex(words: words ?? self.words)
        try await follower(of: index).catchUp()
        return (index, TitleSearch(index: index, embedder: embedder))
    }

    /// Runs a part of a test while the follower runs.
    func following(_ body: () async throws -> Void) async throws {
        let follower = follower()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await follower.run() }
            defer { group.cancelAll() }
            try await body()
        }
    }

    func ids(_ query: String, limit: Int = 20, within scope: SearchScope = .everything) async throws -> [String] {
        try await search.search(query, limit: limit, within: scope).map(\.imdbID.rawValue)
    }
}

/// Waits for a state; a state that never comes is the test's failure.
func eventually(
    _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ isSo: () async throws -> Bool
) async throws {
    for _ in 0..<Waiting.looksMax {
        if try await isSo() { return }
        try await Task.sleep(for: Waiting.interval)
    }
    Issue.record(what, sourceLocation: sourceLocation)
}

private enum Waiting {
    static let looksMax = 4_000
    static let interval = Duration.milliseconds(5)
}

extension OwnedSet {
    static func test(_ ids: [String], etag: String = "e1") -> OwnedSet {
        OwnedSet(ids: ids.compactMap { IMDbID($0) }, version: 1, etag: etag, lastModified: nil)
    }
}

extension IMDbID {
    /// The id of these digits.
    static func test(_ text: String) throws -> IMDbID { try #require(IMDbID(text)) }
}
