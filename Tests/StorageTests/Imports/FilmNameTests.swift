import Domain
import SQL
import Storage
import TestKit
import Testing

/// Films of the catalogue found by their names, alike on both drivers.
@Suite struct FilmNameTests {
    private static let drafts: [TitleDraft] = [
        .film("Alien", year: 1979, imdb: "tt1", tmdb: 1) { metadata in
            (metadata.voteCount, metadata.genres) = (10, ["Horror", "Science Fiction"])
        },
        .film("Aliens", year: 1986, tmdb: 2) { $0.voteCount = 90 },
        .film("Alien: Covenant", year: 2017, tmdb: 3) { $0.voteCount = 50 },
        .film("Amélie", year: 2001, imdb: "tt4") { $0.originalTitle = "Le Fabuleux Destin d'Amélie Poulain" },
        .film("Up", year: 2009, tmdb: 5), .film("Upgrade", year: 2018, tmdb: 6) { $0.voteCount = 1 },
        .film("Alien without an id", year: 1979),
    ]

    @Test(arguments: TestDriver.available)
    func `words are beginnings of words, exact names come first`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge(Self.drafts, from: .load)
            func found(_ text: String, year: Int? = nil, limit: Int = 9) async throws -> [String] {
                let names = [FilmName("Nothing of the kind"), FilmName(text, year: year)]
                let lists = try await test.stores.filmNames.films(named: names, limit: limit)
                #expect(lists.count == 2 && lists[0].isEmpty)
                return lists[1].map(\.title)
            }
            #expect(try await found("ALIEN") == ["Alien", "Aliens", "Alien: Covenant"])
            #expect(try await found("alien", limit: 2) == ["Alien", "Aliens"])
            #expect(try await found("alien", year: 1986) == ["Aliens"])
            #expect(try await found("cov ali") == ["Alien: Covenant"])
            #expect(try await found("lien").isEmpty)
            #expect(try await found("amelie") == ["Amélie"])
            #expect(try await found("poulain fabuleux") == ["Amélie"])
            #expect(try await found("le fabuleux destin d'amelie poulain") == ["Amélie"])
            #expect(try await found("up") == ["Up", "Upgrade"])
            #expect(try await found("u") == ["Upgrade", "Up"])
            #expect(try await found("").isEmpty)
            #expect(try await found(" - ").isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what changes is found anew at once`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge(Self.drafts, from: .load)
            func found(_ text: String) async throws -> [String] {
                try await test.stores.filmNames.films(named: [FilmName(text)], limit: 9)[0].map(\.title)
            }
            #expect(try await found("covenant").count == 1)
            let alien = try #require(try await test.stores.catalogue.title(imdbID: .tt(1)))
            _ = try await test.stores.catalogue.remove([alien.id])
            _ = try await test.stores.catalogue.merge(
                [.film("Covenant", tmdb: 9), .film("Prometheus", tmdb: 3)], from: .nfo)
            #expect(try await found("alien") == ["Aliens"])
            #expect(try await found("covenant") == ["Covenant"])
            #expect(try await found("prometheus") == ["Prometheus"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a match says what an import shows`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge(Self.drafts + [.complete], from: .load)
            _ = try await test.stores.catalogue.addStubs([.tt(77)])
            let byID = try await test.stores.filmNames.films(
                imdbIDs: [.tt(1), .tt(77), .tt(99)], tmdbIDs: [101, 1, 55])
            #expect(byID.map(\.title) == ["Alien", "Léon"])
            #expect(byID.first?.genreIDs == [27, 878] && byID.first?.imdbID == .tt(1) && byID.first?.tmdbID == 1)
            let leon = try #require(byID.last)
            #expect(leon.originalTitle == "Léon: The Professional" && leon.year == 1994 && leon.runtimeMinutes == 111)
            #expect(leon.posterPath == "/leon.jpg" && leon.voteAverage == 8.3 && leon.voteCount == 15_000)
            #expect(leon.releaseDate == "1994-09-14" && leon.genreIDs == [80, 18])
            let named = try await test.stores.filmNames.films(named: [FilmName("léon", year: 1994)], limit: 9)
            #expect(named == [[leon]])
            #expect(try await test.stores.filmNames.films(imdbIDs: [], tmdbIDs: []).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `many names cost as many statements as one`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let films = (1...300).map { (number: Int) in TitleDraft.film("Film \(number)", tmdb: number) }
            _ = try await test.stores.catalogue.merge(films, from: .load)
            func statements(_ count: Int) async throws -> Int {
                let names = (1...count).map { FilmName("film \($0)") }
                return try await StatementCounter.counting {
                    let found = try await test.stores.filmNames.films(named: names, limit: 3)
                    #expect(found.map { $0.first?.title } == (1...count).map { "Film \($0)" })
                }.1.count
            }
            _ = try await statements(1)
            let few = try await statements(1)
            #expect(try await statements(200) == few && few <= 3)
        }
    }
}
