import Domain
import Storage
import TestKit
import Testing

/// How far the vectors are behind the titles, and how followers read them.
@Suite struct IndexStoreTests {
    private static let model = "tiny"

    @Test(arguments: TestDriver.available)
    func `a new title waits until it was indexed`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.index
            let ids = try await test.addFilms(2)
            _ = try await test.stores.catalogue.addStubs([try #require(IMDbID("tt9"))])
            #expect(try await store.counts(model: Self.model) == IndexingCounts(known: 2, indexed: 0))
            let items = try await store.pending(model: Self.model, after: nil, limit: 9)
            #expect(items.map(\.title.id) == ids && items.allSatisfy { $0.facets.isEmpty && $0.embedded.isEmpty })
            #expect(try await store.pending(model: Self.model, after: ids[0], limit: 9).map(\.title.id) == [ids[1]])
            #expect(try await store.pending(model: Self.model, after: nil, limit: 1).map(\.title.id) == [ids[0]])
            try await store.store([.test(items[0], [.plot: [1, 0], .mood: [0, -1.5]])], model: Self.model)
            #expect(try await store.pending(model: Self.model, after: nil, limit: 9).map(\.title.id) == [ids[1]])
            #expect(try await store.counts(model: Self.model) == IndexingCounts(known: 2, indexed: 1))
            #expect(try await store.counts(model: "other") == IndexingCounts(known: 2, indexed: 0))
            #expect(try await store.facets(of: ids[0]).map(\.facet) == [.plot, .mood])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title that changed while it was indexed waits again`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.index
            _ = try await test.addFilms(1)
            let item = try #require(try await store.pending(model: Self.model, after: nil, limit: 9).first)
            _ = try await test.stores.catalogue.merge([.film("Renamed", imdb: "tt1")], from: .load)
            try await store.store([.test(item, [.plot: [1, 0]])], model: Self.model)
            #expect(try await store.vectors(model: Self.model, since: 0, limit: 9).titles.isEmpty)
            #expect(try await store.facets(of: item.title.id).isEmpty)
            let again = try #require(try await store.pending(model: Self.model, after: nil, limit: 9).first)
            #expect(again.title.metadata.title == "Renamed")
            try await store.store([.test(again, [.plot: [1, 0]])], model: Self.model)
            #expect(try await store.pending(model: Self.model, after: nil, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title removed while it was indexed stays away`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.index
            let ids = try await test.addFilms(2)
            let items = try await store.pending(model: Self.model, after: nil, limit: 9)
            _ = try await test.stores.catalogue.remove([ids[0]])
            try await store.store(items.map { .test($0, [.plot: [1, 0]]) }, model: Self.model)
            let changes = try await store.vectors(model: Self.model, since: 0, limit: 9)
            #expect(changes.titles.map(\.titleID) == [ids[1]] && changes.removed == [ids[0]])
        }
    }

    @Test(arguments: TestDriver.available)
    func `followers read vectors in pages, oldest change first`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.index
            let ids = try await test.addFilms(4)
            try await test.indexAll(Self.model)
            #expect(try await store.vectorRevision() == 4)
            let first = try await store.vectors(model: Self.model, since: 0, limit: 3)
            #expect(first.titles.map(\.titleID) == Array(ids[..<3]) && first.revision == 3 && !first.isLast)
            #expect(first.titles[0].vectors == [.plot: [0.5, -1], .mood: [0, Float(ids[0].rawValue)]])
            let rest = try await store.vectors(model: Self.model, since: 3, limit: 3)
            #expect(rest.titles.map(\.titleID) == [ids[3]] && rest.revision == 4 && rest.isLast)
            #expect(try await store.vectors(model: "other", since: 0, limit: 3).titles.isEmpty)
            _ = try await test.stores.catalogue.remove([ids[1]])
            let removal = try await store.vectors(model: Self.model, since: 4, limit: 3)
            #expect(removal.removed == [ids[1]] && removal.titles.isEmpty && removal.revision == 5)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an unchanged text keeps its vector and tells nobody`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.index
            _ = try await test.addFilms(1)
            try await test.indexAll(Self.model)
            _ = try await test.stores.catalogue.merge([.film("Renamed", imdb: "tt1")], from: .load)
            let item = try #require(try await store.pending(model: Self.model, after: nil, limit: 9).first)
            #expect(item.embedded == [.plot: "hash plot", .mood: "hash mood"])
            try await store.store([.test(item, [:])], model: Self.model)
            #expect(try await store.pending(model: Self.model, after: nil, limit: 9).isEmpty)
            #expect(try await store.vectorRevision() == 1)
            #expect(try await store.vectors(model: Self.model, since: 0, limit: 9).titles[0].vectors.count == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `facets that a title lost go, and a title without any is gone for followers`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.index
            let id = try await test.addFilms(1)[0]
            try await test.indexAll(Self.model)
            for (revision, facet) in [(2, Facet.plot), (3, .mood)] {
                _ = try await test.stores.catalogue.merge([.film("Name \(revision)", imdb: "tt1")], from: .load)
                let item = try #require(try await store.pending(model: Self.model, after: nil, limit: 9).first)
                try await store.store([.test(item, [:], removed: [facet])], model: Self.model)
                #expect(try await store.facets(of: id).contains { $0.facet == facet } == false)
            }
            let changes = try await store.vectors(model: Self.model, since: 1, limit: 9)
            #expect(changes.titles.isEmpty && changes.removed == [id] && changes.revision == 3)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the words of a person survive the next indexing and put the title on the list`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.index
            let id = try await test.addFilms(1)[0]
            try await test.indexAll(Self.model)
            let mine = FacetText(facet: .plot, text: "Mine.\nAll\0 mine.", source: .user)
            let kept = FacetText(facet: .plot, text: "Mine.\nAll mine.", source: .user)
            #expect(try await store.setFacet(mine, of: id))
            let item = try #require(try await store.pending(model: Self.model, after: nil, limit: 9).first)
            #expect(item.facets.first == kept)
            try await store.store([.test(item, [.plot: [1, 1]], removed: [.plot])], model: Self.model)
            #expect(try await store.facets(of: id).first == kept)
            #expect(try await store.pending(model: Self.model, after: nil, limit: 9).isEmpty)
            #expect(try await !store.setFacet(mine, of: TitleID(99)))
            #expect(try await test.stores.catalogue.revision() == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `forgetting a model makes all its vectors anew, while the old ones serve`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.index
            _ = try await test.addFilms(3)
            try await test.indexAll(Self.model)
            try await test.indexAll("other")
            #expect(try await store.forget(model: Self.model) == 3)
            #expect(try await store.counts(model: Self.model) == IndexingCounts(known: 3, indexed: 0))
            #expect(try await store.counts(model: "other") == IndexingCounts(known: 3, indexed: 3))
            let items = try await store.pending(model: Self.model, after: nil, limit: 9)
            #expect(items.count == 3 && items.allSatisfy { $0.embedded.values.allSatisfy(\.isEmpty) })
            #expect(try await store.vectors(model: Self.model, since: 0, limit: 9).titles.count == 3)
            try await test.indexAll(Self.model)
            #expect(try await store.counts(model: Self.model) == IndexingCounts(known: 3, indexed: 3))
        }
    }
}

extension IndexedTitle {
    /// What indexing says about an item: composed texts and the vectors of these facets.
    fileprivate static func test(
        _ item: IndexingItem, _ vectors: [Facet: [Float]], removed: Set<Facet> = []
    ) -> IndexedTitle {
        let facets = vectors.keys.sorted { $0.position < $1.position }
        return IndexedTitle(
            titleID: item.title.id, titleRevision: item.title.revision,
            facets: facets.map { FacetText(facet: $0, text: "text \($0)", source: .composed) },
            embeddings: facets.map {
                FacetEmbedding(facet: $0, textHash: "hash \($0)", vector: vectors[$0] ?? [])
            },
            removedFacets: removed)
    }
}

extension TestStores {
    fileprivate func addFilms(_ count: Int) async throws -> [TitleID] {
        let drafts = (1...count).map { TitleDraft.film("Film \($0)", imdb: "tt\($0)") }
        _ = try await stores.catalogue.merge(drafts, from: .load)
        return try await stores.catalogue.changes(since: 0, limit: count).titles.map(\.id)
    }

    /// Gives every waiting title two vectors, of which one tells its id.
    fileprivate func indexAll(_ model: String) async throws {
        let items = try await stores.index.pending(model: model, after: nil, limit: 99)
        let indexed = items.map { item in
            IndexedTitle.test(item, [.plot: [0.5, -1], .mood: [0, Float(item.title.id.rawValue)]])
        }
        try await stores.index.store(indexed, model: model)
    }
}
