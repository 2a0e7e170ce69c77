import Basics
import Domain
import HTTPTypes
import SQL
import TestKit
import Testing

@Suite("Import: a whole conversation")
struct ConversationTests {
    @Test("a client signs in, brings a file, decides, and looks at what came of it", arguments: TestDriver.available)
    func conversation(_ driver: TestDriver) async throws {
        try await ImportBench.with(driver: driver) { bench in
            let form = Scenario("login", .post, "/api/v1/auth/login")
                .with(form: "username=anna%40example.com&password=a+good+password")
            let token = try #require(try await bench.run(form.answers(200)).json["access_token"]?.text)
            let bearer = TestCaller.authorization("Bearer " + token)
            func call(_ method: HTTPRequest.Method, _ path: String, json: String? = nil) -> Scenario {
                Scenario("\(method) \(path)", method, "/api/v1/" + path, as: bearer, json: json)
            }
            var upload = Scenario.upload(
                "Date Watched,Type,Title\n2025-10-01,Movie,The Matrix\n2025-10-02,Movie,Dune\n2025-10-03,Movie,None\n")
            upload.request.caller = bearer
            let session = try await bench.run(upload.answers(201)).json
            let id = try #require(session["session_id"]?.text)
            let base = "import/amazon-prime/session/\(id)/"
            try await bench.run(call(.post, base + "movie/0/add/", json: #"{"rating": 5}"#).answers(201))
            try await bench.run(call(.post, base + "movie/1/watched/").answers(204))
            try await bench.run(
                call(.patch, base + "movie/2/match/", json: #"{"tmdb_id": 693134, "title": "Dune 2"}"#).answers(200))
            try await bench.run(
                call(.post, base + "add-matched/", json: #"{"rating": 4}"#)
                    .answers(200, json: #"{"added": 1, "remaining": 0}"#))
            try await bench.run(call(.post, base + "movie/1/undo/").answers(204))
            try await bench.run(call(.post, base + "movie/1/skip/").answers(204))
            let detail = try await bench.run(call(.get, base).answers(200)).json
            #expect(detail["movies"]?.list?.map { $0["status"]?.text } == ["added", "skipped", "added"])
            let ranked = try await bench.run(call(.get, "rankings/").answers(200)).json
            let titles = ranked["items"]?.list?.map { $0["movie"]?["title"]?.text }
            #expect(titles == ["Dune: Part Two", "The Matrix"] && ranked["total"] == .int(2))
            let statistics = try await bench.run(call(.get, "analytics/stats/").answers(200)).json
            #expect(statistics["average_rating"] == .number(4.5))
            let days = try await bench.run(call(.get, "analytics/activity/").answers(200)).json["activity"]?.list
            #expect(days?.map { $0["date"]?.text } == ["2025-10-01", "2025-10-03"])
            #expect(try await bench.run(call(.get, "rankings/export/").answers(200)).text.contains("The Matrix"))
            try await bench.run(call(.delete, base).answers(204))
            try await bench.run(call(.delete, "rankings/all/").answers(204))
            try await bench.run(
                call(.get, "rankings/").answers(200, json: #"{"items": [], "total": 0, "limit": 20, "offset": 0}"#))
        }
    }

    @Test("how long a session is makes no difference for the statements that it takes to show or to decide")
    func statements() async throws {
        try await ImportHousehold.with { house in
            var counts: [[Int]] = []
            for films in [1, 40] {
                let rows = (1...films).map { "2025-10-01,Movie,Film \($0)\n" }.joined()
                let answer = try await house.surface.run(
                    Scenario.upload("Date Watched,Type,Title\n" + rows).answers(201)
                ).json
                let id = try #require(answer["session_id"]?.text)
                let show = Scenario.session(.get, id).answers(200)
                let skip = Scenario.session(.post, id, "movie/0/skip").answers(204)
                var each: [Int] = []
                for scenario in [show, skip] {
                    each.append(
                        try await StatementCounter.counting { try await house.surface.run(scenario) }.1.count)
                }
                counts.append(each)
            }
            #expect(counts[0] == counts[1])
            #expect(counts[0].allSatisfy { $0 <= 10 }, "\(counts)")
        }
    }
}
