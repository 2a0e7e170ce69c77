import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Import: sessions")
struct SessionTests {
    private static let gone = "Import session not found or expired"

    @Test("a session says how far it is, and what becomes of its films")
    func progress() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session(
                "2024-01-15,Movie,The Matrix,", "2024-01-16,Movie,Dune,", "2024-01-17,Movie,Unknown,")
            let begun = try await bench.run(Scenario.session(.get, id).answers(200)).json
            let fresh = """
                {"session_id": "\(id)", "source": "amazon-prime", "current_index": 0, "total_movies": 3,
                 "added_count": 0, "skipped_count": 0, "remaining_count": 3, "created_at": "2026-01-02T22:13:20Z",
                 "expires_at": "2026-01-03T22:13:20Z"}
                """
            #expect(begun.includes(try JSONValue(parsing: fresh)), "\(begun.pretty)")
            try await bench.run(Scenario.session(.post, id, "movie/0/add", json: #"{"rating": 4}"#).answers(201))
            try await bench.run(Scenario.session(.post, id, "movie/2/skip").answers(204))
            let later = try await bench.run(Scenario.session(.get, id).answers(200)).json
            let counts =
                #"{"current_index": 3, "added_count": 1, "skipped_count": 1, "remaining_count": 1, "total_movies": 3}"#
            #expect(later.includes(try JSONValue(parsing: counts)), "\(later.pretty)")
            let states = later["movies"]?.list?.map { $0["status"]?.text }
            #expect(states == ["added", "pending", "skipped"])
        }
    }

    @Test("sessions of others, unknown ones and what cannot be one are all the same: not there")
    func foreign() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,")
            let unknown = "9d2c7e6b-42f1-4c5d-8a70-1f3f6f0c8e21"
            for (session, name) in [(id, "ben"), (unknown, "anna"), ("1", "anna"), ("not a session", "anna")] {
                let path = session.replacing(" ", with: "%20")
                try await bench.run(Scenario.session(.get, path, as: name).fails(404, detail: Self.gone))
                try await bench.run(Scenario.session(.delete, path, as: name).fails(404, detail: Self.gone))
                for rest in ["movie/0/skip", "movie/0/watched", "movie/0/undo"] {
                    try await bench.run(Scenario.session(.post, path, rest, as: name).fails(404, detail: Self.gone))
                }
                for rest in ["movie/0/add", "add-matched"] {
                    try await bench.run(
                        Scenario.session(.post, path, rest, as: name, json: #"{"rating": 4}"#)
                            .fails(404, detail: Self.gone))
                }
                let choice = #"{"tmdb_id": 603, "title": "The Matrix"}"#
                try await bench.run(
                    Scenario.session(.patch, path, "movie/0/match", as: name, json: choice)
                        .fails(404, detail: Self.gone))
            }
            try await bench.run(Scenario.session(.get, id.uppercased()).answers(200))
        }
    }

    @Test("a cancelled session is gone, and what it added stays")
    func cancel() async throws {
        try await ImportBench.with { bench in
            let id = try await bench.session("2024-01-15,Movie,The Matrix,", "2024-01-15,Movie,Dune,")
            try await bench.run(Scenario.session(.post, id, "movie/0/add", json: #"{"rating": 4}"#).answers(201))
            let answer = try await bench.run(Scenario.session(.delete, id).answers(204))
            #expect(answer.text.isEmpty)
            try await bench.run(Scenario.session(.delete, id).fails(404, detail: Self.gone))
            try await bench.run(Scenario.session(.get, id).fails(404, detail: Self.gone))
            #expect(try await bench.house.opinions(of: bench.house.anna).count == 1)
        }
    }

    @Test("a session ends a day after its last use, and a week after its beginning however it is used")
    func expiry() async throws {
        try await ImportBench.with { bench in
            let day = 86_400.0
            let idle = try await bench.session("2024-01-15,Movie,The Matrix,")
            bench.house.world.advance(seconds: day + 1)
            try await bench.run(Scenario.session(.get, idle).fails(404, detail: Self.gone))
            let used = try await bench.session("2024-01-15,Movie,The Matrix,")
            for _ in 0..<8 {
                bench.house.world.advance(seconds: 0.8 * day)
                try await bench.run(Scenario.session(.get, used).answers(200))
            }
            bench.house.world.advance(seconds: 0.7 * day)
            try await bench.run(Scenario.session(.get, used).fails(404, detail: Self.gone))
        }
    }

    @Test("one's own open sessions are listed without their films, the newest first")
    func list() async throws {
        try await ImportBench.with { bench in
            let list = Scenario("list", .get, "/api/v1/import/sessions/", as: .known("anna"))
            try await bench.run(list.answers(200, json: #"{"items": []}"#))
            let first = try await bench.session("2024-01-15,Movie,The Matrix,")
            bench.house.world.advance(seconds: 60)
            let netflix = Scenario.upload("Title,Date\nDune,1/15/24\n", named: "n.csv", to: "netflix")
            let second = try #require(try await bench.run(netflix.answers(201)).json["session_id"]?.text)
            _ = try await bench.session("2024-01-15,Movie,The Matrix,", as: "ben")
            let items = try #require(try await bench.run(list.answers(200)).json["items"]?.list)
            #expect(items.map { $0["session_id"]?.text } == [second, first])
            #expect(items.map { $0["source"]?.text } == ["netflix", "amazon-prime"])
            #expect(items[1]["created_at"] == .text("2026-01-02T22:13:20Z") && items[1]["movies"] == nil)
            #expect(items[1]["remaining_count"] == .int(1))
        }
    }
}
