import Administration
import AsyncHTTPClient
import Connectors
import Domain
import HTTPTypes
import TestKit
import Testing

/// A discovery household beside a running fake of Trakt, reached as the settings say.
struct TraktBench: Sendable {
    let house: DiscoveryHousehold
    let fake: FakeTrakt
    let log: KeptLog

    /// Trakt knows Inception and the series Dark Harbour.
    static func with(
        isConfigured: Bool = true, _ body: @escaping @Sendable (TraktBench) async throws -> Void
    ) async throws {
        let fake = FakeTrakt([
            FakeTraktTitle(1, "movie", "Inception") { $0.imdb = "tt1375666" },
            FakeTraktTitle(2, "show", "Dark Harbour") { $0.imdb = "tt7000001" },
            FakeTraktTitle(3, "movie", "Unknown here") { $0.imdb = "tt7000003" },
        ])
        let client = OutgoingHTTP.makeClient()
        let outcome: Result<Void, any Error>
        do {
            try await fake.serve { address in
                let around = surroundings(address, client, isConfigured: isConfigured)
                try await DiscoveryHousehold.with(settings: around) { house in
                    try await body(TraktBench(house: house, fake: fake, log: around.log))
                }
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    /// Enough for an answer on a busy machine.
    private static let patience = 300.0

    private static func surroundings(
        _ address: String, _ client: HTTPClient, isConfigured: Bool
    ) -> HouseholdSettings.Surroundings {
        var around = HouseholdSettings.Surroundings()
        around.variables = ["trakt.base_url": address]
        if isConfigured {
            around.variables["trakt.client_id"] = FakeTrakt.clientID
            around.variables["trakt.client_secret"] = FakeTrakt.clientSecret
            around.variables["trakt.redirect_uri"] = FakeTrakt.redirectURI
        }
        around.trakt = { values in
            guard let id = values.text(.traktClientID), let secret = values.text(.traktClientSecret),
                let redirect = values.traktRedirectURI, let base = values.text(.traktBaseURL)
            else { return nil }
            let settings = TraktSettings(
                clientID: id, clientSecret: secret, redirectURI: redirect, baseURL: base, timeoutSeconds: patience,
                interactiveSeconds: patience)
            let clock = OutgoingClock(now: { .now }, sleep: { _ in try Task.checkCancellation() })
            return settings.map {
                RemoteTrakt(settings: $0, http: OutgoingHTTP(client: client), clock: clock)
            }
        }
        return around
    }

    /// A request of somebody with the cookie.
    static func scenario(
        _ method: HTTPRequest.Method, _ path: String, as name: String = "anna", json: String? = nil
    ) -> Scenario {
        Scenario("\(method) \(path)", method, path, as: .discovery(name), json: json)
    }

    @discardableResult
    func run(_ scenario: Scenario, sourceLocation: SourceLocation = #_sourceLocation) async throws -> TestAnswer {
        let answer = try await house.surface.run(scenario, sourceLocation: sourceLocation)
        let isShown = answer.text.contains("-secret") || answer.text.contains(FakeTrakt.clientSecret)
        #expect(!isShown, "a secret is in the answer to \(scenario.name)", sourceLocation: sourceLocation)
        return answer
    }

    /// The state that a user's browser takes to Trakt.
    func state(of name: String = "anna") async throws -> String {
        let answer = try await run(Self.scenario(.get, "/api/trakt/auth-url", as: name).answers(200)).json
        let url = try #require(answer["authUrl"]?.text)
        return String(try #require(url.split(separator: "&").first { $0.hasPrefix("state=") }).dropFirst(6))
    }

    func connect(_ name: String = "anna") async throws {
        let (state, code) = (try await state(of: name), await fake.allow(name + "-there"))
        let body = #"{"code": "\#(code)", "state": "\#(state)"}"#
        try await run(Self.scenario(.post, "/api/trakt/callback", as: name, json: body).answers(200))
    }
}
