import Accounts
import Domain
import HTTPTypes
import TestKit
import Testing

/// Each answer as it goes over the wire, with everything in it and with as little as possible.
@Suite("Kodi: shapes of answers")
struct ShapeTests {
    private static let snapshots = Snapshots("ShapeTests")
    private static let bare = KodiHousehold.Settings {
        $0.films = [TestFilms.film("tt0000001", "Alone", "nobody else", nil, nil, nil)]
    }
    private static let full = KodiHousehold.Settings { $0.owned = ["tt1375666", "tt0816692", "tt0468569"] }

    @Test(
        "with everything",
        arguments: [
            Scenario("connectivity", .get, "/", as: .member),
            Scenario("test-admin", .get, "/kodi/test", as: .admin),
            Scenario("whoami-admin", .get, "/v1/auth/whoami", as: .admin),
            Scenario("session-admin", .get, "/users/me/session", as: .signedIn("admin")),
            Scenario(
                "search-movies", .post, "/kodi/search/movies", as: .member,
                json: #"{"query": "tense thriller", "limit": 50}"#),
            Scenario("search-library", .get, "/v1/library/search?q=tense+thriller&only_owned=true", as: .member),
            Scenario(
                "similar", .post, "/similar_to",
                json: #"{"reference_imdb_id": "tt1375666", "include_mood": true, "include_genre": true}"#),
        ])
    func everything(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(
            scenario.answers(200).snapshot(scenario.name), Self.full, snapshots: Self.snapshots)
    }

    @Test(
        "with as little as possible",
        arguments: [
            Scenario("connectivity-stranger", .get, "/"),
            Scenario("test-user", .get, "/kodi/test", as: .guest),
            Scenario("whoami-user", .get, "/v1/auth/whoami", as: .guest),
            Scenario("session-user", .get, "/users/me/session", as: .signedIn("guest")),
            Scenario("keys-unused", .get, "/users/me/keys", as: .signedIn("guest")),
            Scenario(
                "search-movies-empty", .post, "/kodi/search/movies", as: .member, json: #"{"query": "something"}"#),
            Scenario("search-library-empty", .get, "/v1/library/search?q=something&only_owned=true", as: .member),
            Scenario(
                "similar-empty", .post, "/similar_to",
                json: #"{"reference_imdb_id": "tt0000001", "include_plot": true}"#),
        ])
    func little(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(
            scenario.answers(200).snapshot(scenario.name), Self.bare, snapshots: Self.snapshots)
    }

    @Test("the devices of a person: a code, a key in use, one that was ended")
    func devices() async throws {
        try await KodiHousehold.with { household in
            let surface = household.surface
            func change(_ name: String, _ method: HTTPRequest.Method, _ path: String, _ json: String?) -> Scenario {
                Scenario(name, method, path, as: .signedIn("member"), json: json).answers(200).snapshot(name)
                    .with("X-CSRF-Token", surface.formToken(of: "member"))
            }
            _ = try await household.keys.make(label: "Attic", for: household.people.member.id)
            try await surface.run(Scenario("use", .get, "/kodi/test", as: .member).answers(200))
            household.world.prepare([0, 1, 2, 3, 4, 5, 6, 7])
            for scenario in [
                change("pairing-code", .post, "/users/me/pairing-codes", nil),
                change("key-labelled", .patch, "/users/me/keys/1", #"{"label": "Living room"}"#),
                change("key-revoked", .delete, "/users/me/keys/4", nil),
                Scenario("keys", .get, "/users/me/keys", as: .signedIn("member")).answers(200).snapshot("keys"),
            ] { try await surface.run(scenario, snapshots: Self.snapshots) }
        }
    }

    @Test(
        "pairing",
        arguments: [
            ("pairing", "/pairing-code/exchange", "pairing_code"), ("otp", "/v1/auth/otp", "otp"),
        ])
    func pairing(_ name: String, _ path: String, _ field: String) async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            try await household.surface.run(
                Scenario(name, .post, path, json: #"{"\#(field)": "12345678"}"#).answers(200).snapshot(name),
                snapshots: Self.snapshots)
        }
    }
}
