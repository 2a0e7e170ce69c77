import Domain
import HTTPTypes
import Imports
import TestKit
import Testing

@Suite("Import: upload")
struct UploadTests {
    private static let file = """
        Date Watched,Type,Title,Image URL
        2024-01-15,Movie,The Matrix (4K UHD),https://images.example/m.jpg
        2024-02-01,Movie,Dune,ftp://images.example/d.jpg
        2023-02-01,Movie,Dune,
        2024-02-02,Series,Breaking Bad,
        2024-02-03,Movie,,
        2024-02-04,Movie,Nobody Knows It,
        """

    @Test("a file becomes a session: what it says, what was found, and how its rows were counted")
    func full() async throws {
        try await ImportBench.with { bench in
            let answer = try await bench.upload(Self.file)
            let counts = try JSONValue(
                parsing: """
                    {"total_entries": 6, "movies_found": 4, "tv_shows_filtered": 1, "rows_ignored": 1,
                     "already_ranked": 0, "ready_for_review": 3, "duplicates_merged": 1, "truncated": 0,
                     "expires_at": "2026-01-03T22:13:20Z"}
                    """)
            #expect(answer.includes(counts), "\(answer.pretty)")
            let movies = try #require(answer["movies"]?.list)
            #expect(movies.map { $0["parsed"]?["title"]?.text } == ["The Matrix (4K UHD)", "Dune", "Nobody Knows It"])
            let matrix = """
                {"parsed": {"title": "The Matrix (4K UHD)", "watch_date": "2024-01-15T00:00:00Z",
                            "prime_image_url": "https://images.example/m.jpg", "rating": null},
                 "tmdb_match": {"tmdb_id": 603, "imdb_id": null, "title": "The Matrix", "year": 1999,
                    "poster_url": "https://image.tmdb.org/t/p/w185/poster603.jpg",
                    "overview": "A hacker learns that the world is simulated.", "genre_ids": [28],
                    "vote_average": 8.2, "vote_count": 26000, "release_date": "1999-03-31",
                    "original_language": "en"},
                 "confidence": 0.6, "quality": "high", "alternatives": [], "status": "pending",
                 "watch_dates": ["2024-01-15T00:00:00Z"]}
                """
            #expect(movies[0] == (try JSONValue(parsing: matrix)), "\(movies[0].pretty)")
            #expect(movies[1]["tmdb_match"]?["tmdb_id"] == .int(438631), "exact titles come first")
            #expect(movies[1]["parsed"]?["prime_image_url"] == .null)
            #expect(
                movies[1]["watch_dates"] == .list([.text("2024-02-01T00:00:00Z"), .text("2023-02-01T00:00:00Z")]))
            #expect(movies[1]["alternatives"]?.list?.compactMap { $0["tmdb_id"]?.int } == [841, 693134])
            let unknown = """
                {"parsed": {"title": "Nobody Knows It", "watch_date": "2024-02-04T00:00:00Z", "prime_image_url": null,
                            "rating": null},
                 "tmdb_match": null, "confidence": 0, "quality": "none", "alternatives": [], "status": "pending",
                 "watch_dates": ["2024-02-04T00:00:00Z"]}
                """
            #expect(movies[2] == (try JSONValue(parsing: unknown)), "\(movies[2].pretty)")
        }
    }

    @Test("nothing but the session is written")
    func writesNothing() async throws {
        try await ImportBench.with { bench in
            _ = try await bench.upload(Self.file)
            #expect(try await bench.house.film(tmdb: 603) == nil)
            #expect(try await bench.house.opinions(of: bench.house.anna).isEmpty)
            #expect(try await bench.house.watched(by: bench.house.anna).isEmpty)
        }
    }

    @Test("what was rated already, on whatever surface, is counted and not listed; others' ratings do not matter")
    func alreadyRanked() async throws {
        try await ImportBench.with { bench in
            let matrix = try await bench.house.add("The Matrix", year: 1999, tmdb: 603)
            try await bench.house.rate(matrix, 9, by: bench.house.anna)
            let dune = try await bench.house.add("Dune", year: 2021, tmdb: 438631)
            try await bench.house.rate(dune, 9, by: bench.house.ben)
            let first = try await bench.upload(Self.file)
            #expect(first["already_ranked"] == .int(1) && first["ready_for_review"] == .int(2))
            let only = try await bench.upload("Type,Title\nMovie,The Matrix\n")
            #expect(only["movies"] == .list([]) && only["already_ranked"] == .int(1))
            #expect(only["session_id"]?.text?.count == 36)
        }
    }

    @Test("a new session replaces the one before of the same source and person; a failed upload replaces none")
    func replacement() async throws {
        try await ImportBench.with { bench in
            let first = try await bench.session("2024-01-15,Movie,The Matrix,")
            let other = try await bench.session("2024-01-15,Movie,Dune,", as: "ben")
            try await bench.run(Scenario.upload("Type,Title\nSeries,Breaking Bad\n").answers(400))
            try await bench.run(Scenario.session(.get, first).answers(200))
            let second = try await bench.session("2024-01-15,Movie,Dune,")
            try await bench.run(
                Scenario.session(.get, first).fails(404, detail: "Import session not found or expired"))
            try await bench.run(Scenario.session(.get, second).answers(200))
            try await bench.run(Scenario.session(.get, other, as: "ben").answers(200))
        }
    }

    @Test(
        "of several files at once one session is left, and its films can be decided about",
        arguments: TestDriver.available)
    func atOnce(_ driver: TestDriver) async throws {
        try await ImportBench.with(driver: driver) { bench in
            let answers = try await withThrowingTaskGroup(of: TestAnswer.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await bench.house.surface.send(Scenario.upload(Self.file).request) }
                }
                return try await group.reduce(into: [TestAnswer]()) { $0.append($1) }
            }
            // A file that a newer one has overtaken has no session any more.
            #expect(answers.allSatisfy { [201, 404].contains($0.status) })
            let ids = try answers.compactMap { try $0.json["session_id"]?.text }
            let open =
                try await bench.run(
                    Scenario("list", .get, "/api/v1/import/sessions/", as: .known("anna")).answers(200)
                ).json["items"]?.list ?? []
            let id = try #require(open.first?["session_id"]?.text)
            #expect(open.count == 1 && ids.contains(id))
            try await bench.run(Scenario.session(.post, id, "movie/2/skip/").answers(204))
        }
    }

    @Test("while the provider is out of order films come without a match")
    func outage() async throws {
        try await ImportBench.with { bench in
            await bench.fake.answerAlways(.tmdbError(503, 11))
            let answer = try await bench.upload("Type,Title\nMovie,The Matrix\nMovie,Dune\n")
            #expect(answer["movies"]?.list?.map { $0["tmdb_match"] ?? .null } == [.null, .null])
        }
    }

    @Test("without a provider the catalogue is searched")
    func catalogueOnly() async throws {
        try await ImportHousehold.with { house in
            _ = try await house.add("The Matrix", year: 1999, tmdb: 603) { $0.genres = ["Action", "Science Fiction"] }
            let answer = try await house.surface.run(
                Scenario.upload("Type,Title\nMovie,The Matrix\n").answers(201)
            ).json
            let match = answer["movies"]?.list?.first?["tmdb_match"]
            #expect(match?["tmdb_id"] == .int(603) && match?["genre_ids"] == .list([.int(28), .int(878)]))
        }
    }

    @Test(
        "files of other services come in by their own paths, with the ratings that they have",
        arguments: [
            (
                "letterboxd", "ratings.csv",
                "Date,Name,Year,Letterboxd URI,Rating\n2024-01-15,The Matrix,1999,https://boxd.it/2a3b,4.5\n",
                5 as Int?
            ),
            ("netflix", "NetflixViewingHistory.csv", "Title,Date\nThe Matrix,1/15/24\n", nil as Int?),
        ])
    func otherSources(_ source: String, _ name: String, _ content: String, _ rating: Int?) async throws {
        try await ImportBench.with { bench in
            let answer = try await bench.run(Scenario.upload(content, named: name, to: source).answers(201)).json
            let movie = try #require(answer["movies"]?.list?.first)
            #expect(movie["tmdb_match"]?["tmdb_id"] == .int(603))
            #expect(movie["parsed"]?["rating"] == rating.map { .int($0) } ?? .null)
            let id = try #require(answer["session_id"]?.text)
            try await bench.run(
                Scenario("own path", .get, "/api/v1/import/\(source)/session/\(id)", as: .known("anna")).answers(200))
            try await bench.run(
                Scenario.session(.get, id).fails(404, detail: "Import session not found or expired"))
        }
    }

    @Test("the connection of an upload ends with its answer")
    func connection() async throws {
        try await ImportBench.with { bench in
            try await bench.run(
                Scenario.upload("Type,Title\nMovie,Dune\n").answers(201).expecting("Connection", "close"))
            try await bench.run(Scenario.upload("nothing").answers(400).expecting("Connection", "close"))
        }
    }
}
