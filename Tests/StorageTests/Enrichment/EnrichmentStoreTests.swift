import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What is due, and what becomes of the answers, on both drivers.
@Suite struct EnrichmentStoreTests {
    @Test(arguments: TestDriver.available)
    func `stubs are due until they were asked for, then again at their moment`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.enrichment
            _ = try await test.stores.catalogue.merge([.film("Heat", imdb: "tt9", tmdb: 9)], from: .load)
            _ = try await test.stores.catalogue.addStubs(["tt1", "tt2", "tt3"].map { .test($0) })
            let due = try await store.due(limit: 9, at: .test(0))
            #expect(due.map(\.reference.imdbID?.rawValue) == ["tt1", "tt2", "tt3"])
            #expect(due.allSatisfy { $0.failures == 0 && $0.reference.kind == .movie && $0.reference.tmdbID == nil })
            #expect(try await store.due(limit: 2, at: .test(0)) == Array(due.prefix(2)))
            #expect(try await store.dueCount(at: .test(0)) == 3)

            try await test.store([due[0].failed(1, until: 60), due[1].failed(4, until: 30)], at: 0)
            #expect(try await store.due(limit: 9, at: .test(29)).map(\.titleID) == [due[2].titleID])
            let later = try await store.due(limit: 9, at: .test(60))
            #expect(later.map(\.titleID) == [due[2].titleID, due[1].titleID, due[0].titleID])
            #expect(later.map(\.failures) == [0, 4, 1])
            #expect(try await store.dueCount(at: .test(30)) == 2)
            #expect(try await store.due(limit: 2, at: .test(60)) == Array(later.prefix(2)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was found is merged, with its source, into the stub`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.addStubs([.test("tt0110413")])
            let item = try #require(try await test.stores.enrichment.due(limit: 1, at: .test(0)).first)
            let before = try await test.stores.catalogue.revision()
            let outcome = try await test.store([item.found(.complete)], at: 0)
            #expect(outcome == UpsertOutcome(changed: 1))
            let title = try #require(try await test.stores.catalogue.title(id: item.titleID))
            #expect(title.state == .known && title.metadata == TitleDraft.complete.metadata)
            #expect(title.tmdbID == 101 && title.revision > before)
            #expect(title.provenance.sources.values.allSatisfy { $0 == .tmdb })
            #expect(try await test.store([item.found(.complete)], at: 9) == UpsertOutcome(unchanged: 1))
            #expect(try await test.stores.catalogue.revision() == title.revision)
            let again = try await test.stores.enrichment.due(limit: 9, at: .test(1000))
            #expect(
                again.map(\.reference) == [
                    TitleReference(kind: .movie, imdbID: .test("tt0110413"), tmdbID: 101)
                ])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a stub that turns out to be a series becomes one, also after it had failed`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.addStubs([.test("tt1")])
            let item = try #require(try await test.stores.enrichment.due(limit: 1, at: .test(0)).first)
            try await test.store([item.unknown], at: 0)
            #expect(try await test.stores.catalogue.title(id: item.titleID)?.state == .failed)
            var draft = TitleDraft.film("Dark", imdb: "tt1", tmdb: 70_523)
            draft.kind = .series
            try await test.store([item.found(draft)], at: 9)
            let title = try await test.stores.catalogue.title(id: item.titleID)
            #expect(title?.kind == .series && title?.state == .known && title?.tmdbID == 70_523)
        }
    }

    @Test(arguments: TestDriver.available)
    func `unknown ids fail, each with a revision of its own, but known titles stay known`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.addStubs([.test("tt1"), .test("tt2")])
            let items = try await test.stores.enrichment.due(limit: 9, at: .test(0))
            try await test.store([items[0].found(.film("Heat", imdb: "tt1"))], at: 0)
            let revision = try await test.stores.catalogue.revision()
            #expect(try await test.store(items.map(\.unknown), at: 5) == UpsertOutcome())
            let changes = try await test.stores.catalogue.changes(since: revision, limit: 9)
            #expect(changes.titles.map(\.imdbID?.rawValue) == ["tt2"])
            #expect(changes.titles.first?.state == .failed)
            #expect(try await test.stores.catalogue.title(id: items[0].titleID)?.state == .known)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title that was removed meanwhile does not come back`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.addStubs([.test("tt1"), .test("tt2")])
            let items = try await test.stores.enrichment.due(limit: 9, at: .test(0))
            try await test.store([items[1].failed(1, until: 1)], at: 0)
            _ = try await test.stores.catalogue.remove(items.map(\.titleID))
            let drafts = [items[0].found(.film("Heat", imdb: "tt1")), items[1].unknown]
            #expect(try await test.store(drafts, at: 0) == UpsertOutcome())
            #expect(try await test.stores.catalogue.title(imdbID: .test("tt1")) == nil)
            #expect(try await test.stores.enrichment.dueCount(at: .test(1_000_000)) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a reason that no database can hold as it is does no harm`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.addStubs([.test("tt1")])
            let item = try #require(try await test.stores.enrichment.due(limit: 1, at: .test(0)).first)
            let failure = MetadataFailure("odd \0 " + String(repeating: "é", count: 5000), concernsService: false)
            let fetch = TitleFetch(
                titleID: item.titleID, lookup: .failed(failure), failures: 1, nextAttemptAt: .test(1))
            try await test.store([fetch], at: 0)
            let detail = try await test.database.read { try $0.query("SELECT detail FROM title_fetch")[0].text(0) }
            #expect(detail.count == StorageLimits.fetchDetailCharactersMax && detail.hasPrefix("odd  é"))
        }
    }
}

/// The classes of a title's record.
@Suite struct RecordStateTests {
    @Test(arguments: TestDriver.available)
    func `each id is in the class of its last answer`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            try await test.fillClasses()
            let ids = (1...7).map { IMDbID.test("tt\($0)") }
            let states = try await test.stores.enrichment.recordStates(of: ids)
            let expected: [RecordState?] = [.available, .missing, .failed, .failed, .available, .available, nil]
            #expect(ids.map { states[$0] } == expected)
            #expect(try await test.stores.enrichment.recordStates(of: []).isEmpty)
        }
    }
}

extension TestStores {
    /// Stores answers that all come again after 100 seconds unless they say otherwise.
    @discardableResult
    fileprivate func store(_ fetches: [TitleFetch], at seconds: Double) async throws -> UpsertOutcome {
        try await stores.enrichment.store(
            FetchBatch(provider: "tmdb", source: .tmdb, fetches: fetches, fetchedAt: .test(seconds)))
    }

    /// tt1 loaded, tt2 new, tt3 failing, tt4 unknown, tt5 found, tt6 a series.
    fileprivate func fillClasses() async throws {
        var series = TitleDraft.film("Dark", imdb: "tt6")
        series.kind = .series
        _ = try await stores.catalogue.merge([.film("Heat", imdb: "tt1"), series], from: .load)
        _ = try await stores.catalogue.addStubs(["tt3", "tt4", "tt5"].map { .test($0) })
        let items = try await stores.enrichment.due(limit: 9, at: .test(0))
        let found = TitleDraft.film("Alien", imdb: "tt5") { metadata in
            metadata.overview = "A crew finds something."
            metadata.releaseDate = "1979-05-25"
        }
        try await store([items[0].failed(1, until: 60), items[1].unknown, items[2].found(found)], at: 0)
        _ = try await stores.catalogue.addStubs([.test("tt2")])
    }
}

extension EnrichmentItem {
    fileprivate var unknown: TitleFetch { fetch(.unknown) }

    fileprivate func found(_ draft: TitleDraft) -> TitleFetch { fetch(.found(draft)) }

    fileprivate func failed(_ failures: Int, until seconds: Double) -> TitleFetch {
        let failure = MetadataFailure("down", concernsService: true)
        return TitleFetch(
            titleID: titleID, lookup: .failed(failure), failures: failures, nextAttemptAt: .test(seconds))
    }

    private func fetch(_ lookup: MetadataLookup) -> TitleFetch {
        TitleFetch(titleID: titleID, lookup: lookup, failures: 0, nextAttemptAt: .test(100))
    }
}

extension IMDbID {
    fileprivate static func test(_ text: String) -> IMDbID { IMDbID(text)! }
}
