import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Import: films")
struct FilmTests {
    private static func search(_ query: String) -> Scenario {
        Scenario(query, .get, "/api/v1/movies/search/?" + query, as: .known("anna"))
    }

    private static func add(_ body: String, as name: String = "anna") -> Scenario {
        Scenario(body, .post, "/api/v1/movies/", as: .known(name), json: body)
    }

    @Test("films are found at the provider, exact names first")
    func search() async throws {
        try await ImportBench.with { bench in
            let found = try await bench.run(Self.search("q=dune").answers(200)).json
            #expect(found["results"]?.list?.compactMap { $0["tmdb_id"]?.int } == [438631, 841, 693134])
            #expect(found["query"] == .text("dune") && found["year"] == .null)
            let old = try await bench.run(Self.search("q=dune&year=1984").answers(200)).json
            #expect(old["results"]?.list?.compactMap { $0["tmdb_id"]?.int } == [841] && old["year"] == .int(1984))
            try await bench.run(
                Self.search("q=nothing").answers(200, json: #"{"results": [], "query": "nothing", "year": null}"#))
        }
    }

    @Test(
        "what cannot be searched for is named",
        arguments: [
            ("", ["missing at query.q"]), ("q=", ["string_too_short at query.q"]),
            ("q=a&year=1887", ["greater_than_equal at query.year"]),
            ("q=a&year=2032", ["less_than_equal at query.year"]),
            ("q=&year=soon", ["string_too_short at query.q", "int_parsing at query.year"]),
            ("q=" + String(repeating: "x", count: 201), ["string_too_long at query.q"]),
        ])
    func validation(_ query: String, _ problems: [String]) async throws {
        try await ImportBench.with { bench in
            let answer = try await bench.run(Self.search(query).answers(422))
            #expect(try answer.problems == problems)
            try await bench.run(Self.search("q=a&year=2031").answers(200))
        }
    }

    @Test("what is wrong with the provider is told in its clients' words")
    func outage() async throws {
        try await ImportBench.with { bench in
            await bench.fake.answerAlways(.tmdbError(429, 25))
            try await bench.run(
                Self.search("q=dune").fails(503, detail: "TMDB rate limit exceeded. Please try again later."))
            await bench.fake.answerAlways(.tmdbError(503, 11))
            try await bench.run(
                Self.search("q=dune").fails(500, detail: "Failed to search TMDB. Please try again."))
        }
    }

    @Test("a provider that nobody reaches is told apart from one that is in trouble")
    func unreachable() async throws {
        try await ImportHousehold.with(ImportHousehold.Settings { $0.provider = CutOff() }) { house in
            try await house.surface.run(
                Self.search("q=dune").fails(500, detail: "TMDB service unavailable. Please try again later."))
            try await house.surface.run(Self.add(#"{"title": "Dune", "tmdb_id": 841}"#).answers(201))
        }
    }

    @Test("without a provider the catalogue is searched")
    func catalogueOnly() async throws {
        try await ImportHousehold.with { house in
            _ = try await house.add("The Matrix", year: 1999, tmdb: 603)
            let found = try await house.surface.run(Self.search("q=matr").answers(200)).json
            #expect(found["results"]?.list?.compactMap { $0["tmdb_id"]?.int } == [603])
        }
    }

    @Test("a film is added once for everybody, as the provider describes it")
    func add() async throws {
        try await ImportBench.with { bench in
            let body = #"{"title": "My own title", "year": 2001, "tmdb_id": 603, "runtime": 1}"#
            let added = try await bench.run(Self.add(body).answers(201)).json
            let expected = """
                {"title": "The Matrix", "year": 1999, "tmdb_id": 603, "vote_average": 8.2, "vote_count": 26000,
                 "poster_url": "https://image.tmdb.org/t/p/w185/poster603.jpg", "genre_ids": [28, 878],
                 "release_date": "1999-03-31", "original_language": "en", "runtime": 136,
                 "created_at": "2026-01-02T22:13:20Z"}
                """
            #expect(added.includes(try JSONValue(parsing: expected)), "\(added.pretty)")
            bench.house.world.advance(seconds: 60)
            let again = try await bench.run(Self.add(body, as: "ben").answers(200)).json
            #expect(again == added)
        }
    }

    @Test("a film of which only a name is known is added with nulls, and found again by name and year")
    func nameOnly() async throws {
        try await ImportHousehold.with { house in
            let body = #"{"title": "Home Movie", "year": 2001}"#
            let added = try await house.surface.run(Self.add(body).answers(201)).json
            let id = try #require(added["id"]?.text)
            let expected = """
                {"id": "\(id)", "title": "Home Movie", "year": 2001, "tmdb_id": null, "poster_url": null,
                 "genre_ids": null, "vote_average": null, "vote_count": null, "release_date": null,
                 "original_language": null, "runtime": null, "created_at": "2026-01-02T22:13:20Z"}
                """
            #expect(added == (try JSONValue(parsing: expected)), "\(added.pretty)")
            let again = try await house.surface.run(
                Self.add(#"{"title": "home movie", "year": "2001"}"#).answers(200)
            ).json
            #expect(again["id"] == .text(id))
            let other = try await house.surface.run(Self.add(#"{"title": "Home Movie", "year": 2002}"#).answers(201))
            #expect(try other.json["id"] != .text(id))
        }
    }

    @Test("no client sends other people's browsers to an address of its own")
    func pictures() async throws {
        try await ImportHousehold.with { house in
            let addresses = [
                ("https://image.tmdb.org/t/p/w500/abc.jpg", "https://image.tmdb.org/t/p/w185/abc.jpg"),
                ("http://image.tmdb.org/t/p/w500/abc.jpg", nil), ("https://evil.example/t/p/w500/abc.jpg", nil),
                ("javascript:alert(1)", nil), ("https://image.tmdb.org/t/p/w500/../abc.jpg", nil),
            ]
            for (place, (given, shown)) in addresses.enumerated() {
                let body = #"{"title": "Film \#(place)", "year": 2001, "poster_url": "\#(given)"}"#
                let added = try await house.surface.run(Self.add(body).answers(201)).json
                #expect(added["poster_url"] == shown.map { .text($0) } ?? .null, "\(given)")
            }
        }
    }

    @Test("an id that the provider does not have is no film; while it is down, the client's words stand in")
    func unknown() async throws {
        try await ImportBench.with { bench in
            let body = #"{"title": "No film", "tmdb_id": 424242, "genre_ids": [18], "vote_count": 0}"#
            try await bench.run(Self.add(body).fails(404, detail: "Movie not found on TMDB"))
            await bench.fake.answerAlways(.tmdbError(503, 11))
            let added = try await bench.run(Self.add(body.replacing("424242", with: "77")).answers(201)).json
            #expect(added["title"] == .text("No film") && added["genre_ids"] == .list([.int(18)]))
        }
    }

    @Test("everything that is wrong with a film is told at once")
    func bodies() async throws {
        try await ImportHousehold.with { house in
            let body = """
                {"title": "", "year": 1700, "tmdb_id": "x", "poster_url": 5, "genre_ids": 28, "vote_average": -1,
                 "vote_count": -1, "release_date": "2024-13-01", "original_language": "eleven chars", "runtime": 1.5}
                """
            let answer = try await house.surface.run(Self.add(body).answers(422))
            #expect(
                try Set(answer.problems) == [
                    "string_too_short at body.title", "greater_than_equal at body.year", "int_parsing at body.tmdb_id",
                    "string_type at body.poster_url", "list_type at body.genre_ids",
                    "greater_than_equal at body.vote_average", "greater_than_equal at body.vote_count",
                    "date_from_datetime_parsing at body.release_date", "string_too_long at body.original_language",
                    "int_from_float at body.runtime",
                ])
            let long = String(repeating: "x", count: 501)
            let tooLong = try await house.surface.run(Self.add(#"{"title": "\#(long)"}"#).answers(422))
            #expect(try tooLong.problems == ["string_too_long at body.title"])
        }
    }
}

/// A provider without a network to it.
private struct CutOff: TitleProvider {
    let name = "cut off"
    let source = FieldSource.tmdb
    private let failure = MetadataFailure("no connection", concernsService: true, kind: .unreachable)

    func find(_ query: TitleQuery, _ urgency: RequestUrgency) async throws -> [TitleCandidate] { throw failure }

    func lookUp(_ reference: TitleReference, _ urgency: RequestUrgency) async throws -> MetadataLookup {
        .failed(failure)
    }

    func episodes(ofSeries id: Int, season: Int, _ urgency: RequestUrgency) async throws -> [ProvidedEpisode] {
        throw failure
    }
}
