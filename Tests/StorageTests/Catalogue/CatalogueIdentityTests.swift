import Domain
import Storage
import TestKit
import Testing

/// Which stored title a draft means.
@Suite struct CatalogueIdentityTests {
    @Test(arguments: TestDriver.available)
    func `a film is known by its IMDb id whatever it is called`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            _ = try await store.merge([.film("Leon", year: 1994, imdb: "tt0110413")], from: .load)
            let renamed = TitleDraft.film("The Professional", year: 1995, imdb: "tt0110413", tmdb: 101)
            #expect(try await store.merge([renamed], from: .load) == UpsertOutcome(changed: 1))
            let title = try await store.only(renamed)
            #expect(title.metadata.title == "The Professional" && title.tmdbID == 101)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film is known by its TMDB id, which a series may have too`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            _ = try await store.merge([.film("Heat", tmdb: 949)], from: .load)
            #expect(try await store.merge([.film("Heat", imdb: "tt0113277", tmdb: 949)], from: .load).changed == 1)
            var series = TitleDraft.film("Heat", tmdb: 949)
            series.kind = .series
            #expect(try await store.merge([series], from: .load).added == 1)
            let other = TitleDraft.film("Another", imdb: "tt9999999", tmdb: 949)
            #expect(try await store.merge([other], from: .load).added == 1)
            #expect(try await store.only(other).tmdbID == nil, "the id belongs to the first film")
            #expect(try await store.counts() == [.known: 3])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film without ids is known by name and year, however it is spelled`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let amelie = TitleDraft.film("Amélie", year: 2001, imdb: "tt0211915")
            _ = try await store.merge([amelie], from: .load)
            let spellings = ["AMELIE!", "Ame\u{301}lie", " amélie "].map { TitleDraft.film($0, year: 2001) }
            #expect(try await store.merge(spellings, from: .fileName) == UpsertOutcome(unchanged: 3))
            #expect(try await store.merge([.film("Amélie", year: 2002)], from: .fileName).added == 1)
            #expect(try await store.merge([.film("Amélie")], from: .fileName).added == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film stored without ids takes those of its namesake, one with ids does not`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            _ = try await store.merge([.film("Crash", year: 2004)], from: .fileName)
            let crash = TitleDraft.film("Crash", year: 2004, imdb: "tt0375679", tmdb: 1640)
            #expect(try await store.merge([crash], from: .load) == UpsertOutcome(changed: 1))
            let namesake = TitleDraft.film("Crash", year: 2004, imdb: "tt7777777")
            #expect(try await store.merge([namesake], from: .load) == UpsertOutcome(added: 1))
            #expect(try await store.counts() == [.known: 2])
        }
    }

    @Test(arguments: TestDriver.available)
    func `two lines of one film in a batch make one film`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let first = TitleDraft.film("Heat", year: 1995, imdb: "tt0113277") { $0.genres = ["Crime"] }
            let second = TitleDraft.film("Heat", year: 1995, imdb: "tt0113277", tmdb: 949) { $0.runtimeMinutes = 170 }
            let third = TitleDraft.film("Heat", year: 1995, tmdb: 949) { $0.keywords = ["heist"] }
            let outcome = try await store.merge([first, second, third, first], from: .load)
            #expect(outcome == UpsertOutcome(added: 1, changed: 2, unchanged: 1))
            let title = try await store.only(first)
            #expect(title.metadata.genres == ["Crime"] && title.metadata.keywords == ["heist"])
            #expect(title.metadata.runtimeMinutes == 170 && title.tmdbID == 949)
            #expect(try await store.revision() == 1)
            #expect(try await store.counts() == [.known: 1])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a stub becomes the film that it stood for`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let heat = try #require(IMDbID("tt0113277"))
            let alien = try #require(IMDbID("tt0078748"))
            #expect(try await store.addStubs([heat, alien, heat]) == 2)
            #expect(try await store.addStubs([heat]) == 0)
            #expect(try await store.addStubs([]) == 0)
            let stub = try #require(try await store.title(imdbID: heat))
            #expect(stub.state == .pending && stub.metadata.title.isEmpty)
            #expect(try await store.revision() == 2)
            #expect(try await store.merge([.film("Heat", imdb: "tt0113277")], from: .load).changed == 1)
            let film = try #require(try await store.title(imdbID: heat))
            #expect(film.state == .known && film.id == stub.id && film.uuid == stub.uuid && film.revision == 3)
            #expect(try await store.counts() == [.known: 1, .pending: 1])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a stub of a series becomes a series`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let id = try #require(IMDbID("tt0903747"))
            _ = try await store.addStubs([id])
            var series = TitleDraft.film("Breaking Bad", imdb: "tt0903747", tmdb: 1396)
            series.kind = .series
            _ = try await store.merge([series], from: .load)
            #expect(try await store.title(imdbID: id)?.kind == .series)
            #expect(try await store.title(imdbID: id)?.tmdbID == 1396)
        }
    }
}
