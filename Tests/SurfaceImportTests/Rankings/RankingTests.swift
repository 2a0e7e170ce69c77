import Basics
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Import: rankings")
struct RankingTests {
    private static func list(_ query: String = "", as name: String = "anna") -> Scenario {
        Scenario(query, .get, "/api/v1/rankings/" + query, as: .known(name))
    }

    private static func rate(_ body: String, as name: String = "anna") -> Scenario {
        Scenario(body, .post, "/api/v1/rankings/", as: .known(name), json: body)
    }

    private static func remove(_ id: String, as name: String = "anna") -> Scenario {
        Scenario(id, .delete, "/api/v1/rankings/\(id)/", as: .known(name))
    }

    @Test("a rating is new once, then changed; without a moment it keeps its own")
    func rate() async throws {
        try await ImportHousehold.with { house in
            let film = try await house.add("The Matrix", year: 1999, tmdb: 603)
            let first = try await house.surface.run(
                Self.rate(#"{"movie_id": "\#(film)", "rating": 3, "rated_at": "2022-02-03"}"#).answers(201)
            ).json
            let id = try #require(first["id"]?.text)
            let expected = """
                {"id": "\(id)", "movie_id": "\(film)", "rating": 3, "rated_at": "2022-02-03T00:00:00Z",
                 "created_at": "2026-01-02T22:13:20Z", "updated_at": "2026-01-02T22:13:20Z"}
                """
            #expect(first == (try JSONValue(parsing: expected)), "\(first.pretty)")
            house.world.advance(seconds: 60)
            let second = try await house.surface.run(
                Self.rate(#"{"movie_id": "\#(film.uppercased())", "rating": "5"}"#).answers(200)
            ).json
            #expect(second["id"] == .text(id) && second["rating"] == .int(5))
            #expect(second["rated_at"] == .text("2022-02-03T00:00:00Z"))
            #expect(second["created_at"] == .text("2026-01-02T22:13:20Z"))
            let values = try await house.opinions(of: house.anna).map(\.value)
            #expect(values == [10])
        }
    }

    @Test("only films that there are can be rated, with one to five stars")
    func refusals() async throws {
        try await ImportHousehold.with { house in
            let unknown = "9d2c7e6b-42f1-4c5d-8a70-1f3f6f0c8e21"
            try await house.surface.run(
                Self.rate(#"{"movie_id": "\#(unknown)", "rating": 3}"#).fails(404, detail: "Movie not found"))
            let answer = try await house.surface.run(
                Self.rate(#"{"movie_id": "x", "rating": 6, "rated_at": 5}"#).answers(422))
            #expect(
                try answer.problems == [
                    "uuid_parsing at body.movie_id", "less_than_equal at body.rating",
                    "datetime_type at body.rated_at",
                ])
        }
    }

    @Test("lists hold one's own films with all that is shown of them")
    func list() async throws {
        try await ImportHousehold.with { house in
            let none = #"{"items": [], "total": 0, "limit": 20, "offset": 0}"#
            try await house.surface.run(Self.list().answers(200, json: none))
            let film = try await house.add("The Matrix", year: 1999, tmdb: 603) {
                ($0.genres, $0.posterPath) = (["Action", "Science Fiction"], "/abc.jpg")
            }
            try await house.rate(film, 7, by: house.anna)
            try await house.rate(film, 2, by: house.ben)
            let rating = try #require(try await house.opinions(of: house.anna).first)
            let expected = """
                {"items": [{"id": "\(rating.uuid)", "rating": 4, "rated_at": "2026-01-02T22:13:20Z",
                    "created_at": "2026-01-02T22:13:20Z", "updated_at": "2026-01-02T22:13:20Z",
                    "movie": {"id": "\(film)", "tmdb_id": 603, "title": "The Matrix", "year": 1999,
                        "poster_url": "https://image.tmdb.org/t/p/w185/abc.jpg", "genre_ids": [28, 878]}}],
                 "total": 1, "limit": 20, "offset": 0}
                """
            try await house.surface.run(Self.list().answers(200, json: expected))
            let past = #"{"items": [], "total": 1, "limit": 20, "offset": 5}"#
            try await house.surface.run(Self.list("?offset=5").answers(200, json: past))
        }
    }

    @Test(
        "lists come in the order that is asked for, without a year last either way",
        arguments: [
            ("", ["beta", "Gamma", "Alpha"]), ("?sort_order=asc", ["Alpha", "Gamma", "beta"]),
            ("?sort_by=title&sort_order=asc", ["Alpha", "beta", "Gamma"]),
            ("?sort_by=rating", ["Alpha", "Gamma", "beta"]),
            ("?sort_by=year&sort_order=asc", ["beta", "Alpha", "Gamma"]),
            ("?sort_by=year&sort_order=desc", ["Alpha", "beta", "Gamma"]),
            ("?limit=1&offset=1", ["Gamma"]), ("?limit=2", ["beta", "Gamma"]),
        ])
    func order(_ query: String, _ titles: [String]) async throws {
        try await ImportHousehold.with { house in
            for (title, year, value, day) in [
                ("Alpha", 2001 as Int?, 10, 1), ("Gamma", nil as Int?, 8, 2), ("beta", 1999, 2, 3),
            ] {
                let film = try await house.add(title, year: year)
                try await house.rate(film, value, by: house.anna, at: .test(Double(day) * 86_400))
            }
            let answer = try await house.surface.run(Self.list(query).answers(200)).json
            #expect(answer["items"]?.list?.compactMap { $0["movie"]?["title"]?.text } == titles)
            #expect(answer["total"] == .int(3))
        }
    }

    @Test(
        "a question that cannot be answered is named",
        arguments: [
            ("?limit=0", ["greater_than_equal at query.limit"]), ("?limit=101", ["less_than_equal at query.limit"]),
            ("?limit=ten", ["int_parsing at query.limit"]), ("?limit=", ["int_parsing at query.limit"]),
            ("?offset=-1", ["greater_than_equal at query.offset"]),
            (
                "?sort_by=length&sort_order=up",
                ["literal_error at query.sort_by", "literal_error at query.sort_order"]
            ),
        ])
    func validation(_ query: String, _ problems: [String]) async throws {
        try await ImportHousehold.with { house in
            let answer = try await house.surface.run(Self.list(query).answers(422))
            #expect(try answer.problems == problems)
        }
    }

    @Test("the words of an enumeration are those that clients show")
    func enumeration() async throws {
        try await ImportHousehold.with { house in
            let answer = try await house.surface.run(Self.list("?sort_by=x").answers(422)).json
            let problem = try #require(answer["detail"]?.list?.first)
            #expect(problem["msg"] == .text("Input should be 'rated_at', 'rating', 'title' or 'year'"))
            #expect(problem["ctx"]?["expected"] == .text("'rated_at', 'rating', 'title' or 'year'"))
            #expect(problem["input"] == .text("x"))
        }
    }

    @Test("one's own ratings can be taken back, nobody else's")
    func remove() async throws {
        try await ImportHousehold.with { house in
            let film = try await house.add("The Matrix", year: 1999, tmdb: 603)
            try await house.rate(film, 8, by: house.anna)
            let id = try #require(try await house.opinions(of: house.anna).first).uuid
            try await house.surface.run(
                Self.remove(id, as: "ben").fails(403, detail: "Not authorized to delete this ranking"))
            let answer = try await house.surface.run(Self.remove(id).answers(204))
            #expect(answer.text.isEmpty)
            try await house.surface.run(Self.remove(id).fails(404, detail: "Ranking not found"))
            let wrong = try await house.surface.run(Self.remove("7").answers(422))
            #expect(try wrong.problems == ["uuid_parsing at path.ranking_id"])
        }
    }

    @Test("all of one's ratings can be taken back at once, also when there is none")
    func removeAll() async throws {
        try await ImportHousehold.with { house in
            for title in ["Alpha", "Beta"] {
                let film = try await house.add(title, year: 2001)
                try await house.rate(film, 8, by: house.anna)
                try await house.rate(film, 8, by: house.ben)
            }
            let all = Scenario("all", .delete, "/api/v1/rankings/all/", as: .known("anna"))
            for _ in 0..<2 { try await house.surface.run(all.answers(204)) }
            #expect(try await house.opinions(of: house.anna).isEmpty)
            #expect(try await house.opinions(of: house.ben).count == 2)
        }
    }

    @Test("ratings can be taken to Letterboxd, and brought back from there")
    func export() async throws {
        try await ImportHousehold.with { house in
            let film = try await house.add("=The Matrix", year: 1999, tmdb: 603)
            try await house.rate(film, 8, by: house.anna)
            let answer = try await house.surface.run(
                Scenario("export", .get, "/api/v1/rankings/export/", as: .known("anna")).answers(200)
                    .expecting("Content-Type", "text/csv; charset=utf-8"))
            #expect(answer.text.contains("The Matrix") && !answer.text.contains(",=The"))
            #expect(answer.header("Content-Disposition")?.hasPrefix("attachment; filename=") == true)
            let back = try await house.surface.run(
                Scenario.upload(answer.text, to: "letterboxd", as: "ben").answers(201)
            ).json
            let parsed = back["movies"]?.list?.first?["parsed"]
            #expect(parsed?["title"]?.text?.hasSuffix("=The Matrix") == true && parsed?["rating"] == .int(4))
        }
    }
}
