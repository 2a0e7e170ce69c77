import Domain
import Embedding
import Foundation
import Jobs
import Logging
import NIOPosix
import Storage
import Synchronization
import TestKit
import Testing
import VectorIndex

@testable import Search

@Suite("Another embedding model takes over", .timeLimit(.minutes(10)))
struct SearchModelsTests {
    /// A toy model of some name.
    private struct NamedEmbedder: TextEmbedder {
        let toy: FakeEmbedder
        let model: EmbeddingModelInfo

        init(_ name: String, dimension: Int) {
            toy = FakeEmbedder(dimension: dimension)
            model = EmbeddingModelInfo(id: name, dimension: dimension)
        }

        func embed(_ texts: [String]) async throws -> [[Float]] { try await toy.embed(texts) }
        func embedQuery(_ text: String) async throws -> [Float] { try await toy.embedQuery(text) }
    }

    /// A running search with a model that may change.
    private struct Bench: Sendable {
        let stores: Stores
        let models: SearchModels
        let index: LiveIndex
        let search: TitleSearch
        let follower: IndexFollower
        let announced: Announcements

        func indexAll() async throws {
            let (models, store) = (models, stores.index)
            try await IndexTitles { models.indexing(store) }
                .run(.init(), context: JobContext(id: JobID(1)) { _, _ in true })
        }

        func ids(_ query: String) async throws -> [String] {
            try await search.search(query, limit: 10, within: .everything).map(\.imdbID.rawValue)
        }
    }

    /// Which models were said to answer, in order.
    private final class Announcements: Sendable {
        private let state = Mutex<[String]>([])
        var all: [String] { state.withLock { $0 } }
        func add(_ model: String) { state.withLock { $0.append(model) } }
    }

    private let old = NamedEmbedder("old", dimension: 16)
    private let new = NamedEmbedder("new", dimension: 32)

    private func with(_ body: (Bench) async throws -> Void) async throws {
        let name = "kinothek-search-\(UInt64.random(in: .min ... .max))"
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path
        try await TestStores.with(.sqlite) { test async throws in
            let stores = test.stores
            _ = try await stores.catalogue.merge(
                [
                    .film("Alien", imdb: "tt1") { $0.overview = "A crew meets a deadly creature in deep space." },
                    .film("Heat", imdb: "tt2") { $0.overview = "A detective hunts a careful thief." },
                ], from: .load)
            let announced = Announcements()
            let models = SearchModels(
                writer: nil, threads: .singleton, path: { path + "/vectors-" + $0 },
                noteServing: { announced.add($0) })
            let index = LiveIndex(words: try await SQLWordIndex.open(path: path + "/words.sqlite"))
            let follower = IndexFollower(
                index: index, stores: (stores.catalogue, stores.index), feed: stores.feed, models: models,
                logger: Logger(label: "search-tests") { _ in SwiftLogNoOpLogHandler() })
            try await body(
                Bench(
                    stores: stores, models: models, index: index, search: TitleSearch(index: index, embedder: nil),
                    follower: follower, announced: announced))
        }
    }

    /// Everything has vectors of the old model, and is searched by them.
    private func withOld(_ body: (Bench) async throws -> Void) async throws {
        try await with { bench in
            bench.models.want(old)
            try await bench.indexAll()
            try await bench.follower.catchUp()
            #expect(bench.search.searchesMeaning && bench.models.serving?.model.id == "old")
            try await body(bench)
        }
    }

    @Test("a first model answers with what it has")
    func first() async throws {
        try await with { bench in
            try await bench.follower.catchUp()
            #expect(!bench.search.searchesMeaning)
            #expect(try await bench.ids("heat") == ["tt2"], "words answer alone")
            #expect(bench.models.indexing(bench.stores.index) == nil)
            bench.models.want(old)
            #expect(bench.models.wanted?.model.id == "old" && bench.models.serving?.model.id == "old")
            try await bench.indexAll()
            try await bench.follower.catchUp()
            #expect(try await bench.ids("a deadly creature in deep space").first == "tt1")
            #expect(bench.announced.all == ["old"])
        }
    }

    @Test("the former model answers until the new one has vectors of everything")
    func change() async throws {
        try await withOld { bench in
            bench.models.want(new)
            #expect(bench.models.serving?.model.id == "old" && bench.models.wanted?.model.id == "new")
            for _ in 0..<2 { try await bench.follower.catchUp() }
            #expect(try await bench.ids("a deadly creature in deep space").first == "tt1")
            #expect(new.toy.queries.isEmpty && bench.announced.all == ["old"])
            // One of two films: not yet.
            let indexing = try #require(bench.models.indexing(bench.stores.index))
            try await indexing.index(Array(try await indexing.pending(after: nil).prefix(1)))
            try await bench.follower.catchUp()
            #expect(bench.models.serving?.model.id == "old" && bench.index.vectors?.dimension == 16)
            try await bench.indexAll()
            try await bench.follower.catchUp()
            #expect(bench.models.serving?.model.id == "new" && bench.index.vectors?.dimension == 32)
            old.toy.forgetCalls()
            #expect(try await bench.ids("a careful thief").first == "tt2")
            #expect(old.toy.queries.isEmpty && new.toy.queries == ["a careful thief"])
            #expect(bench.announced.all == ["old", "new"])
        }
    }

    @Test("going back to a model that has all its vectors is quick, with nothing made anew")
    func back() async throws {
        try await withOld { bench in
            bench.models.want(new)
            try await bench.indexAll()
            try await bench.follower.catchUp()
            old.toy.forgetCalls()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await bench.follower.run() }
                defer { group.cancelAll() }
                try await eventually("ready") { bench.index.isReady }
                bench.models.want(old)
                try await eventually("back") { bench.models.serving?.model.id == "old" }
                try await eventually("searched") { bench.index.vectors?.dimension == 16 }
            }
            #expect(old.toy.calls.isEmpty)
        }
    }

    @Test("a model that does not answer never takes over, and disturbs nobody")
    func broken() async throws {
        try await withOld { bench in
            let broken = NamedEmbedder("broken", dimension: 0)
            broken.toy.fail(with: EmbeddingError.remoteUnavailable("down"))
            bench.models.want(broken)
            try await bench.follower.catchUp()
            await #expect(throws: (any Error).self) { try await bench.indexAll() }
            try await bench.follower.catchUp()
            #expect(bench.models.serving?.model.id == "old")
            #expect(try await bench.ids("a careful thief").first == "tt2")
            bench.models.want(old)
            #expect(bench.models.wanted?.model.id == "old", "whoever thinks better of it")
        }
    }

    @Test("a run for a model that is not wanted any more ends, and does not begin another's")
    func overtaken() async throws {
        try await withOld { bench in
            bench.models.want(new)
            let indexing = try #require(bench.models.indexing(bench.stores.index))
            bench.models.want(NamedEmbedder("newest", dimension: 8))
            try await IndexTitles { indexing }.run(.init(), context: JobContext(id: JobID(1)) { _, _ in true })
            #expect(try await bench.stores.index.counts(model: "new").indexed == 0)
            try await bench.indexAll()
            try await bench.follower.catchUp()
            #expect(bench.models.serving?.model.id == "newest")
        }
    }

    @Test("after a restart in the middle of a change the former model goes on")
    func restart() async throws {
        try await withOld { bench in
            let models = SearchModels(
                writer: nil, threads: .singleton, path: { _ in "/nowhere/vectors" }, noteServing: { _ in })
            models.resume(old)
            models.want(new)
            #expect(models.serving?.model.id == "old" && models.wanted?.model.id == "new")
        }
    }

    @Test("another key of the same model keeps the vectors that were read")
    func sameModel() async throws {
        try await withOld { bench in
            let again = NamedEmbedder("old", dimension: 16)
            bench.models.want(again)
            try await bench.follower.catchUp()
            #expect(try await bench.ids("a careful thief").first == "tt2")
            #expect(again.toy.queries == ["a careful thief"] && bench.models.wanted?.model.id == "old")
        }
    }
}
