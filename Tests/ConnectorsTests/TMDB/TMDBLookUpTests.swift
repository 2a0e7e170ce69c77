import Connectors
import Domain
import TestKit
import Testing

@Suite("Metadata from TMDB")
struct TMDBLookUpTests {
    @Test("A film arrives with every field, under the id that was asked for")
    func film() async throws {
        try await TMDBBench.with { bench async throws in
            let draft = try #require(try await bench.tmdb().lookUp("tt0133093").draft)
            #expect(draft.kind == .movie)
            #expect(draft.imdbID?.rawValue == "tt0133093")
            #expect(draft.tmdbID == 603)
            let metadata = draft.metadata
            #expect(metadata.title == "The Matrix")
            #expect(metadata.originalTitle == "The Matrix")
            #expect(metadata.year == 1999)
            #expect(metadata.releaseDate == "1999-03-31")
            #expect(metadata.overview == "A hacker learns that the world is simulated.")
            #expect(metadata.tagline == nil)
            #expect(metadata.runtimeMinutes == 136)
            #expect(metadata.contentRating == "R")
            #expect(metadata.voteAverage == 8.2)
            #expect(metadata.voteCount == 26_000)
            #expect(metadata.popularity == 85.5)
            #expect(metadata.posterPath == "/poster603.jpg")
            #expect(metadata.genres == ["Action", "Science Fiction"])
            #expect(metadata.keywords == ["dystopia", "simulated reality"])
            #expect(metadata.studios == ["Village Roadshow"])
            #expect(metadata.countries == ["US"])
            #expect(metadata.languages == ["en"])
            #expect(metadata.directors == ["Lana Wachowski", "Lilly Wachowski"])
            #expect(metadata.cast == ["Keanu Reeves", "Laurence Fishburne"])
        }
    }

    @Test("Two questions are enough, with language and the parts that are read")
    func questions() async throws {
        try await TMDBBench.with { bench async throws in
            _ = try await bench.tmdb().lookUp("tt0133093")
            let seen = await bench.fake.seen
            try #require(seen.map(\.path) == ["/find/tt0133093", "/movie/603"])
            #expect(seen[0].query["external_source"] == "imdb_id")
            #expect(seen[1].query["append_to_response"] == "credits,external_ids,keywords,release_dates")
            #expect(seen.allSatisfy { $0.query["language"] == "en-US" })
        }
    }

    @Test("With TMDB's own id one question is enough, in the number space of the kind")
    func ownID() async throws {
        let film = FakeWork(id: 1396, imdb: "tt0086879", "Amadeus")
        try await TMDBBench.with([film, .breakingBad]) { bench async throws in
            let tmdb = bench.tmdb()
            let asFilm = try await tmdb.lookUp(TitleReference(kind: .movie, imdbID: nil, tmdbID: 1396), .bulk)
            #expect(asFilm.draft?.metadata.title == "Amadeus")
            #expect(asFilm.draft?.imdbID?.rawValue == "tt0086879")
            let asSeries = try await tmdb.lookUp(TitleReference(kind: .series, imdbID: nil, tmdbID: 1396), .bulk)
            #expect(asSeries.draft?.metadata.title == "Breaking Bad")
            #expect(await bench.fake.paths == ["/movie/1396", "/tv/1396"])
        }
    }

    @Test("An id of TMDB's that is gone is looked for by the IMDb id")
    func mergedID() async throws {
        try await TMDBBench.with { bench async throws in
            let reference = TitleReference(kind: .movie, imdbID: IMDbID("tt0133093"), tmdbID: 99)
            #expect(try await bench.tmdb().lookUp(reference, .bulk).draft?.tmdbID == 603)
            let without = TitleReference(kind: .movie, imdbID: nil, tmdbID: 99)
            #expect(try await bench.tmdb().lookUp(without, .bulk) == .unknown)
        }
    }

    @Test("A series arrives as one, with the age rating of the region")
    func series() async throws {
        try await TMDBBench.with { bench async throws in
            let draft = try #require(try await bench.tmdb().lookUp("tt0903747").draft)
            #expect(draft.kind == .series)
            #expect(draft.tmdbID == 1396)
            #expect(draft.metadata.year == 2008)
            #expect(draft.metadata.contentRating == "TV-MA")
            #expect(draft.metadata.runtimeMinutes == 47)
            #expect(draft.metadata.studios == ["AMC"])
            #expect(draft.metadata.keywords == ["drug dealer"])
            #expect(draft.metadata.cast == ["Bryan Cranston"])
            #expect(await bench.fake.paths == ["/find/tt0903747", "/tv/1396"])
        }
    }

    @Test("An episode is what the first question says of it")
    func episode() async throws {
        let episode = FakeWork(.episode, id: 62_161, imdb: "tt2301451", "Ozymandias", overview: "It all falls.") {
            $0.date = "2013-09-15"
        }
        try await TMDBBench.with([episode]) { bench async throws in
            let draft = try #require(try await bench.tmdb().lookUp("tt2301451").draft)
            #expect(draft.kind == .episode)
            #expect(draft.metadata.title == "Ozymandias")
            #expect(draft.metadata.releaseDate == "2013-09-15")
            #expect(await bench.fake.paths == ["/find/tt2301451"])
        }
    }

    @Test("An id that TMDB has nothing for is unknown")
    func unknown() async throws {
        try await TMDBBench.with { bench async throws in
            #expect(try await bench.tmdb().lookUp("tt9999999") == .unknown)
            #expect(try await bench.tmdb().lookUp(TitleReference(kind: .movie, imdbID: nil), .bulk) == .unknown)
        }
    }

    @Test("Texts come in the language that is set; an overview that is missing there comes in English")
    func language() async throws {
        try await TMDBBench.with { bench async throws in
            let german = try await bench.tmdb(language: "de-DE", region: "DE").lookUp("tt0133093").draft?.metadata
            #expect(german?.overview == "Ein Hacker erfährt, dass die Welt simuliert ist.")
            #expect(german?.contentRating == "16")
            #expect(await bench.fake.paths.count == 2)
            let french = try await bench.tmdb(language: "fr-FR").lookUp("tt0133093").draft?.metadata
            #expect(french?.overview == "A hacker learns that the world is simulated.")
            #expect(await bench.fake.seen.last?.query["language"] == "en-US")
            #expect(await bench.fake.paths.count == 5)
        }
    }

    @Test("A film without an overview in any language, votes or a date has none of them")
    func sparse() async throws {
        let bare = FakeWork(id: 7, imdb: "tt7", "Bare") { $0.date = "" }
        try await TMDBBench.with([bare]) { bench async throws in
            let metadata = try #require(try await bench.tmdb(language: "fr-FR").lookUp("tt7").draft?.metadata)
            #expect(metadata.title == "Bare")
            #expect(metadata.overview == nil && metadata.voteAverage == nil && metadata.voteCount == nil)
            #expect(metadata.year == nil && metadata.releaseDate == nil && metadata.contentRating == nil)
            #expect(metadata.runtimeMinutes == nil)
        }
    }
}
