import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What recommendations know of titles, alike on both drivers.
@Suite struct TitleTraitsTests {
    @Test(arguments: TestDriver.available)
    func `traits are what the catalogue knows`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let crowded = TitleDraft.film("Crowded") { metadata in
                metadata.credits = [Credit(name: "Ann", role: .director), Credit(name: "Wes", role: .writer)]
                metadata.credits += (1...12).map { Credit(name: "Actor \($0)", role: .cast) }
                metadata.credits.append(Credit(name: "Kim", role: .director))
            }
            _ = try await test.stores.catalogue.merge([.complete, crowded, .film("Bare")], from: .load)
            let traits = try await test.stores.tasteSources.traits(.movie, after: nil, limit: 9)
            try #require(traits.map(\.title) == ["Léon", "Crowded", "Bare"])
            #expect(
                traits[0]
                    == TitleTraits(
                        id: traits[0].id, title: "Léon", year: 1994, genres: ["Crime", "Drama"],
                        keywords: ["new york city", "hitman", "corrupt police"], directors: ["Luc Besson"],
                        cast: ["Jean Reno", "Luc Besson"], network: "Gaumont", communityRating: 8.3,
                        voteCount: 15_000, contentRating: "R", runtimeMinutes: 111))
            #expect(traits[1].directors == ["Ann", "Kim"])
            #expect(traits[1].cast == (1...DomainLimits.traitCastMax).map { "Actor \($0)" }, "in billing order")
            #expect(
                traits[2]
                    == TitleTraits(
                        id: traits[2].id, title: "Bare", year: nil, genres: [], keywords: [], directors: [], cast: [],
                        network: nil, communityRating: nil, voteCount: nil, contentRating: nil, runtimeMinutes: nil))
        }
    }

    @Test(arguments: TestDriver.available)
    func `pages follow one another without hidden titles, stubs and other kinds`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (sources, catalogue) = (bench.test.stores.tasteSources, bench.test.stores.catalogue)
            let series = try await bench.series("Series", [(1, 1), (1, 2)])
            let local = try await bench.film("Local")
            _ = try await catalogue.merge((1...5).map { .film("Film \($0)", imdb: "tt\($0)") }, from: .load)
            _ = try await catalogue.addStubs([try #require(IMDbID("tt77"))])
            let films = try await sources.traits(.movie, after: nil, limit: 99)
            #expect(films.map(\.title) == ["Local"] + (1...5).map { "Film \($0)" })
            try await bench.test.hide([films[2].id])
            try await bench.test.hide([films[4].id, local], as: 2)
            var (pages, last): ([[String]], TitleID?) = ([], nil)
            while pages.last?.isEmpty != true {
                let page = try await sources.traits(.movie, after: last, limit: 2)
                pages.append(page.map(\.title))
                last = page.last?.id
            }
            #expect(pages == [["Local", "Film 1"], ["Film 3", "Film 5"], []], "one with a file is always shown")
            #expect(try await sources.traits(.series, after: nil, limit: 9).map(\.id) == [series.id])
            #expect(try await sources.traits(.scene, after: nil, limit: 9).isEmpty)
            #expect(try await sources.traits(.movie, after: nil, limit: 0).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a version says whether traits changed`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let sources = test.stores.tasteSources
            var series = TitleDraft.film("Series", imdb: "tt9")
            series.kind = .series
            _ = try await test.stores.catalogue.merge([.film("One", imdb: "tt1"), .film("Two"), series], from: .load)
            let ids = try await test.stores.catalogue.changes(since: 0, limit: 9).titles.map(\.id)
            var versions = [try await sources.version(of: .movie)]
            #expect(try await sources.version(of: .movie) == versions[0])
            _ = try await test.stores.catalogue.merge([.film("One", year: 1999, imdb: "tt1")], from: .tmdb)
            versions.append(try await sources.version(of: .movie))
            for hidden in [[ids[0]], [ids[1]], [ids[0], ids[1]]] {
                try await test.hide(ids, as: 0)
                try await test.hide(hidden)
                versions.append(try await sources.version(of: .movie))
            }
            #expect(Set(versions).count == 5, "\(versions)")
            try await test.hide([ids[2]])
            #expect(try await sources.version(of: .movie) == versions[4], "a hidden series is no matter of films")
        }
    }

    @Test(arguments: TestDriver.available)
    func `many titles take as many statements as few`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let drafts = (1...300).map { number in
                TitleDraft.film("Film \(number)", imdb: "tt\(number)") { metadata in
                    metadata.genres = ["Drama"]
                    metadata.keywords = ["keyword \(number)"]
                    metadata.studios = ["Studio \(number)"]
                    metadata.credits = [Credit(name: "Person \(number)", role: .director)]
                }
            }
            _ = try await test.stores.catalogue.merge(drafts, from: .load)
            func statements(_ limit: Int) async throws -> StatementCounter {
                try await StatementCounter.counting {
                    let traits = try await test.stores.tasteSources.traits(.movie, after: nil, limit: limit)
                    #expect(traits.count == limit && traits.last?.directors == ["Person \(limit)"])
                }.1
            }
            let (few, many) = (try await statements(1), try await statements(300))
            #expect(few.count == 5 && many.count == 5, "\(many.statements.joined(separator: "\n"))")
        }
    }
}
