import Basics
import Catalogue
import Domain
import Storage
import TestKit
import Testing

/// Series of which only their files are known, and their episodes.
@Suite("Enriching scanned series")
struct ScannedSeriesTests {
    private static let places = [(1, 1, ""), (1, 2, "By Hand"), (2, 1, ""), (0, 1, "")]

    private func scanned(_ bench: EnrichmentBench, _ places: [(Int, Int, String)] = places) async throws -> TitleID {
        try await bench.scan(.series("Dark", 2017, places))
    }

    private func fill(_ bench: EnrichmentBench) {
        bench.provider.knows("Dark", 2017, kind: .series, tmdb: 70_523, imdb: "tt5753856")
        bench.provider.list(
            .test(1, 1, "Secrets", id: 1, day: "2017-12-01"), .test(1, 2, "Lies", id: 2, day: "2017-12-02"),
            .test(1, 3, "Past and Present", id: 3), .test(2, 1, "Beginnings and Endings", id: 4), .test(0, 1, "", id: 5)
        )
    }

    @Test("episodes get names, texts and days, each where it stands")
    func episodes() async throws {
        try await EnrichmentBench.with { bench async throws in
            let id = try await scanned(bench)
            fill(bench)
            try await bench.run()
            #expect(try await bench.stored(id).tmdbID == 70_523)
            #expect(bench.provider.seasons == [0, 1, 2])
            let episodes = try await bench.episodes(of: id)
            #expect(episodes.map(\.title.metadata.title) == ["Secrets", "Lies", "Beginnings and Endings", ""])
            #expect(episodes.map(\.place?.airDate) == ["2017-12-01", "2017-12-02", nil, nil])
            #expect(episodes[0].title.metadata.overview == "About Secrets." && episodes[0].title.tmdbID == 1)
            #expect(episodes.map(\.title.provenance.sources[.title]) == [.tmdb, .tmdb, .tmdb, nil])
            #expect(try await bench.stores.catalogue.counts()[.known] == 4, "the episode that is not there stays away")
        }
    }

    @Test("what a description says of an episode stays")
    func described() async throws {
        try await EnrichmentBench.with { bench async throws in
            var series = ScannedTitle.series("Dark", 2017, [(1, 1, "")])
            series.episodes[0].drafts.append(
                SourcedDraft(source: .nfo, draft: TitleDraft.film("Geheimnisse") { $0.runtimeMinutes = 51 }))
            let id = try await bench.scan(series)
            fill(bench)
            try await bench.run()
            let metadata = try #require(try await bench.episodes(of: id).first?.title.metadata)
            #expect(metadata.title == "Geheimnisse" && metadata.runtimeMinutes == 51)
            #expect(metadata.overview == "About Secrets.")
        }
    }

    @Test("an episode that comes later is asked for, and nothing that is known is asked for otherwise")
    func later() async throws {
        try await EnrichmentBench.with { bench async throws in
            _ = try await scanned(bench, [(1, 1, "")])
            fill(bench)
            try await bench.run()
            _ = try await scanned(bench, [(1, 1, "")])
            try await bench.run()
            #expect(bench.provider.seasons == [1], "nothing is new")
            let id = try await scanned(bench, [(1, 1, ""), (1, 2, "")])
            try await bench.run()
            #expect(bench.provider.seasons == [1, 1] && bench.provider.searched.count == 1, "by its id now")
            #expect(try await bench.episodes(of: id).map(\.title.metadata.title) == ["Secrets", "Lies"])
            #expect(try await bench.episodes(of: id).map(\.place?.airDate) == ["2017-12-01", "2017-12-02"])
        }
    }

    @Test("a service that is down half way leaves the series for later; one odd season is left out")
    func failures() async throws {
        try await EnrichmentBench.with { bench async throws in
            let id = try await scanned(bench)
            fill(bench)
            let reference = TitleReference(kind: .series, imdbID: nil, tmdbID: 70_523)
            #expect(try await bench.provider.lookUp(reference, .bulk) != .unknown)
            bench.provider.failSeasons(MetadataFailure("down", concernsService: true))
            try? await bench.run()
            #expect(try await bench.stored(id).tmdbID == nil)
            bench.provider.failSeasons(MetadataFailure("odd", concernsService: false))
            bench.clock.advance(seconds: 400)
            try await bench.run()
            #expect(try await bench.stored(id).tmdbID == 70_523)
            #expect(try await bench.episodes(of: id).first?.title.metadata.overview == nil)
        }
    }

    @Test("a series of many episodes is stored in parts")
    func long() async throws {
        try await EnrichmentBench.with { bench async throws in
            let count = CatalogueLimits.episodesPerEnrichment + 20
            let id = try await bench.scan(.series("Daily", 2000, (1...count).map { (1, $0, "") }))
            _ = try await bench.scan(.series("Dark", 2017, [(1, 1, "")]))
            bench.provider.knows("Daily", 2000, kind: .series, tmdb: 8, imdb: "tt8")
            bench.provider.knows("Dark", 2017, kind: .series, tmdb: 9, imdb: "tt9")
            for number in 1...count { bench.provider.list(.test(1, number, "Day \(number)", id: number)) }
            try await bench.run()
            let episodes = try await bench.episodes(of: id)
            #expect(episodes.count == count && episodes.last?.title.metadata.title == "Day \(count)")
            #expect(bench.lastReport?.message == "2 found, 0 unknown, 0 to be tried again")
        }
    }
}
