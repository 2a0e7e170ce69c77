import Basics
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Import: adding films")
struct AddTests {
    private static func add(_ id: String, _ index: Int = 0, _ body: String = #"{"rating": 4}"#) -> Scenario {
        Scenario.session(.post, id, "movie/\(index)/add/", json: body)
    }

    @Test("a film becomes a rating at the day it was watched, a viewing, and a title of the catalogue")
    func effects() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session(
                "2024-01-15,Movie,The Matrix,", "2023-12-24,Movie,The Matrix,", "2024-01-16,Movie,Dune,")
            let answer = try await bench.run(Self.add(id).answers(201)).json
            let film = try #require(try await bench.house.film(tmdb: 603))
            let rating = try #require(try await bench.house.opinions(of: bench.house.anna).first)
            let expected = """
                {"id": "\(rating.uuid)", "movie_id": "\(film.uuid)", "rating": 4, "rated_at": "2024-01-15T00:00:00Z",
                 "created_at": "2026-01-02T22:13:20Z", "updated_at": "2026-01-02T22:13:20Z"}
                """
            #expect(answer == (try JSONValue(parsing: expected)), "\(answer.pretty)")
            #expect(rating.value == 8 && film.metadata.runtimeMinutes == 136)
            let watched = try await bench.house.watched(by: bench.house.anna)
            #expect(watched.map(\.watchedAt.iso8601) == ["2024-01-15T00:00:00Z", "2023-12-24T00:00:00Z"])
            #expect(watched.allSatisfy { $0.source == .amazonPrime })
        }
    }

    @Test("the moment is what the body says, else the day of watching, else now")
    func moments() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session(",Movie,The Matrix,", "2024-01-16,Movie,Dune,")
            let undated = try await bench.run(Self.add(id).answers(201)).json
            #expect(undated["rated_at"] == .text("2026-01-02T22:13:20Z"))
            let given = #"{"rating": 5, "rated_at": "2022-02-03T04:05:06.789+02:00"}"#
            let dated = try await bench.run(Self.add(id, 1, given).answers(201)).json
            #expect(dated["rated_at"] == .text("2022-02-03T02:05:06.789Z"))
            #expect(try await bench.house.watched(by: bench.house.anna).last?.watchedAt == WatchEvent.undated)
        }
    }

    @Test("nothing ends in the future: such a viewing has no date, and a rating is of now")
    func future() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2026-11-01,Movie,The Matrix,", "2024-01-16,Movie,Dune,")
            for (index, body) in [#"{"rating": 5}"#, #"{"rating": 5, "rated_at": "2027-02-03"}"#].enumerated() {
                let added = try await bench.run(Self.add(id, index, body).answers(201)).json
                #expect(added["rated_at"] == .text("2026-01-02T22:13:20Z"))
            }
            let watched = try await bench.house.watched(by: bench.house.anna)
            #expect(watched.map(\.watchedAt.iso8601) == ["2024-01-16T00:00:00Z", "1970-01-01T00:00:00Z"])
        }
    }

    @Test("a rating that is there is changed: the same one, and 201")
    func update() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,")
            let film = try await bench.house.add("The Matrix", year: 1999, tmdb: 603)
            try await bench.house.rate(film, 2, by: bench.house.anna)
            let before = try #require(try await bench.house.opinions(of: bench.house.anna).first)
            let answer = try await bench.run(Self.add(id, 0, #"{"rating": 5}"#).answers(201)).json
            #expect(answer["id"] == .text(before.uuid) && answer["rating"] == .int(5))
            #expect(answer["movie_id"] == .text(film))
            #expect(try await bench.house.opinions(of: bench.house.anna).count == 1)
        }
    }

    @Test("while the provider is down a film is added with what was found")
    func outage() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,")
            await bench.fake.answerAlways(.tmdbError(503, 11))
            try await bench.run(Self.add(id).answers(201))
            let film = try #require(try await bench.house.film(tmdb: 603))
            #expect(film.metadata.title == "The Matrix" && film.metadata.year == 1999)
        }
    }

    @Test("a film is added once, and one without a match, or out of range, not at all")
    func refusals() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,", "2024-01-16,Movie,Unknown,")
            try await bench.run(Self.add(id).answers(201))
            let processed = "Movie has already been processed"
            try await bench.run(Self.add(id).fails(400, detail: processed))
            try await bench.run(Scenario.session(.post, id, "movie/0/skip/").fails(400, detail: processed))
            try await bench.run(Scenario.session(.post, id, "movie/0/watched/").fails(400, detail: processed))
            let unmatched = "Cannot add movie without TMDB match"
            try await bench.run(Self.add(id, 1).fails(400, detail: unmatched))
            try await bench.run(Scenario.session(.post, id, "movie/1/watched/").fails(400, detail: unmatched))
            for index in ["2", "-1", "99999999999999999999999"] {
                for rest in ["skip", "watched", "undo"] {
                    try await bench.run(
                        Scenario.session(.post, id, "movie/\(index)/\(rest)/")
                            .fails(404, detail: "Movie index out of range"))
                }
            }
            try await bench.run(Self.add(id, 2).fails(404, detail: "Movie index out of range"))
            let session = try await bench.run(Scenario.session(.get, id).answers(200)).json
            #expect(session["added_count"] == .int(1) && session["remaining_count"] == .int(1))
        }
    }

    @Test("of several requests at once for one film one adds it")
    func atOnce() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,")
            let request = Self.add(id).request
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await bench.house.surface.send(request).status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }.sorted()
            }
            #expect(statuses == [201, 400, 400, 400, 400, 400])
            let session = try await bench.run(Scenario.session(.get, id).answers(200)).json
            #expect(session["added_count"] == .int(1))
            #expect(try await bench.house.opinions(of: bench.house.anna).count == 1)
        }
    }

    @Test(
        "everything that is wrong with a request is told at once",
        arguments: [
            ("0", #"{}"#, ["missing at body.rating"]),
            ("0", #"{"rating": 0}"#, ["greater_than_equal at body.rating"]),
            ("0", #"{"rating": 6}"#, ["less_than_equal at body.rating"]),
            ("0", #"{"rating": 4.5}"#, ["int_from_float at body.rating"]),
            ("0", #"{"rating": "good"}"#, ["int_parsing at body.rating"]),
            ("0", #"{"rating": true}"#, ["int_type at body.rating"]),
            ("0", #"{"rating": null}"#, ["int_type at body.rating"]),
            ("0", #"{"rating": [4]}"#, ["int_type at body.rating"]),
            ("0", #"{"rating": 4, "rated_at": "yesterday"}"#, ["datetime_parsing at body.rated_at"]),
            (
                "x", #"{"rating": 9, "rated_at": "2024-02-30"}"#,
                ["int_parsing at path.index", "less_than_equal at body.rating", "datetime_parsing at body.rated_at"]
            ),
            ("1.5", #"{"rating": 4}"#, ["int_parsing at path.index"]),
            ("0", #"[4]"#, ["model_attributes_type at body"]),
            ("0", #"{"rating": }"#, ["json_invalid at body.11"]),
            ("0", "", ["missing at body"]),
        ])
    func validation(_ index: String, _ body: String, _ problems: [String]) async throws {
        try await ImportBench.with { bench in
            // Not even the session has to be there.
            let scenario = Scenario.session(.post, "unknown", "movie/\(index)/add/").with(body: Array(body.utf8))
            let answer = try await bench.run(scenario.answers(422))
            #expect(try answer.problems == problems)
            let first = try answer.json["detail"]?.list?.first
            #expect(first?["msg"]?.text?.isEmpty == false && first?["input"] != nil)
        }
    }

    @Test("whole numbers may come as text, or with a fraction of zero", arguments: ["4", "4.0", "\"4\"", "4e0"])
    func lenient(_ rating: String) async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,")
            let answer = try await bench.run(Self.add(id, 0, "{\"rating\": \(rating), \"more\": 1}").answers(201)).json
            #expect(answer["rating"] == .int(4))
        }
    }

    @Test("a file's own rating stands in where the client brings none, but not for Amazon's, which has none")
    func ratingOfFile() async throws {
        try await ImportBench.with { bench in
            let csv = """
                Date,Name,Year,Letterboxd URI,Rating
                2024-01-15,The Matrix,1999,https://boxd.it/2a3b,3.5
                """
            let upload = Scenario.upload(csv, named: "ratings.csv", to: "letterboxd")
            let id = try #require(try await bench.run(upload.answers(201)).json["session_id"]?.text)
            let path = "/api/v1/import/letterboxd/session/\(id)/movie/0/add/"
            let answer = try await bench.run(Scenario("no body", .post, path, as: .known("anna")).answers(201)).json
            #expect(answer["rating"] == .int(4))
            let netflix = Scenario.upload("Title,Date\nDune,1/15/24\n", named: "n.csv", to: "netflix")
            let other = try #require(try await bench.run(netflix.answers(201)).json["session_id"]?.text)
            let unrated = Scenario(
                "unrated", .post, "/api/v1/import/netflix/session/\(other)/movie/0/add/", as: .known("anna"), json: "{}"
            )
            let refused = try await bench.run(unrated.answers(422))
            #expect(try refused.problems == ["missing at body.rating"])
        }
    }
}
