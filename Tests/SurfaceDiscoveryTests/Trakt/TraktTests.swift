import Basics
import Domain
import HTTPTypes
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("Discovery: Trakt")
struct TraktTests {
    private static func scenario(
        _ method: HTTPRequest.Method, _ path: String, as name: String = "anna", json: String? = nil
    ) -> Scenario {
        TraktBench.scenario(method, "/api/trakt/" + path, as: name, json: json)
    }

    private static func callback(_ code: String, _ state: String, as name: String = "anna") -> Scenario {
        scenario(.post, "callback", as: name, json: #"{"code": "\#(code)", "state": "\#(state)"}"#)
    }

    private static let stranger = #"{"error": "Unauthorized"}"#

    @Test("nobody gets anywhere without signing in, and nobody but administrators to the application")
    func access() async throws {
        try await TraktBench.with { bench in
            let paths: [(HTTPRequest.Method, String)] = [
                (.get, "auth-url"), (.get, "callback?code=a&state=b"), (.post, "callback"), (.get, "status"),
                (.post, "sync"), (.delete, "disconnect"), (.post, "disconnect"), (.get, "config"), (.patch, "config"),
            ]
            for (method, path) in paths + [(.get, "../settings/trakt"), (.patch, "../settings/trakt")] {
                let path = path.hasPrefix("..") ? "/api" + path.dropFirst(2) : "/api/trakt/" + path
                let json = method == .get ? nil : "{}"
                try await bench.run(Scenario(path, method, path, json: json).answers(401, json: Self.stranger))
                guard path.contains("config") || path.contains("settings") else { continue }
                try await bench.run(
                    TraktBench.scenario(method, path, json: json).answers(403, json: #"{"error": "Forbidden"}"#))
            }
            let foreign = Self.scenario(.post, "sync", json: "{}").with("Origin", "https://evil.example")
            try await bench.run(foreign.answers(403))
            try await bench.run(Self.scenario(.get, "nothing").answers(404, json: #"{"error": "Not Found"}"#))
            #expect(await bench.fake.seen.isEmpty)
        }
    }

    @Test("the way there and back with a client that sends the code itself")
    func connect() async throws {
        try await TraktBench.with { bench in
            let answer = try await bench.run(Self.scenario(.get, "auth-url").answers(200)).json
            let url = try #require(answer["authUrl"]?.text)
            #expect(url.contains("/oauth/authorize?response_type=code&client_id=\(FakeTrakt.clientID)&"))
            #expect(url.contains("redirect_uri=https%3A%2F%2Ffilms.example%2Fapi%2Ftrakt%2Fcallback&state="))
            let (state, code) = (try await bench.state(), await bench.fake.allow("Sean Rudford"))
            try await bench.run(
                Self.callback(code, state).answers(200, json: #"{"success": true, "username": "Sean Rudford"}"#))
            let first = try await bench.house.stores.stores.jobs.recent(name: "sync-new-trakt-link", limit: 9)
            #expect(first.count == 1, "ratings come soon, and nobody waited for them")
            try await bench.run(
                Self.scenario(.get, "status").answers(
                    200,
                    json: """
                        {"traktConfigured": true, "connected": true, "username": "Sean Rudford", "syncedAt": null}
                        """))
            try await bench.run(
                Self.scenario(.get, "status", as: "ben").answers(
                    200, json: #"{"traktConfigured": true, "connected": false, "username": null, "syncedAt": null}"#))
        }
    }

    @Test("a code without a good state connects nobody")
    func badStates() async throws {
        try await TraktBench.with { bench in
            let state = try await bench.state()
            let code = await bench.fake.allow("anna-there")
            for body in ["{}", #"{"code": "\#(code)"}"#, #"{"state": "\#(state)"}"#, #"{"code": 5, "state": true}"#] {
                try await bench.run(
                    Self.scenario(.post, "callback", json: body)
                        .answers(400, json: #"{"error": "code and state are required"}"#))
            }
            try await bench.run(Self.scenario(.post, "callback", json: "[").answers(400))
            try await bench.run(Self.callback(code, "made-up").answers(400).expecting(text: ["not known here"]))
            try await bench.run(Self.callback(code, state, as: "ben").answers(400).expecting(text: ["Somebody else"]))
            try await bench.run(Self.callback(code, state).answers(200))
            try await bench.run(Self.callback(code, state).answers(400).expecting(text: ["used already"]))
            let old = try await bench.state()
            bench.house.world.advance(seconds: 600)
            try await bench.run(Self.callback(code, old).answers(400).expecting(text: ["too long"]))
        }
    }

    @Test("what Trakt refuses, and a Trakt that is down, are 502")
    func upstream() async throws {
        try await TraktBench.with { bench in
            try await bench.run(
                Self.callback("wrong", try await bench.state())
                    .answers(502, json: #"{"error": "Trakt refuses the code"}"#))
            await bench.fake.answerAlways(Reply(503, "<html>"))
            let code = await bench.fake.allow("anna-there")
            try await bench.run(Self.callback(code, try await bench.state()).answers(502))
            await bench.fake.answerAlways(nil)
            try await bench.connect()
            await bench.fake.answerAlways(Reply(503, "<html>"))
            try await bench.run(
                Self.scenario(.post, "sync").answers(502, json: #"{"error": "Trakt is out of order, status 503"}"#))
            await bench.fake.answerAlways(Reply(429, "", [("retry-after", "77")]))
            try await bench.run(Self.scenario(.post, "sync").answers(502).expecting("Retry-After", "77"))
            try await bench.run(Self.scenario(.get, "status").answers(200).expecting(text: [#""syncedAt":null"#]))
        }
    }

    @Test("a browser that Trakt sends back ends on the page of settings")
    func browser() async throws {
        try await TraktBench.with { bench in
            func returns(_ query: String, to page: String) async throws {
                try await bench.run(
                    Self.scenario(.get, "callback" + query).answers(302).expecting("Location", "/#/settings?" + page))
            }
            let (state, code) = (try await bench.state(), await bench.fake.allow("Séan & Co"))
            try await returns(
                "?code=\(code)&state=\(state)", to: "trakt=success&username=S%C3%A9an%20%26%20Co")
            try await returns(
                "?code=\(code)&state=\(state)",
                to: "trakt=error&message=This%20way%20from%20Trakt%20was%20used%20already%3A%20begin%20again")
            try await returns("", to: "trakt=error&message=code%20and%20state%20are%20required")
            try await returns(
                "?error=access_denied&state=\(state)",
                to: "trakt=error&message=You%20did%20not%20allow%20it%20at%20Trakt")
            try await returns(
                "?error=%3Cscript%3E", to: "trakt=error&message=Trakt%20refused%20the%20connection")
            let next = try await bench.state()
            try await returns(
                "?code=wrong&state=\(next)", to: "trakt=error&message=Trakt%20refuses%20the%20code")
        }
    }

    @Test("a synchronisation counts what it did with Trakt's ratings")
    func sync() async throws {
        try await TraktBench.with { bench in
            try await bench.run(
                Self.scenario(.post, "sync").answers(400, json: #"{"error": "There is no connection to Trakt"}"#))
            try await bench.connect()
            await bench.fake.change { fake in
                fake.ratings["anna-there"] = [1, 2, 3].map { FakeTrakt.Rating($0, 5 + $0, "2020-01-01T00:00:00.000Z") }
            }
            func syncs(_ movies: [Int], _ series: [Int]) async throws {
                let answer = try await bench.run(Self.scenario(.post, "sync", json: "{}").answers(200)).json
                #expect(answer["success"] == .bool(true) && answer["message"]?.text?.isEmpty == false)
                for (name, numbers) in [("movies", movies), ("series", series)] {
                    let found = ["Imported", "Updated", "Skipped"].map { answer[name + $0] }
                    #expect(found == numbers.map { .int($0) }, "\(name)")
                }
            }
            try await syncs([1, 0, 1], [1, 0, 0])
            let movie = "/api/ratings/movie/\(bench.house.id("Inception"))"
            try await bench.run(
                TraktBench.scenario(.get, movie).answers(200, json: #"{"rating": 6, "source": "trakt"}"#))
            try await syncs([0, 0, 2], [0, 0, 1])
            await bench.fake.change { $0.ratings["anna-there"]?[0].value = 2 }
            try await syncs([0, 1, 1], [0, 0, 1])
            let status = try await bench.run(Self.scenario(.get, "status").answers(200)).json
            #expect(status["syncedAt"] == .text(bench.house.world.now.iso8601WithMilliseconds))
            #expect(await bench.fake.seen.allSatisfy { $0.method == "GET" || $0.path == "/oauth/token" })
        }
    }

    @Test("ratings of every kind of request get to Trakt, later, and do not wait for it")
    func pushes() async throws {
        try await TraktBench.with { bench in
            let (house, pusher) = (bench.house, bench.house.traktPusher)
            try await bench.connect()
            await bench.fake.held.hold()
            let movie = "/api/ratings/movie/\(house.id("Inception"))"
            try await bench.run(TraktBench.scenario(.post, movie, json: #"{"rating": 9}"#).answers(200))
            let bulk = #"{"ratings": [{"seriesId": "\#(house.id("Dark Harbour"))", "rating": 3}]}"#
            try await bench.run(TraktBench.scenario(.post, "/api/ratings/bulk", json: bulk).answers(200))
            await bench.fake.held.releaseAll()
            func there() async -> [Int: Int] {
                let ratings = await bench.fake.ratings["anna-there"] ?? []
                return Dictionary(uniqueKeysWithValues: ratings.map { ($0.trakt, $0.value) })
            }
            #expect(await there().isEmpty)
            #expect(try await pusher.pushOnce())
            #expect(await there() == [1: 9, 2: 3])
            try await bench.run(TraktBench.scenario(.delete, movie).answers(200))
            house.world.advance(seconds: 1)
            #expect(try await pusher.pushOnce())
            #expect(await there() == [2: 3])
            #expect(!bench.log.text.contains("secret"))
        }
    }

    @Test(
        "disconnecting is idempotent, by either method, and keeps the ratings",
        arguments: [HTTPRequest.Method.delete, .post])
    func disconnect(_ method: HTTPRequest.Method) async throws {
        try await TraktBench.with { bench in
            try await bench.connect()
            let movie = "/api/ratings/movie/\(bench.house.id("Inception"))"
            try await bench.run(TraktBench.scenario(.post, movie, json: #"{"rating": 9}"#).answers(200))
            for _ in 0..<2 {
                try await bench.run(
                    Self.scenario(method, "disconnect")
                        .answers(200, json: #"{"success": true, "message": "Trakt is disconnected"}"#))
            }
            #expect(await bench.fake.liveAccessTokens.isEmpty)
            try await bench.run(Self.scenario(.get, "status").answers(200).expecting(text: [#""connected":false"#]))
            try await bench.run(TraktBench.scenario(.get, movie).answers(200).expecting(text: [#""rating":9"#]))
            try await bench.connect()
            await bench.fake.answerAlways(Reply(500, ""))
            let answer = try await bench.run(Self.scenario(method, "disconnect").answers(200))
            #expect(answer.text.contains("could not be told"))
        }
    }

    @Test("whoever took the permission back is told to connect again")
    func reconnect() async throws {
        try await TraktBench.with { bench in
            try await bench.connect()
            await bench.fake.forget("anna-there")
            let problem = "Trakt wants the connection to be made again"
            try await bench.run(Self.scenario(.post, "sync").answers(400, json: #"{"error": "\#(problem)"}"#))
            try await bench.run(
                Self.scenario(.get, "status").answers(
                    200,
                    json: """
                        {"traktConfigured": true, "connected": false, "username": "anna-there", "syncedAt": null,
                            "problem": "\(problem)"}
                        """))
        }
    }

    @Test("without an application everything says so")
    func notConfigured() async throws {
        try await TraktBench.with(isConfigured: false) { bench in
            let problem = #"{"error": "Trakt is not set up on this server"}"#
            try await bench.run(Self.scenario(.get, "auth-url").answers(400, json: problem))
            try await bench.run(Self.callback("a", "b").answers(400, json: problem))
            try await bench.run(Self.scenario(.post, "sync").answers(400, json: problem))
            try await bench.run(Self.scenario(.delete, "disconnect").answers(200))
            try await bench.run(
                Self.scenario(.get, "status").answers(
                    200, json: #"{"traktConfigured": false, "connected": false, "username": null, "syncedAt": null}"#))
        }
    }
}
