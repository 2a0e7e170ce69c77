import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// A longer list costs longer statements, not more of them.
@Suite struct StatementCountTests {
    @Test(arguments: TestDriver.available)
    func `loading many titles takes as many statements as loading few`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let few = try await test.statements { try await $0.merge(films(1...10, "one"), from: .load) }
            let many = try await test.statements { try await $0.merge(films(101...350, "two"), from: .load) }
            #expect(many.count == few.count && many.count <= 30, "\(many.statements.joined(separator: "\n"))")
            let same = try await test.statements { try await $0.merge(films(101...350, "two"), from: .load) }
            #expect(same.count < few.count, "what is there already is read and not written")
            let changed = try await test.statements { try await $0.merge(films(101...350, "three"), from: .load) }
            #expect(changed.count <= few.count + 5, "\(changed.statements.joined(separator: "\n"))")
        }
    }

    @Test(arguments: TestDriver.available)
    func `reading many titles takes as many statements as reading one`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge(films(1...300, "one"), from: .load)
            let ids = try await test.stores.catalogue.changes(since: 0, limit: 300).titles.map(\.id)
            #expect(try await test.statements { try await $0.titles(ids: [ids[0]]) }.count == 4)
            #expect(try await test.statements { try await $0.titles(ids: ids) }.count == 4)
            #expect(try await test.statements { try await $0.changes(since: 0, limit: 250) }.count <= 6)
            let (_, pending) = try await StatementCounter.counting {
                try await test.stores.index.pending(model: "m", after: nil, limit: 250)
            }
            #expect(pending.count <= 7, "\(pending.statements)")
        }
    }

    @Test(arguments: TestDriver.available)
    func `storing vectors and removing titles does not cost a statement for each`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge(films(1...300, "one"), from: .load)
            let few = try await test.index(limit: 10)
            let many = try await test.index(limit: 240)
            #expect(many.count == few.count && many.count <= 16, "\(many.statements)")
            let ids = try await test.stores.catalogue.changes(since: 0, limit: 300).titles.map(\.id)
            let removal = try await test.statements { try await $0.remove(ids) }
            #expect(removal.count <= 10, "\(removal.statements)")
        }
    }

    @Test(arguments: TestDriver.available)
    func `storing many answers of a provider takes as many statements as storing few`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.addStubs((1...300).compactMap { IMDbID("tt\($0)") })
            let few = try await test.enrich(limit: 10, "one")
            let many = try await test.enrich(limit: 240, "two")
            #expect(many.count == few.count && many.count <= 39, "\(many.statements.joined(separator: "\n"))")
        }
    }
}

/// Films with lists of their own and one facet text.
private func films(_ numbers: ClosedRange<Int>, _ name: String) -> [TitleDraft] {
    numbers.map { number in
        var draft = TitleDraft.film("\(name) \(number)", imdb: "tt\(number)") { metadata in
            metadata.genres = ["Drama", name]
            metadata.keywords = ["keyword \(number % 90) \(name)"]
            metadata.studios = ["Studio \(number % 90) \(name)"]
            metadata.credits = [Credit(name: "Person \(number) \(name)", role: .director)]
        }
        draft.facets = [.mood: name]
        return draft
    }
}

extension TestStores {
    fileprivate func statements(
        _ work: (SQLCatalogueStore) async throws -> some Sendable
    ) async throws -> StatementCounter {
        try await StatementCounter.counting { try await work(stores.catalogue) }.1
    }

    /// Every second stub is found.
    fileprivate func enrich(limit: Int, _ name: String) async throws -> StatementCounter {
        let items = try await stores.enrichment.due(limit: limit, at: .test(0))
        let fetches = items.enumerated().map { number, item in
            var draft = films(1...1, "\(name) \(number)")[0]
            draft.imdbID = item.reference.imdbID
            draft.facets = [:]
            let lookup = number.isMultiple(of: 2) ? MetadataLookup.found(draft) : .unknown
            return TitleFetch(titleID: item.titleID, lookup: lookup, failures: 0, nextAttemptAt: .test(9))
        }
        let batch = FetchBatch(provider: "tmdb", source: .tmdb, fetches: fetches, fetchedAt: .test(0))
        return try await StatementCounter.counting { _ = try await stores.enrichment.store(batch) }.1
    }

    fileprivate func index(limit: Int) async throws -> StatementCounter {
        let items = try await stores.index.pending(model: "m", after: nil, limit: limit)
        let indexed = items.map { item in
            IndexedTitle(
                titleID: item.title.id, titleRevision: item.title.revision,
                facets: [FacetText(facet: .plot, text: "x", source: .composed)],
                embeddings: [FacetEmbedding(facet: .plot, textHash: "x", vector: [1, 2])], removedFacets: [.mood])
        }
        return try await StatementCounter.counting { try await stores.index.store(indexed, model: "m") }.1
    }
}
