import Accounts
import Domain
import HTTPTypes
import SQL
import TestKit
import Testing

@Suite("Kodi: keys")
struct AuthenticationTests {
    /// The routes that want a key, each with a request that says nothing wrong.
    private static let closed: [(HTTPRequest.Method, String, String?, listsResults: Bool)] = [
        (.get, "/kodi/test", nil, false), (.get, "/v1/auth/whoami", nil, false),
        (.post, "/kodi/search/movies", #"{"query": "space"}"#, true),
        (.get, "/v1/library/search?q=space&only_owned=true", nil, true),
        (.post, "/library/batch/start", #"{"total_count": 1}"#, false), (.get, "/kodi/movies/batches", nil, false),
        (.put, "/library/batch/u_x/chunk", #"{"chunk_index": 0, "items": []}"#, false),
        (.post, "/library/batch/u_x/commit", nil, false), (.get, "/library/batch/u_x/status", nil, false),
        (.get, "/library/hash", nil, false), (.get, "/kodi/movies/list", nil, false),
        (.delete, "/kodi/movies/clear", nil, false), (.get, "/users/me/library/stats", nil, false),
        (.get, "/v1/library/version", nil, false), (.get, "/v1/library/ids", nil, false),
        (.post, "/v1/library/add", #"{"imdb_ids": ["tt0000001"]}"#, false),
        (.post, "/v1/library/remove", #"{"imdb_ids": ["tt0000001"]}"#, false),
    ]

    private static func closedScenarios(_ name: String, as caller: TestCaller) -> [Scenario] {
        closed.map { method, path, json, _ in Scenario("\(name) at \(path)", method, path, as: caller, json: json) }
    }

    private static func refused(_ scenario: Scenario, _ status: Int, _ error: String) -> Scenario {
        let listsResults = scenario.request.path.contains("search")
        return listsResults ? scenario.failsListing(status, error) : scenario.fails(status, error)
    }

    private static let badCallers: [(String, TestCaller)] = [
        ("no key", .nobody), ("an unknown key", .key(String(repeating: "a", count: 64))),
        ("a key that is too short", .key(String(repeating: "a", count: 63))),
        ("a key that is too long", .key(String(repeating: "a", count: 65))),
        ("a key with a dash", .key(String(repeating: "a", count: 63) + "-")),
        ("a key of other digits", .key(String(repeating: "٣", count: 32))),
        ("an empty key", .key("")), ("a scheme alone", .authorization("ApiKey")),
        ("another scheme", .authorization("Basic dXNlcjpwYXNzd29yZA==")), ("an empty header", .authorization("")),
    ]

    @Test(
        "a request without a good key is refused in the API's words, and told the scheme",
        arguments: badCallers.flatMap { closedScenarios($0.0, as: $0.1) })
    func refuses(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(
            Self.refused(scenario, 401, "Invalid or missing API key").expecting("WWW-Authenticate", "ApiKey"))
    }

    @Test(
        "a key works as ApiKey and as Bearer, whatever the case of the scheme",
        arguments: ["ApiKey", "apikey", "APIKEY", "Bearer", "bearer", "bEaReR", "ApiKey  "])
    func schemes(_ scheme: String) async throws {
        try await KodiHousehold.with { household in
            let key = try #require(household.people.secrets["member"])
            for path in ["/kodi/test", "/v1/auth/whoami"] {
                let caller = TestCaller.authorization("\(scheme) \(key)")
                try await household.surface.run(Scenario("\(scheme) at \(path)", .get, path, as: caller).answers(200))
            }
        }
    }

    @Test("a revoked key is refused like an unknown one, the account's other keys go on")
    func revoked() async throws {
        try await KodiHousehold.with { household in
            let member = household.people.member.id
            let other = try await household.keys.make(label: "second", for: member)
            let first = try #require(try await household.keys.list(of: member).last)
            #expect(try await household.keys.revoke(first.id, owner: member))
            for scenario in Self.closedScenarios("a revoked key", as: .member) {
                try await household.surface.run(
                    Self.refused(scenario, 401, "Invalid or missing API key").expecting("WWW-Authenticate", "ApiKey"))
            }
            try await household.surface.run(Scenario("the other", .get, "/kodi/test", as: .key(other)).answers(200))
        }
    }

    @Test("the good key of a disabled account gets 403, never 401, until the account is enabled again")
    func disabled() async throws {
        try await KodiHousehold.with { household in
            let member = household.people.member.id
            try await household.accounts.setActive(false, of: member)
            for scenario in Self.closedScenarios("a disabled account", as: .member) {
                try await household.surface.run(
                    Self.refused(scenario, 403, "Account is disabled").expecting("WWW-Authenticate", nil))
            }
            try await household.accounts.setActive(true, of: member)
            try await household.surface.run(Scenario("enabled", .get, "/kodi/test", as: .member).answers(200))
        }
    }

    @Test("a database in trouble is 503 and no verdict on the key")
    func databaseTrouble() async throws {
        try await KodiHousehold.with { household in
            await household.stores.database.close()
            for scenario in Self.closedScenarios("no database", as: .member) {
                let answer = try await household.surface.run(
                    Self.refused(scenario, 503, "Service temporarily unavailable")
                        .expecting("WWW-Authenticate", nil))
                #expect(!answer.text.lowercased().contains("sql"))
            }
        }
    }

    @Test("a malformed key is refused without a look at the database")
    func malformedWithoutDatabase() async throws {
        try await KodiHousehold.with { household in
            await household.stores.database.close()
            try await household.surface.run(
                Scenario("malformed", .get, "/kodi/test", as: .key("short")).fails(401, "Invalid or missing API key"))
        }
    }

    @Test(
        "an Authorization header that is no good is ignored where none is needed",
        arguments: badCallers.map { Scenario($0.0, .get, "/", as: $0.1).answers(200) }
            + badCallers.map {
                Scenario(
                    $0.0, .post, "/similar_to", as: $0.1,
                    json: #"{"reference_imdb_id": "tt1375666", "include_plot": true}"#
                ).answers(200)
            }
            + badCallers.map {
                Scenario($0.0, .post, "/pairing-code/exchange", as: $0.1, json: #"{"pairing_code": "00000000"}"#)
                    .fails(400, "Invalid pairing code")
            })
    func ignoredWhereOpen(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario)
    }

    @Test("open routes answer a disabled account and a database in trouble as they answer strangers")
    func openRoutes() async throws {
        try await KodiHousehold.with { household in
            try await household.accounts.setActive(false, of: household.people.member.id)
            try await household.surface.run(Scenario("disabled", .get, "/", as: .member).answers(200))
            await household.stores.database.close()
            try await household.surface.run(Scenario("no database", .get, "/", as: .member).answers(200))
        }
    }

    @Test("role and address of an account show in the answers as soon as they change")
    func accountChanges() async throws {
        try await KodiHousehold.with { household in
            try await household.accounts.setRole(.admin, of: household.people.member.id)
            for path in ["/kodi/test", "/v1/auth/whoami"] {
                try await household.surface.run(
                    Scenario(path, .get, path, as: .member).answers(200).expecting(text: [#""role":"admin""#]))
            }
        }
    }
}
