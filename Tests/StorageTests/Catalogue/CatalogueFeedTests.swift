import Domain
import Storage
import TestKit
import Testing

/// How others follow the catalogue: revisions, pages, removals.
@Suite struct CatalogueFeedTests {
    @Test(arguments: TestDriver.available)
    func `pages give every change once, oldest first`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let drafts = (1...5).map { TitleDraft.film("Film \($0)", imdb: "tt\($0)") }
            _ = try await store.merge(drafts, from: .load)
            _ = try await store.merge([.film("Film two", imdb: "tt2")], from: .load)
            let gone = try await store.only(drafts[2]).id
            #expect(try await store.remove([gone, TitleID(99), gone]) == 1)
            let pages = try await store.pages(of: 2)
            #expect(pages.flatMap(\.titles).map(\.metadata.title) == ["Film 1", "Film 4", "Film 5", "Film two"])
            #expect(pages.flatMap(\.removed) == [gone])
            #expect(pages.map(\.revision) == [4, 6, 7] && pages.map(\.isLast) == [false, false, true])
            #expect(try await store.title(id: gone) == nil)
            #expect(try await store.changes(since: 6, limit: 2).removed == [gone])
            #expect(try await store.changes(since: 7, limit: 2).revision == 7)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what belonged to a removed film goes with it, its id is never used again`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            var draft = TitleDraft.complete
            draft.facets = [.mood: "Tense."]
            _ = try await store.merge([draft], from: .load)
            let old = try await store.only(draft).id
            #expect(try await store.remove([old]) == 1)
            for table in ["title_person", "title_term", "title_studio", "facet_text"] {
                #expect(try await test.count(table) == 0, "\(table)")
            }
            #expect(try await store.remove([old]) == 0)
            #expect(try await store.remove([]) == 0)
            #expect(try await store.merge([draft], from: .load) == UpsertOutcome(added: 1))
            let new = try await store.only(draft)
            #expect(new.id > old && new.metadata == draft.metadata)
            let changes = try await store.changes(since: 0, limit: 9)
            #expect(changes.titles.map(\.id) == [new.id] && changes.removed == [old])
        }
    }

    @Test(arguments: TestDriver.available)
    func `who sees a revision sees all that it stands for`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            try await test.reopened { other async throws in
                async let loads = concurrently(10) { number in
                    let films = (0..<5).map { TitleDraft.film("Film", imdb: "tt\(number * 5 + $0 + 1)") }
                    return try await test.stores.catalogue.merge(films, from: .load)
                }
                var seen: [Int64] = []
                var revision: Int64 = 0
                while revision < 50 {
                    let page = try await other.stores.catalogue.changes(since: revision, limit: 3)
                    seen += page.titles.map(\.revision)
                    revision = page.revision
                }
                #expect(try await loads.count == 10)
                #expect(seen == Array(1...50))
            }
        }
    }
}

extension CatalogueStore {
    /// All pages from the beginning.
    fileprivate func pages(of limit: Int) async throws -> [TitleChanges] {
        var pages: [TitleChanges] = []
        repeat {
            pages.append(try await changes(since: pages.last?.revision ?? 0, limit: limit))
        } while pages.last?.isLast == false
        return pages
    }
}
