import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Stored settings, alike on both drivers.
@Suite struct SettingStoreTests {
    private static func row(_ key: String, _ value: String, at second: Double = 0, by user: UserID? = nil)
        -> StoredSetting
    {
        StoredSetting(
            key: key, value: value, isEncrypted: value.hasPrefix("v1:"), updatedAt: .test(second), updatedBy: user)
    }

    private static func batch(_ put: [StoredSetting], removing keys: [String] = [], by user: UserID? = nil)
        -> SettingBatch
    {
        SettingBatch(
            put: put, removed: keys,
            audit: AuditEntry(at: .test(0), action: "settings.changed", userID: user, address: nil, detail: "x"))
    }

    @Test(arguments: TestDriver.available)
    func `values are put, replaced and removed together, with the audit`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.settings
            let empty = try await store.stored()
            #expect(empty.rows.isEmpty)
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            try await store.apply(Self.batch([Self.row("b", "2", by: user), Self.row("a", "v1:x")], by: user))
            var stored = try await store.stored()
            #expect(stored.rows == [Self.row("a", "v1:x"), Self.row("b", "2", by: user)])
            #expect(stored.version == empty.version + 1)
            try await store.apply(Self.batch([Self.row("b", "", at: 9)], removing: ["a", "never there"]))
            stored = try await store.stored()
            #expect(stored.rows == [Self.row("b", "", at: 9)])
            #expect(stored.since == empty.since)
            #expect(try await test.stores.audit.recent(limit: 9).map(\.userID) == [nil, user])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what fails leaves nothing behind`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.settings
            let before = try await store.stored()
            await #expect(throws: (any Error).self) {
                try await store.apply(Self.batch([Self.row("a", "1", by: UserID(99))]))
            }
            #expect(try await store.stored() == before)
            #expect(try await test.stores.audit.recent(limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `followers are told, in other processes too`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            var changes = test.stores.feed.changes().makeAsyncIterator()
            try await test.reopened { other in
                try await other.stores.settings.apply(Self.batch([Self.row("a", "1")]))
                var area = await changes.next()
                while area != .settings { area = await changes.next() }
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `many changes take as many statements as one`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let one = try await test.statements([Self.row("a", "1")])
            let many = try await test.statements((0..<100).map { Self.row("k\($0)", "1") })
            #expect(one == many && many <= 6, "\(one) and \(many)")
        }
    }
}

extension TestStores {
    fileprivate func statements(_ rows: [StoredSetting]) async throws -> Int {
        let batch = SettingBatch(
            put: rows, removed: ["x"], audit: AuditEntry(at: .test(0), action: "a", userID: nil, address: nil))
        return try await StatementCounter.counting { try await stores.settings.apply(batch) }.1.count
    }
}

/// What people chose, alike on both drivers.
@Suite struct PersonalSettingStoreTests {
    @Test(arguments: TestDriver.available)
    func `choices are kept for each person`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.personalSettings
            let ann = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            let bob = try await test.stores.accounts.addUser(.test("bob@example.org")).id
            #expect(try await store.settings(of: ann) == PersonalSettings())
            #expect(try await store.settings(of: UserID(99)) == PersonalSettings())
            let first = try await store.change(of: ann, at: .test(0)) { settings in
                settings.dislikes = .penalize
                settings.movieLibraryName = "Ann's"
            }
            #expect(first.dislikes == .penalize)
            let second = try await store.change(of: ann, at: .test(1)) { $0.movieLibraryName = nil }
            #expect(second.dislikes == .penalize && second.movieLibraryName == nil)
            _ = try await store.change(of: bob, at: .test(1)) { $0.wantsExplanations = false }
            #expect(try await store.settings(of: ann) == second)
            #expect(try await store.settingsOfAll().keys.sorted() == [ann, bob])
            _ = try await store.change(of: ann, at: .test(2)) { $0 = PersonalSettings() }
            #expect(Array(try await store.settingsOfAll().keys) == [bob])
        }
    }

    @Test(arguments: TestDriver.available)
    func `changes at the same time lose nothing`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.personalSettings
            let ann = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            _ = try await concurrently(6) { number in
                try await store.change(of: ann, at: .test(0)) { settings in
                    settings.movieLibraryName = (settings.movieLibraryName ?? "") + "\(number)"
                }
            }
            #expect(try await store.settings(of: ann).movieLibraryName?.count == 6)
        }
    }

    @Test(arguments: TestDriver.available)
    func `unknown accounts are told`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            await #expect(throws: AccountError.unknownUser("99")) {
                _ = try await test.stores.personalSettings.change(of: UserID(99), at: .test(0)) { _ in }
            }
        }
    }
}

/// Numbers of the catalogue, alike on both drivers.
@Suite struct ModelFactsTests {
    @Test(arguments: TestDriver.available)
    func `known titles and vectors are counted, by model`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let (stores, facts) = (test.stores, test.stores.modelFacts)
            #expect(try await facts.titleCounts() == (0, 0))
            #expect(try await facts.embeddedMovies().isEmpty)
            var series = TitleDraft.film("Dark", imdb: "tt9")
            series = TitleDraft(kind: .series, imdbID: series.imdbID, tmdbID: nil, metadata: series.metadata)
            _ = try await stores.catalogue.merge(
                [.film("Heat", imdb: "tt1"), .film("Ronin", imdb: "tt2"), series], from: .load)
            _ = try await stores.catalogue.addStubs([IMDbID("tt3")].compactMap(\.self))
            #expect(try await facts.titleCounts() == (2, 1))
            for (model, limit) in [("one", 3), ("two", 1)] {
                let items = try await stores.index.pending(model: model, after: nil, limit: limit)
                let indexed = items.map { item in
                    IndexedTitle(
                        titleID: item.title.id, titleRevision: item.title.revision, facets: [],
                        embeddings: [FacetEmbedding(facet: .plot, textHash: "x", vector: [1, 2])], removedFacets: [])
                }
                try await stores.index.store(indexed, model: model)
            }
            #expect(try await facts.embeddedMovies() == ["one": 2, "two": 1])
            let (_, counted) = try await StatementCounter.counting {
                _ = try await facts.titleCounts()
                return try await facts.embeddedMovies()
            }
            #expect(counted.count <= 2)
        }
    }
}
