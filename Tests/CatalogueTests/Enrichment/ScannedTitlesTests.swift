import Basics
import Catalogue
import Domain
import Jobs
import Storage
import TestKit
import Testing

/// Films and series of which only their files are known.
@Suite("Enriching scanned titles")
struct ScannedTitlesTests {
    @Test("a film is found by name and year, and what its description and people say stays")
    func film() async throws {
        try await EnrichmentBench.with { bench async throws in
            let id = try await bench.scan(.scanned("Heat", 1995, nfo: TitleDraft.film("") { $0.tagline = "Ours." }))
            bench.provider.knows("Heat", 1995, tmdb: 949, imdb: "tt0113277") { metadata in
                metadata.tagline = "Theirs."
                metadata.genres = ["Crime"]
            }
            try await bench.run()
            let title = try await bench.stored(id)
            #expect(title.imdbID?.rawValue == "tt0113277" && title.tmdbID == 949)
            #expect(title.metadata.overview == "About Heat." && title.metadata.genres == ["Crime"])
            #expect(title.metadata.posterPath == "/949.jpg" && title.metadata.tagline == "Ours.")
            #expect(title.provenance.sources[.overview] == .tmdb && title.provenance.sources[.tagline] == .nfo)
            #expect(bench.provider.searched == [TitleQuery(kind: .movie, title: "Heat", year: 1995)])
            #expect(bench.queuedIndexings == 1)
            try await bench.run()
            #expect(bench.provider.searched.count == 1, "nobody is asked twice")
            #expect(try await bench.detail(of: id) == "by its name, as Heat, scripted 949")
        }
    }

    @Test("without a sure match a film stays as it is, the record says why, and it is asked about after a month")
    func unsure() async throws {
        try await EnrichmentBench.with { bench async throws in
            let id = try await bench.scan(.scanned("Heat", 1995))
            bench.provider.find(
                TitleQuery(kind: .movie, title: "Heat"), .test(1, "Heat", 1986), .test(2, "Heat", 1997))
            try await bench.run()
            let title = try await bench.stored(id)
            #expect(title.state == .known && title.imdbID == nil && title.metadata.overview == nil)
            #expect(try await bench.detail(of: id) == "no title is called Heat (1995)")
            #expect(bench.provider.searched.map(\.year) == [1995, nil], "with the year, then without")
            #expect(bench.queuedIndexings == 0 && bench.provider.asked.isEmpty)
            bench.clock.advance(seconds: CatalogueLimits.unknownSeconds + 1)
            bench.provider.knows("Heat", 1995, tmdb: 949, imdb: "tt0113277")
            try await bench.run()
            #expect(try await bench.stored(id).tmdbID == 949)
        }
    }

    @Test("a film that is a year off is the same one")
    func yearOff() async throws {
        try await EnrichmentBench.with { bench async throws in
            let id = try await bench.scan(.scanned("Heat", 1996))
            bench.provider.answer("tmdb949", .bare("Heat", 1995, tmdb: 949, imdb: "tt0113277"))
            bench.provider.find(TitleQuery(kind: .movie, title: "Heat"), .test(949, "Heat", 1995))
            try await bench.run()
            let title = try await bench.stored(id)
            #expect(
                title.tmdbID == 949 && title.metadata.year == 1995, "the provider knows the year better than a file")
            #expect(try await bench.count() == 1)
        }
    }

    @Test("an id in a name or a description counts more than any name")
    func byID() async throws {
        try await EnrichmentBench.with { bench async throws in
            let id = try await bench.scan(
                .scanned("Some Name", nil, nfo: TitleDraft.film("", imdb: "tt0113277")))
            bench.provider.answer("tt0113277", .bare("Heat", 1995, tmdb: 949, imdb: "tt0113277"))
            try await bench.run()
            #expect(bench.provider.searched.isEmpty && bench.provider.asked == ["tt0113277"])
            #expect(try await bench.stored(id).metadata.title == "Heat")
        }
    }

    @Test("an id that means a series says nothing of a film's file")
    func otherKind() async throws {
        try await EnrichmentBench.with { bench async throws in
            let id = try await bench.scan(.scanned("Heat", 1995, nfo: TitleDraft.film("", imdb: "tt1")))
            var series = TitleDraft.film("Dark", imdb: "tt1", tmdb: 7) { $0.overview = "Other." }
            series.kind = .series
            bench.provider.answer("tt1", .found(series))
            try await bench.run()
            let title = try await bench.stored(id)
            #expect(title.kind == .movie && title.metadata.title == "Heat" && title.metadata.overview == nil)
            #expect(try await bench.detail(of: id) == "of another kind: series")
        }
    }

    @Test("two files that are one film at the provider stay two titles, and the second says so")
    func sameFilm() async throws {
        try await EnrichmentBench.with { bench async throws in
            let first = try await bench.scan(.scanned("Heat", 1995))
            let second = try await bench.scan(.scanned("Heat", 1996))
            #expect(first != second)
            bench.provider.knows("Heat", 1995, tmdb: 949, imdb: "tt0113277")
            bench.provider.find(TitleQuery(kind: .movie, title: "Heat"), .test(949, "Heat", 1995))
            try await bench.run()
            #expect(try await bench.stored(first).tmdbID == 949)
            let other = try await bench.stored(second)
            #expect(other.tmdbID == nil && other.imdbID == nil && other.metadata.overview == nil)
            #expect(try await bench.detail(of: second) == "title \(first) is this one already")
        }
    }

    @Test("an id of a title without files stays there, and the film gets what is known of it")
    func stub() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.addStubs("tt0113277")
            let id = try await bench.scan(.scanned("Heat", 1995))
            bench.provider.knows("Heat", 1995, tmdb: 949, imdb: "tt0113277")
            bench.provider.answer("tt0113277", .bare("Heat", 1995, tmdb: 949, imdb: "tt0113277"))
            try await bench.run()
            let (film, stub) = (try await bench.stored(id), try await bench.title("tt0113277"))
            #expect(film.metadata.overview == "About Heat." && film.imdbID == nil)
            #expect(stub?.state == .known && stub?.id != id)
        }
    }

    @Test("what its description tells in full is left alone")
    func described() async throws {
        try await EnrichmentBench.with { bench async throws in
            let nfo = TitleDraft.film("Our Wedding") { $0.overview = "It rained." }
            _ = try await bench.scan(.scanned("Our Wedding", 2010, nfo: nfo))
            #expect(try await bench.stores.enrichment.dueCount(at: bench.clock.now) == 0)
            try await bench.run()
            #expect(bench.provider.searched.isEmpty && bench.provider.asked.isEmpty)
        }
    }

    @Test("a search that fails is tried again, as every other failure")
    func failure() async throws {
        try await EnrichmentBench.with { bench async throws in
            let id = try await bench.scan(.scanned("Heat", 1995))
            bench.provider.failLists(MetadataFailure("down", concernsService: true))
            await #expect(throws: JobFailure("down", isPermanent: true)) { try await bench.run() }
            #expect(try await bench.detail(of: id) == "down")
            bench.provider.failLists(nil)
            bench.provider.knows("Heat", 1995, tmdb: 949, imdb: "tt0113277")
            bench.clock.advance(seconds: 400)
            try await bench.run()
            #expect(try await bench.stored(id).tmdbID == 949)
        }
    }
}
