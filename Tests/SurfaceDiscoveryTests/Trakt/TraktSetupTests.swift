import Administration
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Discovery: the application at Trakt")
struct TraktSetupTests {
    private static let paths = ["/api/settings/trakt", "/api/trakt/config"]

    private static func get(_ path: String) -> Scenario { TraktBench.scenario(.get, path, as: "admin") }

    private static func patch(_ path: String, _ body: String) -> Scenario {
        TraktBench.scenario(.patch, path, as: "admin", json: body)
    }

    @Test("an administrator sets it up, under either name, and sees no secret", arguments: paths)
    func setUp(_ path: String) async throws {
        try await TraktBench.with(isConfigured: false) { bench in
            try await bench.run(
                Self.get(path).answers(
                    200,
                    json: """
                        {"configured": false, "clientId": null, "hasClientSecret": false,
                            "redirectUri": "http://localhost:5020/api/trakt/callback"}
                        """))
            let half = #"{"clientId": "\#(FakeTrakt.clientID)", "redirectUri": "\#(FakeTrakt.redirectURI)"}"#
            try await bench.run(
                Self.patch(path, half).answers(
                    200, json: #"{"configured": false, "message": "Trakt is not set up completely yet"}"#))
            try await bench.run(
                Self.patch(path, #"{"clientSecret": "\#(FakeTrakt.clientSecret)"}"#)
                    .answers(200, json: #"{"configured": true, "message": "Trakt is set up"}"#))
            for path in Self.paths {
                try await bench.run(
                    Self.get(path).answers(
                        200,
                        json: """
                            {"configured": true, "clientId": "••••••••0001", "hasClientSecret": true,
                                "redirectUri": "\(FakeTrakt.redirectURI)"}
                            """))
            }
            try await bench.connect()
            let answer = try await bench.run(TraktBench.scenario(.get, "/api/trakt/status").answers(200))
            #expect(answer.text.contains(#""connected":true"#))
        }
    }

    @Test("an id as it was shown leaves the id alone", arguments: paths)
    func mask(_ path: String) async throws {
        try await TraktBench.with { bench in
            for shown in ["••••••••0001", "0001", "•", "other••••"] {
                let body = #"{"clientId": "\#(shown)", "redirectUri": "https://other.example/back"}"#
                try await bench.run(Self.patch(path, body).answers(200))
                #expect(bench.house.settings.values.text(.traktClientID) == FakeTrakt.clientID, "\(shown)")
            }
            #expect(bench.house.settings.values.text(.traktRedirectURI) == "https://other.example/back")
            try await bench.run(Self.patch(path, #"{"clientId": "a-new-one-9999"}"#).answers(200))
            #expect(bench.house.settings.values.text(.traktClientID) == "a-new-one-9999")
            try await bench.run(Self.patch(path, "{}").answers(200))
        }
    }

    @Test(
        "what cannot be is refused, and then nothing changes",
        arguments: [
            #"{"clientId": 5}"#, #"{"clientSecret": null}"#, #"{"redirectUri": true}"#, #"{"clientId": "a b"}"#,
            #"{"redirectUri": "films.example"}"#, #"{"redirectUri": "javascript:alert(1)"}"#,
            #"{"redirectUri": "https://user:pass@films.example/"}"#, #"{"redirectUri": ""}"#,
            #"{"clientId": "ümlaut"}"#,
            #"[]"#, "{",
        ])
    func refused(_ body: String) async throws {
        try await TraktBench.with { bench in
            let both = body.hasPrefix("{\"") ? body.dropLast() + #", "clientId2": 1}"# : Substring(body)
            try await bench.run(Self.patch(Self.paths[0], String(both)).answers(400))
            let good = #"{"clientId": "good-id-7777", "#
            if body.hasPrefix("{\"redirect") {
                try await bench.run(Self.patch(Self.paths[0], good + body.dropFirst()).answers(400))
            }
            #expect(bench.house.settings.values.text(.traktClientID) == FakeTrakt.clientID)
            #expect(bench.house.settings.values.text(.traktRedirectURI) == FakeTrakt.redirectURI)
        }
    }

    @Test("secrets do not show what they are when they are refused")
    func refusedSecret() async throws {
        try await TraktBench.with { bench in
            let answer = try await bench.run(
                Self.patch(Self.paths[0], #"{"clientSecret": "hush hush"}"#).answers(400))
            #expect(!answer.text.contains("hush"))
        }
    }
}
