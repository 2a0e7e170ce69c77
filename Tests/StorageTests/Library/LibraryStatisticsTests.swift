import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Sums over libraries.
@Suite struct LibraryStatisticsTests {
    private static func household(_ driver: TestDriver, _ body: (Stores, UserID) async throws -> Void) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            try await body(test.stores, user)
        }
    }

    private static func question(_ user: UserID, samplesMax: Int = 10) -> LibraryQuestion {
        LibraryQuestion(user: user, model: "m", at: .test(9), samplesMax: samplesMax, uploadsMax: 5)
    }

    /// Film 1 can be found, 2 has no vectors, 3 could not be had, 4 was not asked about, 5 is not in the catalogue.
    private static func fill(_ stores: Stores, _ user: UserID) async throws {
        var drafts = [TitleDraft.film("One", imdb: "tt1000001"), .film("Two", imdb: "tt1000002")]
        drafts[0].metadata.overview = "A film."
        drafts[0].metadata.releaseDate = "2001-01-01"
        var series = TitleDraft.film("Series", imdb: "tt1000008")
        series.kind = .series
        _ = try await stores.catalogue.merge(drafts + [series], from: .load)
        _ = try await stores.catalogue.addStubs(films(3, 4))
        let third = try #require(try await stores.catalogue.title(imdbID: films(3)[0]))
        let fetch = TitleFetch(titleID: third.id, lookup: .unknown, failures: 0, nextAttemptAt: .test(99))
        _ = try await stores.enrichment.store(
            FetchBatch(provider: "tmdb", source: .tmdb, fetches: [fetch], fetchedAt: .test(1)))
        let first = try #require(try await stores.index.pending(model: "m", after: nil, limit: 1).first)
        let vector = FacetEmbedding(facet: .plot, textHash: "x", vector: [1])
        let indexed = IndexedTitle(
            titleID: first.title.id, titleRevision: first.title.revision, facets: [], embeddings: [vector],
            removedFacets: [])
        try await stores.index.store([indexed], model: "m")
        try await stores.owned.add(films(1, 2, 3), to: user, etag: "a", at: .test(1))
        try await stores.owned.add(films(4, 5), to: user, etag: "b", at: .test(2))
    }

    @Test(arguments: TestDriver.available)
    func `each film is in exactly one state`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await Self.fill(stores, user)
            let numbers = try await stores.statistics.libraryStatistics(Self.question(user), known: nil)
            #expect(
                numbers.setup
                    == SetupStatistics(
                        counts: [.ready: 1, .notIndexed: 1, .failed: 1, .withoutRecord: 2],
                        samples: [
                            .ready: films(1), .notIndexed: films(2), .failed: films(3), .withoutRecord: films(4, 5),
                        ], added: .test(1) ... .test(2)))
            let few = try await stores.statistics.libraryStatistics(Self.question(user, samplesMax: 1), known: nil)
            #expect(few.setup.count(.withoutRecord) == 2 && few.setup.samples[.withoutRecord] == films(4))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a failed attempt counts as one, and vectors of another model do not count`(
        driver: TestDriver
    ) async throws {
        try await Self.household(driver) { stores, user in
            try await Self.fill(stores, user)
            let fourth = try #require(try await stores.catalogue.title(imdbID: films(4)[0]))
            let failure = MetadataFailure("no answer", concernsService: true)
            let fetch = TitleFetch(
                titleID: fourth.id, lookup: .failed(failure), failures: 1, nextAttemptAt: .test(99))
            _ = try await stores.enrichment.store(
                FetchBatch(provider: "tmdb", source: .tmdb, fetches: [fetch], fetchedAt: .test(1)))
            let other = LibraryQuestion(user: user, model: "other", at: .test(9), samplesMax: 9, uploadsMax: 5)
            let setup = try await stores.statistics.libraryStatistics(other, known: nil).setup
            #expect(setup.counts == [.notIndexed: 2, .failed: 2, .withoutRecord: 1])
            let none = LibraryQuestion(user: user, model: nil, at: .test(9), samplesMax: 0, uploadsMax: 5)
            let words = try await stores.statistics.libraryStatistics(none, known: nil).setup
            #expect(words.counts == setup.counts && words.samples.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is known is read anew only when something changed`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await Self.fill(stores, user)
            let first = try await stores.statistics.libraryStatistics(Self.question(user), known: nil).known
            func statements() async throws -> (count: Int, known: KnownSetup) {
                let (numbers, counter) = try await StatementCounter.counting {
                    try await stores.statistics.libraryStatistics(Self.question(user), known: first)
                }
                return (counter.count, numbers.known)
            }
            let same = try await statements()
            #expect(same.known == first)
            let fourth = try #require(try await stores.catalogue.title(imdbID: films(4)[0]))
            let fetch = TitleFetch(
                titleID: fourth.id, lookup: .failed(MetadataFailure("no answer", concernsService: true)), failures: 1,
                nextAttemptAt: .test(99))
            _ = try await stores.enrichment.store(
                FetchBatch(provider: "tmdb", source: .tmdb, fetches: [fetch], fetchedAt: .test(1)))
            let failed = try await statements()
            #expect(failed.known.setup.count(.failed) == 2 && failed.count == same.count + 1)
            try await stores.owned.add(films(7), to: user, etag: "c", at: .test(3))
            let grown = try await statements().known
            #expect(grown.setup.total == 6)
        }
    }

    @Test(arguments: TestDriver.available)
    func `sums over everybody`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            #expect(try await stores.statistics.systemStatistics(model: "m") == SystemStatistics())
            try await Self.fill(stores, user)
            let ben = try await stores.accounts.addUser(.test("ben@example.org")).id
            try await stores.owned.add(films(9), to: ben, etag: "c", at: .test(1))
            var sums = SystemStatistics()
            (sums.known, sums.failed, sums.waiting) = (2, 1, 1)
            (sums.complete, sums.withReleaseDate, sums.indexed, sums.searchable) = (1, 1, 1, 1)
            (sums.owners, sums.ownedFilms, sums.largestSet) = (2, 6, 5)
            #expect(try await stores.statistics.systemStatistics(model: "m") == sums)
        }
    }

    @Test(arguments: TestDriver.available)
    func `uploads are counted for ever and the newest are shown`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            for number in 1...7 {
                try await stores.uploads.start(.test(user, number: number, at: .test(Double(number))), openMax: 9)
            }
            _ = try await stores.uploads.commit(.test(7), with: .test(user))
            _ = try await stores.uploads.sweepUploads(at: .test(90_000), keep: 2)
            let numbers = try await stores.statistics.libraryStatistics(Self.question(user), known: nil)
            #expect(numbers.uploads == UploadCounts(started: 7, committed: 1, failed: 6))
            #expect(numbers.recentUploads.map(\.state) == [.committed, .expired])
            let nobody = try await stores.statistics.libraryStatistics(Self.question(UserID(99)), known: nil)
            #expect(nobody.setup.total == 0 && nobody.setup.added == nil && nobody.uploads.started == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `films that people own become stubs`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await Self.fill(stores, user)
            #expect(try await stores.enrichment.adoptOwned(limit: 9) == 1)
            #expect(try await stores.catalogue.title(imdbID: films(5)[0])?.state == .pending)
            #expect(try await stores.enrichment.adoptOwned(limit: 9) == 0)
            #expect(try await stores.enrichment.dueCount(at: .test(2)) == 2)
        }
    }
}
