import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Import: other decisions")
struct DecisionTests {
    @Test("a film that is skipped writes nothing")
    func skip() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,", "2024-01-15,Movie,Unknown,")
            for index in [0, 1] {
                let answer = try await bench.run(Scenario.session(.post, id, "movie/\(index)/skip").answers(204))
                #expect(answer.text.isEmpty)
            }
            let wrong = try await bench.run(Scenario.session(.post, id, "movie/first/skip").answers(422))
            #expect(try wrong.problems == ["int_parsing at path.index"])
            #expect(try await bench.house.opinions(of: bench.house.anna).isEmpty)
            #expect(try await bench.house.watched(by: bench.house.anna).isEmpty)
        }
    }

    @Test("a film can be taken as watched, without a rating")
    func watched() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,")
            try await bench.run(Scenario.session(.post, id, "movie/0/watched/").answers(204))
            #expect(try await bench.house.opinions(of: bench.house.anna).isEmpty)
            #expect(try await bench.house.watched(by: bench.house.anna).count == 1)
            let session = try await bench.run(Scenario.session(.get, id).answers(200)).json
            #expect(session["movies"]?.list?.first?["status"] == .text("added"))
        }
    }

    @Test("a decision can be taken back with what it wrote; one that was not made cannot")
    func undo() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,")
            let undo = Scenario.session(.post, id, "movie/0/undo/")
            try await bench.run(undo.fails(400, detail: "Movie has not been processed yet"))
            try await bench.run(Scenario.session(.post, id, "movie/0/add/", json: #"{"rating": 4}"#).answers(201))
            try await bench.run(undo.answers(204))
            #expect(try await bench.house.opinions(of: bench.house.anna).isEmpty)
            #expect(try await bench.house.watched(by: bench.house.anna).isEmpty)
            let session = try await bench.run(Scenario.session(.get, id).answers(200)).json
            #expect(session["added_count"] == .int(0) && session["remaining_count"] == .int(1))
            try await bench.run(Scenario.session(.post, id, "movie/0/add/", json: #"{"rating": 3}"#).answers(201))
        }
    }

    @Test("all films that are sure enough are added with one request")
    func addMatched() async throws {
        try await ImportBench.with { bench in
            // Watched in the year it came out, in another one, and not found at all.
            let id = try await bench.session(
                "2021-10-01,Movie,Dune,", "2024-01-15,Movie,The Matrix,", "2024-01-15,Movie,Unknown,")
            let add = { (body: String) in Scenario.session(.post, id, "add-matched/", json: body) }
            try await bench.run(add(#"{"rating": 4}"#).answers(200, json: #"{"added": 1, "remaining": 2}"#))
            try await bench.run(
                add(#"{"rating": 3, "min_confidence": 0.5}"#).answers(200, json: #"{"added": 1, "remaining": 1}"#))
            try await bench.run(
                add(#"{"rating": 3, "min_confidence": 0}"#).answers(200, json: #"{"added": 0, "remaining": 1}"#))
            let values = try await bench.house.opinions(of: bench.house.anna).map(\.value).sorted()
            #expect(values == [6, 8])
            let wrong = try await bench.run(add(#"{"min_confidence": 1.5}"#).answers(422))
            #expect(try wrong.problems == ["missing at body.rating", "less_than_equal at body.min_confidence"])
        }
    }
}

@Suite("Import: choosing another film")
struct MatchTests {
    private static func choose(_ id: String, _ index: Int = 0, _ body: String) -> Scenario {
        Scenario.session(.patch, id, "movie/\(index)/match/", json: body)
    }

    @Test("the film that somebody chose is sure, and is what the provider says of it")
    func choose() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,Unknown,")
            let body = #"{"tmdb_id": 603, "title": "My own title", "year": 2001, "overview": "mine"}"#
            let answer = try await bench.run(Self.choose(id, 0, body).answers(200)).json
            #expect(
                answer["tmdb_match"]?["title"] == .text("The Matrix") && answer["tmdb_match"]?["year"] == .int(1999))
            #expect(answer["confidence"] == .int(1) && answer["quality"] == .text("high"))
            #expect(answer["alternatives"] == .list([]) && answer["status"] == .text("pending"))
            #expect(answer["parsed"]?["title"] == .text("Unknown"))
            try await bench.run(Scenario.session(.post, id, "movie/0/add/", json: #"{"rating": 4}"#).answers(201))
            try await bench.run(Self.choose(id, 0, body).fails(400, detail: "Movie has already been processed"))
        }
    }

    @Test("what the client says counts only while the provider cannot be asked")
    func outage() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,Unknown,")
            await bench.fake.answerAlways(.tmdbError(503, 11))
            let body = """
                {"tmdb_id": 77, "title": "My own title", "year": "2001",
                 "poster_url": "https://image.tmdb.org/t/p/w500/abc.jpg"}
                """
            let match = try await bench.run(Self.choose(id, 0, body).answers(200)).json["tmdb_match"]
            #expect(match?["title"] == .text("My own title") && match?["year"] == .int(2001))
            #expect(match?["poster_url"] == .text("https://image.tmdb.org/t/p/w185/abc.jpg"))
        }
    }

    @Test("a film that the provider does not have, one out of range, and what is missing")
    func errors() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,Unknown,")
            let body = #"{"tmdb_id": 424242, "title": "No film"}"#
            try await bench.run(Self.choose(id, 0, body).fails(404, detail: "Movie not found on TMDB"))
            try await bench.run(Self.choose(id, 1, body).fails(404, detail: "Movie index out of range"))
            let wrong = try await bench.run(
                Self.choose(id, 0, #"{"genre_ids": [28, "x"], "release_date": "soon", "vote_average": 11}"#)
                    .answers(422))
            #expect(
                try Set(wrong.problems) == [
                    "missing at body.tmdb_id", "missing at body.title", "int_parsing at body.genre_ids.1",
                    "date_from_datetime_parsing at body.release_date", "less_than_equal at body.vote_average",
                ])
        }
    }
}
