import Accounts
import Domain
import HTTPTypes
import SurfaceKit
import SurfaceKodi
import TestKit
import Testing

@Suite("Kodi: rate limits")
struct RateLimitTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let scenario: Scenario
        let limit: Int
        var testDescription: String { scenario.name }
    }

    private static let similar = Scenario(
        "similar_to with a key", .post, "/similar_to", as: .member,
        json: #"{"reference_imdb_id": "tt1375666", "include_plot": true}"#)

    private static let rows: [Row] = [
        Row(
            scenario: Scenario(
                "search", .post, "/kodi/search/movies", as: .member, json: #"{"query": "space"}"#), limit: 60),
        Row(
            scenario: Scenario(
                "library search", .get, "/v1/library/search?q=space&only_owned=true", as: .member), limit: 60),
        Row(scenario: similar, limit: 60),
        Row(scenario: Scenario("whoami", .get, "/v1/auth/whoami", as: .member), limit: 120),
        Row(scenario: Scenario("test", .get, "/kodi/test", as: .member), limit: 10),
    ]

    private static func refused(_ scenario: Scenario, limit: Int) -> Scenario {
        let results = scenario.request.path.contains("search") ? #", "results": []"# : ""
        return scenario.answers(
            429, json: #"{"success": false, "error": "Rate limit exceeded", "error_code": "RATE_LIMITED"\#(results)}"#
        )
        .expecting("Retry-After", "60").expecting("X-RateLimit-Limit", String(limit))
        .expecting("X-RateLimit-Remaining", "0").expecting("X-RateLimit-Reset", "60")
    }

    @Test("exactly so many requests of a fresh key succeed, the next one is told when to come back", arguments: rows)
    func exactly(_ row: Row) async throws {
        try await KodiHousehold.with { household in
            for _ in 1...row.limit { try await household.surface.run(row.scenario.answers(200)) }
            try await household.surface.run(Self.refused(row.scenario, limit: row.limit))
            household.world.advance(seconds: 59.5)
            try await household.surface.run(row.scenario.answers(429).expecting("Retry-After", "1"))
            household.world.advance(seconds: 0.5)
            try await household.surface.run(row.scenario.answers(200))
        }
    }

    @Test("every route counts in its own class")
    func classes() {
        let classes = KodiSurface.endpoints.compactMap { endpoint in
            endpoint.rate.map { "\(endpoint.route.method.rawValue) \(endpoint.route.path) \($0.rawValue)" }
        }
        #expect(
            Set(classes) == [
                "POST /kodi/search/movies search", "GET /v1/library/search search", "POST /similar_to search",
                "GET /kodi/test test", "GET /v1/auth/whoami detail", "GET /library/batch/:upload_id/status detail",
                "GET /kodi/movies/batches detail", "GET /library/hash detail", "GET /kodi/movies/list detail",
                "GET /users/me/library/stats detail", "GET /v1/library/version detail", "GET /v1/library/ids detail",
                "GET /users/me/session detail", "POST /users/me/pairing-codes detail", "GET /users/me/keys detail",
                "PATCH /users/me/keys/:id detail", "DELETE /users/me/keys/:id detail",
            ])
    }

    @Test("two keys of one account, and two accounts, have separate budgets")
    func separateBudgets() async throws {
        try await KodiHousehold.with { household in
            let second = try await household.keys.make(label: "second", for: household.people.member.id)
            for caller in [TestCaller.member, .key(second), .guest] {
                let scenario = Scenario("\(caller)", .get, "/kodi/test", as: caller)
                for _ in 1...10 { try await household.surface.run(scenario.answers(200)) }
                try await household.surface.run(scenario.answers(429))
            }
        }
    }

    @Test("classes do not eat each other's budgets, routes of one class share theirs")
    func classes() async throws {
        let tight = KodiHousehold.Settings { $0.rates = RateLimits(search: 2, detail: 1, test: 1) }
        try await KodiHousehold.with(tight) { household in
            try await household.surface.run(Self.rows[0].scenario.answers(200))
            try await household.surface.run(Self.similar.answers(200))
            try await household.surface.run(Self.rows[1].scenario.answers(429))
            try await household.surface.run(Self.rows[3].scenario.answers(200))
            try await household.surface.run(Self.rows[4].scenario.answers(200))
        }
    }

    @Test("without a key similar_to is counted for each address, forged headers or not")
    func anonymousByAddress() async throws {
        var anonymous = Self.similar
        anonymous.request.caller = .nobody
        let scenario = anonymous
        let tight = KodiHousehold.Settings { $0.rates = RateLimits(search: 3, detail: 1, test: 1) }
        try await KodiHousehold.with(tight) { household in
            for _ in 1...3 { try await household.surface.run(scenario.from(peer: "198.51.100.1").answers(200)) }
            try await household.surface.run(scenario.from(peer: "198.51.100.1").answers(429))
            try await household.surface.run(
                scenario.from(peer: "198.51.100.1").with("X-Forwarded-For", "203.0.113.9").answers(429))
            try await household.surface.run(scenario.from(peer: "198.51.100.2").answers(200))
            try await household.surface.run(Self.similar.from(peer: "198.51.100.1").answers(200))
        }
    }

    @Test("behind a trusted proxy similar_to is counted for each client of it")
    func anonymousBehindProxy() async throws {
        var anonymous = Self.similar.from(peer: "10.0.0.1")
        anonymous.request.caller = .nobody
        let scenario = anonymous
        let settings = KodiHousehold.Settings {
            $0.rates = RateLimits(search: 1, detail: 1, test: 1)
            $0.surroundings.proxies = ["10.0.0.1"]
        }
        try await KodiHousehold.with(settings) { household in
            for client in ["198.51.100.1", "198.51.100.2"] {
                try await household.surface.run(scenario.with("X-Forwarded-For", client).answers(200))
                try await household.surface.run(scenario.with("X-Forwarded-For", client).answers(429))
            }
        }
    }

    @Test("a refused key is told so before its rate, and a full budget before a bad body")
    func orderOfChecks() async throws {
        let none = KodiHousehold.Settings { $0.rates = RateLimits(search: 1, detail: 1, test: 1) }
        try await KodiHousehold.with(none) { household in
            let bad = Scenario("bad body", .post, "/kodi/search/movies", as: .member, json: "[")
            try await household.surface.run(bad.failsListing(400, "Search query required"))
            try await household.surface.run(bad.answers(429))
            try await household.surface.run(
                bad.with(body: Array(repeating: 32, count: (1 << 20) + 1)).answers(429))
            try await household.accounts.setActive(false, of: household.people.member.id)
            try await household.surface.run(bad.failsListing(403, "Account is disabled"))
            let stranger = Scenario("no key", .post, "/kodi/search/movies", json: "[")
            try await household.surface.run(stranger.failsListing(401, "Invalid or missing API key"))
            let wrongMethod = Scenario("wrong method", .put, "/kodi/search/movies", json: "[")
            try await household.surface.run(wrongMethod.answers(405))
        }
    }

    @Test("requests without a key do not use up anybody's budget")
    func strangersCostNothing() async throws {
        try await KodiHousehold.with { household in
            for _ in 1...20 { try await household.surface.run(Scenario("stranger", .get, "/kodi/test").answers(401)) }
            try await household.surface.run(Scenario("member", .get, "/kodi/test", as: .member).answers(200))
        }
    }
}
