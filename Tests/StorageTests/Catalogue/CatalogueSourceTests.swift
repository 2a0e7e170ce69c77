import Domain
import Storage
import TestKit
import Testing

/// Which source's word counts, and what a person locked.
@Suite struct CatalogueSourceTests {
    @Test(arguments: TestDriver.available)
    func `a weaker source fills what is missing and replaces nothing`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let exact = TitleDraft.film("Heat", year: 1995, imdb: "tt0113277") { $0.genres = ["Crime"] }
            _ = try await store.merge([exact], from: .tmdb)
            let loose = TitleDraft.film("heat (1995)", year: 1996, imdb: "tt0113277") { metadata in
                metadata.genres = ["Action", "Thriller"]
                metadata.tagline = "A Los Angeles crime saga."
            }
            #expect(try await store.merge([loose], from: .load) == UpsertOutcome(changed: 1))
            let title = try await store.only(exact)
            #expect(title.metadata.title == "Heat" && title.metadata.year == 1995)
            #expect(title.metadata.genres == ["Crime"] && title.metadata.tagline == "A Los Angeles crime saga.")
            #expect(title.provenance.sources == [.title: .tmdb, .year: .tmdb, .genres: .tmdb, .tagline: .load])
            #expect(try await store.merge([loose], from: .load) == UpsertOutcome(unchanged: 1))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a stronger or equal source replaces, a silent one erases nothing`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let draft = TitleDraft.complete
            _ = try await store.merge([draft], from: .load)
            _ = try await store.merge([.film("Léon", imdb: "tt0110413")], from: .nfo)
            #expect(try await store.only(draft).metadata == draft.metadata)
            let other = TitleDraft.film("Leon", imdb: "tt0110413") { $0.keywords = ["milk"] }
            _ = try await store.merge([other], from: .nfo)
            let title = try await store.only(draft)
            #expect(title.metadata.title == "Leon" && title.metadata.keywords == ["milk"])
            #expect(title.provenance.sources[.keywords] == .nfo && title.provenance.sources[.genres] == .load)
            _ = try await store.merge([draft], from: .load)
            #expect(try await store.only(draft).metadata.keywords == ["milk"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a locked field stays whatever comes, until it is unlocked`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let draft = TitleDraft.film("Heat", year: 1995, imdb: "tt0113277") { $0.overview = "Ours." }
            _ = try await store.merge([draft], from: .load)
            let id = try await store.only(draft).id
            #expect(try await store.setLocked(true, fields: [.overview, .tagline], of: id))
            #expect(try await store.only(draft).provenance.locked == [.overview, .tagline])
            let news = TitleDraft.film("Heat!", imdb: "tt0113277") { metadata in
                metadata.overview = "Theirs."
                metadata.tagline = "Theirs too."
            }
            _ = try await store.merge([news], from: .user)
            let title = try await store.only(draft)
            #expect(title.metadata.title == "Heat!" && title.metadata.overview == "Ours.")
            #expect(title.metadata.tagline == nil, "a field that was locked empty stays empty")
            #expect(try await store.setLocked(false, fields: [.overview], of: id))
            _ = try await store.merge([news], from: .user)
            #expect(try await store.only(draft).metadata.overview == "Theirs.")
            #expect(try await store.only(draft).provenance.locked == [.tagline])
        }
    }

    @Test(arguments: TestDriver.available)
    func `locking is a change that followers see, locking again is none`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let draft = TitleDraft.film("Heat", imdb: "tt0113277")
            _ = try await store.merge([draft], from: .load)
            let id = try await store.only(draft).id
            #expect(try await store.setLocked(true, fields: [.title], of: id))
            #expect(try await store.changes(since: 1, limit: 9).titles.map(\.id) == [id])
            #expect(try await store.setLocked(true, fields: [.title], of: id))
            #expect(try await store.revision() == 2)
            #expect(try await !store.setLocked(true, fields: [.title], of: TitleID(99)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `facet texts of a load replace composed ones, not a person's`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            var draft = TitleDraft.film("Heat", imdb: "tt0113277")
            draft.facets = [.mood: "Cool and blue.", .plot: ""]
            _ = try await store.merge([draft], from: .load)
            let id = try await store.only(draft).id
            let loaded = FacetText(facet: .mood, text: "Cool and blue.", source: .load)
            #expect(try await test.stores.index.facets(of: id) == [loaded])
            let mine = FacetText(facet: .mood, text: "Lonely.", source: .user)
            #expect(try await test.stores.index.setFacet(mine, of: id))
            draft.facets = [.mood: "Hot.", .themes: "Duty\0."]
            #expect(try await store.merge([draft], from: .load) == UpsertOutcome(changed: 1))
            let themes = FacetText(facet: .themes, text: "Duty.", source: .load)
            #expect(try await test.stores.index.facets(of: id) == [mine, themes])
            #expect(try await store.merge([draft], from: .load) == UpsertOutcome(unchanged: 1))
        }
    }
}
