import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What a media server says of films and series beside what the catalogue knows, alike on both drivers.
@Suite struct ServerTitleTests {
    /// What the catalogue has, what the media server says, and whether they are one title.
    struct Pair: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let known: TitleDraft
        let told: ServerTitleDraft
        let isSame: Bool

        init(_ name: String, _ known: TitleDraft, _ told: ServerTitleDraft, _ isSame: Bool) {
            testDescription = name
            self.known = known
            self.told = told
            self.isSame = isSame
        }

        static let all = [
            Pair("IMDb id", .film("Old", year: 1, imdb: "tt7"), .film(1, "New", year: 2, imdb: "tt7"), true),
            Pair(
                "IMDb id before TMDB id", .film("A", imdb: "tt7", tmdb: 9), .film(1, "A", imdb: "tt8", tmdb: 9), false),
            Pair("TMDB id", .film("Old", year: 1, tmdb: 9), .film(1, "New", year: 2, tmdb: 9), true),
            Pair("TMDB id of another kind", .film("A", tmdb: 9), .series(1, "A", tmdb: 9), false),
            Pair("name and year", .film("Amélie!", year: 2001), .film(1, "amelie", year: 2001), true),
            Pair("name of another year", .film("Dune", year: 1984), .film(1, "Dune", year: 2021), false),
            Pair("name without years", .film("Dune"), .film(1, "Dune"), true),
            Pair("name, ids on one side", .film("Dune", year: 1984), .film(1, "Dune", year: 1984, imdb: "tt7"), true),
            Pair(
                "name, different ids", .film("Dune", year: 1984, imdb: "tt6"),
                .film(1, "Dune", year: 1984, imdb: "tt7"), false),
            Pair("a series is no film", .film("Fargo", year: 1996), .series(1, "Fargo", year: 1996), false),
        ]
    }

    @Test(arguments: TestDriver.available, Pair.all)
    func `items are matched by ids, then by name and year`(driver: TestDriver, pair: Pair) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.stores.catalogue.merge([pair.known], from: .load)
            let known = try #require(try await bench.stores.catalogue.changes(since: 0, limit: 9).titles.first)
            let library = pair.told.draft.kind == .series ? bench.series : bench.films
            let title = try await bench.save(pair.told, in: library)
            #expect((title == known.id) == pair.isSame)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a series is known by its TVDB id, and its facts grow`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let first = try await bench.save(.series(1, "Dark", year: 2017, tvdb: 77), in: bench.series)
            var other = ServerTitleDraft.series(2, "Dark (DE)", year: 2018, imdb: "tt5753856", tvdb: 77)
            other.facts?.status = "Ended"
            other.facts?.airDays = ["Friday"]
            #expect(try await bench.save(other, in: bench.series) == first)
            var facts = SeriesFacts()
            (facts.tvdbID, facts.status, facts.airDays) = (77, "Ended", ["Friday"])
            #expect(try await bench.stores.browse.facts(of: [first]) == [first: facts])
            // Who is silent takes nothing away.
            _ = try await bench.save(.series(1, "Dark", year: 2017, tmdb: 70_523, tvdb: 77), in: bench.series)
            #expect(try await bench.stores.browse.facts(of: [first]) == [first: facts])
        }
    }

    @Test(arguments: TestDriver.available)
    func `copies of one film are one title, and the catalogue's own words are stronger than none`(
        driver: TestDriver
    ) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let outcome = try await bench.titles.save(
                [
                    .film(1, "Alien", year: 1979, imdb: "tt78748") { $0.overview = "In space" },
                    .film(2, "Alien", year: 1979, imdb: "tt78748"), .film(3, "Aliens", year: 1986),
                ], in: bench.films)
            #expect(outcome == UpsertOutcome(added: 2, changed: 0, unchanged: 1))
            let again = try await bench.titles.save(
                [.film(4, "Alien (4K)", year: 1979, imdb: "tt78748")], in: bench.fourK)
            #expect(again == UpsertOutcome(added: 0, changed: 1, unchanged: 0))
            let alien = try await bench.title(.test(1))
            let copies = try await bench.titles.copies(of: [alien])[alien] ?? []
            #expect(copies.map(\.itemID) == [.test(1), .test(2), .test(4)])
            #expect(copies.allSatisfy { $0.server == ServerBench.key && $0.isEnabled })
            #expect(copies.first?.path == "/media/1.mkv")
            let title = try #require(try await bench.stores.catalogue.title(id: alien))
            #expect(title.metadata.overview == "In space" && title.provenance.sources[.overview] == .mediaServer)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a stronger source keeps its words, and a stub becomes known`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.stores.catalogue.addStubs([.tt(7)])
            _ = try await bench.stores.catalogue.merge([.film("Zulu", imdb: "tt8") { $0.tagline = "N" }], from: .nfo)
            _ = try await bench.titles.save(
                [.film(1, "Stub", imdb: "tt7"), .film(2, "Zulu!", imdb: "tt8") { $0.tagline = "S" }], in: bench.films)
            let (stub, zulu) = (try await bench.title(.test(1)), try await bench.title(.test(2)))
            let titles = try await bench.stores.catalogue.titles(ids: [stub, zulu])
            #expect(titles.map(\.state) == [.known, .known])
            #expect(titles.map(\.metadata.title) == ["Stub", "Zulu"] && titles[1].metadata.tagline == "N")
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is told again is not written, and reading many costs as little as reading few`(
        driver: TestDriver
    ) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let films = (1...200).map { ServerTitleDraft.film($0, "Film \($0)", year: 2000, imdb: "tt\($0)") }
            let (_, first) = try await StatementCounter.counting {
                try await bench.titles.save(films, in: bench.films)
            }
            #expect(first.count <= 30, "\(first.statements)")
            let (outcome, second) = try await StatementCounter.counting {
                try await bench.titles.save(films, in: bench.films)
            }
            #expect(second.count == 1, "\(second.statements)")
            #expect(outcome == UpsertOutcome(unchanged: 200))
            let changed = films.map { film in
                ServerTitleDraft(itemID: film.itemID, draft: film.draft, path: "/elsewhere/\(film.itemID)")
            }
            let moved = try await bench.titles.save(changed, in: bench.films)
            #expect(moved == UpsertOutcome(unchanged: 200), "a path is no news of a title")
            let title = try await bench.title(.test(3))
            #expect(try await bench.titles.copies(of: [title])[title]?.first?.path?.hasPrefix("/elsewhere") == true)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an item that turns out to be another film goes there, and the wrong one goes away`(
        driver: TestDriver
    ) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let wrong = try await bench.save(.film(1, "Solaris", year: 2002, imdb: "tt307479"))
            let right = try await bench.save(.film(1, "Solaris", year: 1972, imdb: "tt69293"))
            #expect(wrong != right)
            #expect(try await bench.shown() == ["Solaris"])
            #expect(try await bench.titles.removeAbandoned(.movie, after: nil, limit: 10).removed == 1)
            #expect(try await bench.stores.catalogue.title(id: wrong) == nil)
            #expect(try await bench.stores.catalogue.title(id: right)?.metadata.year == 1972)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a renamed film without ids stays the title that it was`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let title = try await bench.save(.film(1, "Holiday 2004"))
            #expect(try await bench.save(.film(1, "Holidays in Rome")) == title)
            #expect(try await bench.shown() == ["Holidays in Rome"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `texts that a database cannot hold are cleaned`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            var draft = ServerTitleDraft.film(1, "A\0B") { $0.overview = "x\0y" }
            draft.path = "/p\0q"
            let title = try await bench.save(draft)
            let stored = try #require(try await bench.stores.catalogue.title(id: title))
            #expect(stored.metadata.overview == "xy")
            #expect(try await bench.titles.copies(of: [title])[title]?.first?.path == "/pq")
        }
    }
}
