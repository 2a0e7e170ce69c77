import Connectors
import Domain
import TestKit
import Testing

@Suite("Episodes at TMDB")
struct TMDBSeasonTests {
    private static let series = FakeWork(.series, id: 1396, imdb: "tt0903747", "Breaking Bad") { work in
        var pilot = FakeEpisode(id: 62_085, 1, "Pilot", overview: "A diagnosis.", date: "2008-01-20")
        pilot.overviews["de-DE"] = "Eine Diagnose."
        pilot.runtimeMinutes = 58
        work.seasons[1] = [pilot, FakeEpisode(id: 62_086, 2, "Episode 2", overview: "A bathtub.")]
        work.seasons[0] = [FakeEpisode(id: 62_131, 0, "Making of")]
    }

    @Test("A season is a list of episodes, each with what its list says of it")
    func season() async throws {
        try await TMDBBench.with([Self.series]) { bench async throws in
            let episodes = try await bench.tmdb().episodes(ofSeries: 1396, season: 1, .bulk)
            #expect(episodes.map(\.number) == [1, 2] && episodes.allSatisfy { $0.season == 1 })
            #expect(episodes.allSatisfy { $0.draft.kind == .episode && $0.draft.imdbID == nil })
            let pilot = try #require(episodes.first?.draft)
            #expect(pilot.tmdbID == 62_085 && pilot.metadata.title == "Pilot")
            #expect(pilot.metadata.overview == "A diagnosis." && pilot.metadata.runtimeMinutes == 58)
            #expect(pilot.metadata.releaseDate == "2008-01-20" && pilot.metadata.year == 2008)
            #expect(pilot.metadata.posterPath == nil && pilot.metadata.voteAverage == nil)
            #expect(episodes[1].draft.metadata.title.isEmpty, "a number is no name")
            #expect(episodes[1].draft.metadata.releaseDate == nil)
            #expect(await bench.fake.paths == ["/tv/1396/season/1"])
            #expect(try await bench.tmdb().episodes(ofSeries: 1396, season: 0, .bulk).map(\.number) == [0])
        }
    }

    @Test("Overviews that are missing in a language come in English")
    func language() async throws {
        try await TMDBBench.with([Self.series]) { bench async throws in
            let episodes = try await bench.tmdb(language: "de-DE").episodes(ofSeries: 1396, season: 1, .bulk)
            #expect(episodes.map(\.draft.metadata.overview) == ["Eine Diagnose.", "A bathtub."])
            #expect(await bench.fake.seen.map { $0.query["language"] } == ["de-DE", "en-US"])
        }
    }

    @Test("A season that nobody knows is empty, and is not asked for twice")
    func unknown() async throws {
        try await TMDBBench.with([Self.series]) { bench async throws in
            let tmdb = bench.tmdb()
            #expect(try await tmdb.episodes(ofSeries: 1396, season: 9, .bulk).isEmpty)
            #expect(try await tmdb.episodes(ofSeries: 7, season: 1, .bulk).isEmpty)
            #expect(try await tmdb.episodes(ofSeries: 1396, season: 9, .bulk).isEmpty)
            #expect(await bench.fake.paths == ["/tv/1396/season/9", "/tv/7/season/1"])
        }
    }

    @Test("Faults are told, and an answer that is no season is one")
    func faults() async throws {
        try await TMDBBench.with([Self.series]) { bench async throws in
            await bench.fake.answerAlways(.tmdbError(401, 7))
            let refused = await #expect(throws: MetadataFailure.self) {
                _ = try await bench.tmdb().episodes(ofSeries: 1396, season: 1, .bulk)
            }
            #expect(refused?.concernsService == true)
            await bench.fake.answerAlways(Reply(200, #"{"episodes":7}"#))
            await #expect(throws: MetadataFailure.self) {
                _ = try await bench.tmdb().episodes(ofSeries: 1396, season: 2, .bulk)
            }
            let odd = #"{"episodes":[7,{},{"id":1,"name":"A"},{"id":2,"name":"B","episode_number":3}]}"#
            await bench.fake.answerAlways(Reply(200, odd))
            #expect(try await bench.tmdb().episodes(ofSeries: 1396, season: 3, .bulk).map(\.number) == [3])
        }
    }
}
