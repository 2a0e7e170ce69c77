import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What a load stores and what it reports, on both drivers.
@Suite struct CatalogueStoreTests {
    @Test(arguments: TestDriver.available)
    func `a film comes back with every field as it was loaded`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let draft = TitleDraft.complete
            #expect(try await store.merge([draft], from: .load) == UpsertOutcome(added: 1))
            let title = try await store.only(draft)
            #expect(title.metadata == draft.metadata)
            #expect(title.kind == .movie && title.state == .known && title.uuid.count == 36)
            #expect(title.imdbID == draft.imdbID && title.tmdbID == draft.tmdbID)
            #expect(title.provenance == Provenance(sources: .all(.load)))
            #expect(try await store.title(id: title.id) == title)
            #expect(try await store.titles(ids: [title.id, TitleID(99), title.id]) == [title])
            #expect(try await store.title(id: TitleID(99)) == nil)
            #expect(try await store.titles(ids: []).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film of which only the name is known comes back without the rest`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge([.film("Heat")], from: .fileName)
            let title = try #require(try await test.stores.catalogue.changes(since: 0, limit: 9).titles.first)
            #expect(title.metadata == TitleMetadata(title: "Heat"))
            #expect(title.provenance == Provenance(sources: [.title: .fileName]))
            #expect(title.imdbID == nil && title.tmdbID == nil && title.state == .known)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a second load of the same file changes nothing`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            var first = TitleDraft.complete
            first.facets = [.mood: "Tense and tender."]
            let drafts = [first, .film("Heat", year: 1995, imdb: "tt0113277"), .film("Nameless", year: 2001)]
            #expect(try await store.merge(drafts, from: .load) == UpsertOutcome(added: 3))
            let before = try await store.changes(since: 0, limit: 9)
            #expect(try await store.merge(drafts, from: .load) == UpsertOutcome(unchanged: 3))
            #expect(try await store.revision() == before.revision)
            #expect(try await store.changes(since: 0, limit: 9).titles == before.titles)
            #expect(try await store.changes(since: before.revision, limit: 9).titles.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a batch tells what was added, changed and left`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let heat = TitleDraft.film("Heat", year: 1995, imdb: "tt0113277")
            let alien = TitleDraft.film("Alien", year: 1979, imdb: "tt0078748")
            _ = try await store.merge([heat, alien], from: .load)
            var longer = heat
            longer.metadata.runtimeMinutes = 170
            let up = TitleDraft.film("Up", year: 2009, imdb: "tt1049413")
            let outcome = try await store.merge([up, longer, alien], from: .load)
            #expect(outcome == UpsertOutcome(added: 1, changed: 1, unchanged: 1))
            #expect(try await store.only(heat).metadata.runtimeMinutes == 170)
            #expect(try await store.counts() == [.known: 3])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a line without id and name is left out`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let outcome = try await test.stores.catalogue.merge([.film(""), .film(" \0 ")], from: .load)
            #expect(outcome == UpsertOutcome(unchanged: 2))
            #expect(try await test.stores.catalogue.merge([], from: .load) == UpsertOutcome())
            #expect(try await test.stores.catalogue.counts().isEmpty)
            #expect(try await test.stores.catalogue.revision() == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a batch that fails leaves neither titles nor a revision`(driver: TestDriver) async throws {
        let sameBytes = World(now: { .test(0) }, randomBytes: { [UInt8](repeating: 7, count: $0) })
        try await TestStores.with(driver, world: sameBytes) { test async throws in
            let store = test.stores.catalogue
            await #expect(throws: SQLError.uniqueViolation(constraint: "title.uuid")) {
                try await store.merge([.film("Heat", imdb: "tt1"), .film("Alien", imdb: "tt2")], from: .load)
            }
            #expect(try await store.revision() == 0)
            #expect(try await store.counts().isEmpty)
            #expect(try await test.count("person") == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `simultaneous loads lose nothing and make each film once`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let drafts = (0..<20).map { number in
                TitleDraft.film("Film \(number)", imdb: "tt\(1000 + number)") {
                    $0.genres = ["Drama", "Genre \(number)"]
                }
            }
            let outcomes = try await concurrently(4) { number in
                try await store.merge(Array(drafts[number * 4..<number * 4 + 8]), from: .load)
            }
            #expect(outcomes.reduce(UpsertOutcome(), +) == UpsertOutcome(added: 20, unchanged: 12))
            let changes = try await store.changes(since: 0, limit: 99)
            #expect(changes.titles.map(\.revision) == Array(1...20) && changes.revision == 20)
            #expect(try await test.count("term") == 21)
        }
    }
}

extension [MetadataField: FieldSource] {
    /// Every field from one source.
    fileprivate static func all(_ source: FieldSource) -> Self {
        Dictionary(uniqueKeysWithValues: MetadataField.allCases.map { ($0, source) })
    }
}

extension CatalogueStore {
    /// The stored title that a draft with an IMDb id means.
    func only(_ draft: TitleDraft) async throws -> Title {
        let id = try #require(draft.imdbID)
        return try #require(try await title(imdbID: id))
    }
}

extension TestStores {
    func count(_ table: String) async throws -> Int {
        try await database.read { try $0.int("SELECT COUNT(*) FROM \(sql: SQL(trusted: table))") }
    }
}
