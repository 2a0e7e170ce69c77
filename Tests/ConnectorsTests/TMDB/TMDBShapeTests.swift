import Connectors
import Domain
import TestKit
import Testing

@Suite("Shapes of TMDB's answers")
struct TMDBShapeTests {
    private static func film(_ json: String, region: String = "US") async throws -> MetadataLookup {
        let result = Box<MetadataLookup>()
        try await TMDBBench.with([]) { bench async throws in
            await bench.fake.answerNext(Reply(200, json))
            let reference = TitleReference(kind: .movie, imdbID: nil, tmdbID: 603)
            await result.set(try await bench.tmdb(region: region).lookUp(reference, .bulk))
        }
        return try #require(await result.value)
    }

    @Test(
        "What is missing, null or of another type is left out",
        arguments: [
            #"{"id":603,"title":"M"}"#,
            #"{"id":603,"title":null,"original_title":"M","overview":null,"genres":null,"release_date":null}"#,
            #"{"id":603,"title":"M","runtime":"long","genres":{"a":1},"vote_average":"8","popularity":[]}"#,
            #"{"id":603,"title":"M","overview":" ","genres":[1,null,{"id":1},{"name":""}],"credits":{"cast":[7]}}"#,
            #"{"id":603,"title":"M","release_dates":{"results":[{"iso_3166_1":"US","release_dates":"x"}]}}"#,
            #"{"id":603,"title":"M","runtime":0,"vote_count":0,"vote_average":0.0,"new_member":{"deep":[[]]}}"#,
            #"{"id":603,"title":"M","runtime":-5,"vote_count":1e30,"external_ids":{"imdb_id":"nonsense"}}"#,
        ])
    func tolerant(_ json: String) async throws {
        let draft = try #require(try await Self.film(json).draft)
        #expect(draft.metadata.title == "M")
        #expect(draft.imdbID == nil)
        let metadata = draft.metadata
        #expect(metadata.overview == nil && metadata.genres.isEmpty && metadata.credits.isEmpty)
        #expect(metadata.runtimeMinutes == nil && metadata.contentRating == nil && metadata.voteAverage == nil)
    }

    @Test(
        "Without a number or a name there is no film",
        arguments: [
            "{}", #"{"id":603}"#, #"{"title":"M"}"#, #"{"id":0,"title":"M"}"#, #"{"id":4294967296,"title":"M"}"#,
            "[]", "null", "", "<html>Please sign in</html>", #"{"id":603,"title":"M""#,
        ])
    func unreadable(_ json: String) async throws {
        let failure = try #require(try await Self.film(json).failure)
        #expect(failure.concernsService)
        #expect(failure.description == "TMDB's answer cannot be read")
    }

    @Test("A date that does not exist still has a year")
    func dates() async throws {
        let metadata = try await Self.film(#"{"id":603,"title":"M","release_date":"1999-02-30"}"#).draft?.metadata
        #expect(metadata?.year == 1999)
        #expect(metadata?.releaseDate == nil)
        let odd = try await Self.film(#"{"id":603,"title":"M","release_date":"0000-01-01"}"#).draft?.metadata
        #expect(odd?.year == nil)
    }

    @Test(
        "The certificate of the cinema counts first, then limited, digital, disc, television, premiere",
        arguments: [
            ([(6, "tv"), (5, "disc"), (1, "gala"), (4, "net"), (2, "few"), (3, "cinema")], "cinema"),
            ([(6, "tv"), (5, "disc"), (1, "gala"), (4, "net"), (2, "few"), (3, "")], "few"),
            ([(6, "tv"), (5, "disc"), (1, "gala"), (4, "net")], "net"),
            ([(6, "tv"), (5, "disc"), (1, "gala")], "disc"), ([(1, "gala"), (6, "tv")], "tv"),
            ([(1, "gala")], "gala"), ([(3, ""), (3, "second")], "second"), ([(3, "")], nil), ([], nil),
        ] as [([(Int, String)], String?)])
    func certification(_ entries: [(Int, String)], _ expected: String?) async throws {
        let dates = entries.map { #"{"type":\#($0.0),"certification":"\#($0.1)"}"# }.joined(separator: ",")
        let json = #"""
            {"id":603,"title":"M","release_dates":{"results":[
            {"iso_3166_1":"GB","release_dates":[{"type":3,"certification":"15"}]},
            {"iso_3166_1":"US","release_dates":[\#(dates)]}]}}
            """#
        #expect(try await Self.film(json).draft?.metadata.contentRating == expected)
        #expect(try await Self.film(json, region: "GB").draft?.metadata.contentRating == "15")
        #expect(try await Self.film(json, region: "FR").draft?.metadata.contentRating == nil)
    }

    @Test(
        "What is odd about a card of a list is left out",
        arguments: [
            (#""genre_ids":[28,null,"12",0,-3,878.5,18],"original_language":"ko""#, [28, 18], "ko"),
            (#""genre_ids":null,"original_language":"""#, [], nil),
            (#""genre_ids":{"a":1},"original_language":7"#, [], nil),
            (#""x":1"#, [], nil),
        ] as [(String, [Int], String?)])
    func cards(_ members: String, _ genres: [Int], _ language: String?) async throws {
        try await TMDBBench.with([]) { bench async throws in
            await bench.fake.answerNext(Reply(200, #"{"results":[{"id":1,"title":"M",\#(members)},{"id":2}]}"#))
            let hits = try await bench.tmdb().find(TitleQuery(kind: .movie, title: "M"), .bulk)
            #expect(hits.map(\.tmdbID) == [1])
            #expect(hits.first?.genreIDs == genres && hits.first?.originalLanguage == language)
        }
    }

    @Test("Long lists are cut")
    func longLists() async throws {
        let people = (0..<500).map { #"{"name":"Person \#($0)","order":\#($0)}"# }.joined(separator: ",")
        let words = (0..<500).map { #"{"id":\#($0),"name":"word \#($0)"}"# }.joined(separator: ",")
        let json = #"{"id":603,"title":"M","credits":{"cast":[\#(people)]},"keywords":{"keywords":[\#(words)]}}"#
        let metadata = try #require(try await Self.film(json).draft?.metadata)
        #expect(metadata.cast.count == 30 && metadata.cast.first == "Person 0")
        #expect(metadata.keywords.count == 100)
    }
}

/// A value that leaves the closure in which it was made.
actor Box<Value: Sendable> {
    private(set) var value: Value?

    func set(_ value: Value) {
        self.value = value
    }
}
