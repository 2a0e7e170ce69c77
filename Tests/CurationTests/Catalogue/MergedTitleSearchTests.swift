import Basics
import Curation
import Domain
import Foundation
import Logging
import Search
import Storage
import TestKit
import Testing

/// What people find of two entries of one film before a plan makes them one, then, and when that was taken back.
@Suite struct MergedTitleSearchTests {
    /// The search of one process over the bench's catalogue, by words alone.
    private struct Searcher {
        let follower: IndexFollower
        let search: TitleSearch

        init(_ stores: Stores, _ words: SQLWordIndex) {
            let index = LiveIndex(words: words)
            follower = IndexFollower(
                index: index, stores: (stores.catalogue, stores.index), feed: stores.feed, snapshot: nil,
                logger: Logger(label: "curation-tests") { _ in SwiftLogNoOpLogHandler() })
            search = TitleSearch(index: index, embedder: nil)
        }

        /// The ids of the films of a name, once everything was read.
        func found(_ name: String, within scope: SearchScope = .everything) async throws -> [String] {
            try await follower.catchUp()
            return try await search.search(name, limit: 9, within: scope).map(\.imdbID.rawValue)
        }

        func words(_ query: String) async throws -> Int {
            try await follower.catchUp()
            return try await search.rank(query, by: .words, limit: 9).count
        }
    }

    @Test(arguments: TestDriver.available)
    func searchesLoseATitleThatWasGivenUpUntilThatIsTakenBack(driver: TestDriver) async throws {
        try await Self.with(driver) { bench, words in
            let stores = bench.stores.stores
            let second = try #require(IMDbID("tt2"))
            let owned = SearchScope.owned(OwnedSet(ids: [second], version: 1, etag: "a", lastModified: nil))
            let searcher = Searcher(stores, words)
            #expect(try await searcher.found("monster") == ["tt1", "tt2"])

            let plan = try await bench.run()
            #expect(try await bench.plans.applyNow(plan).applied == 1)
            #expect(try await searcher.found("monster") == ["tt1"])
            #expect(try await searcher.words("harbour") == 1)
            #expect(try await stores.browse.page(BrowseFilter(.movie), offset: 0, limit: 9).total == 1)
            // Who owns the film by its second id finds it by that one, also after a restart.
            for each in [searcher, Searcher(stores, words)] {
                #expect(try await each.found("monster", within: owned) == ["tt2"])
            }

            #expect(try await bench.plans.undoNow(plan).restored == 1)
            #expect(try await searcher.found("monster") == ["tt1", "tt2"])
            #expect(try await searcher.words("harbour") == 2)
            #expect(try await searcher.found("monster", within: owned) == ["tt2"])
        }
    }

    /// With two entries of one film that have ids of their own, and a file for an index of words.
    private static func with(
        _ driver: TestDriver, _ body: (CatalogueBench, SQLWordIndex) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "kinothek-merged-\(World.live.randomHex(byteCount: 8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await CatalogueBench.with(nil, driver: driver) { bench in
            for number in [1, 2] {
                let told = TitleDraft.film("Monster", year: 2001, imdb: "tt\(number)", tmdb: number) {
                    $0.overview =
                        "A monster hides within the harbour, and members of the crew fight against certain death."
                    $0.runtimeMinutes = 101
                    $0.credits = [Credit(name: "Ada North", role: .director)]
                }
                try await bench.add("Monster \(number) (2001).mkv", .film("Monster", year: 2001), nfo: told)
            }
            let words = try await SQLWordIndex.open(path: folder.appending(path: "words.sqlite").path)
            try await body(bench, words)
            await words.close()
        }
    }
}
