import HTTPTypes
import TestKit
import Testing

/// The interface description's own examples: its requests word for word, and answers that have all that it shows.
@Suite("Kodi: conformance")
struct ConformanceTests {
    private static let owned = KodiHousehold.Settings { $0.owned = ["tt1375666", "tt0816692", "tt0468569"] }

    /// An error answer may say more than the example, never something else.
    private static func check(
        _ scenario: Scenario, includes example: String, _ settings: KodiHousehold.Settings = .init()
    ) async throws {
        try await KodiHousehold.with(settings) { household in
            let answer = try await household.surface.run(scenario)
            #expect(try answer.json.includes(JSONValue(parsing: example)), "\(answer.text)")
        }
    }

    @Test("exchange pairing code: success")
    func exchange() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.publicURL = "https://your-server.com" }) { household in
            try await household.makeCode("12345678")
            let answer = try await household.surface.run(
                Scenario(
                    "exchange", .post, "/pairing-code/exchange",
                    json: """
                        {
                          "pairing_code": "12345678"
                        }
                        """
                ).answers(200))
            let example = #"""
                {
                  "success": true,
                  "api_key": "abc123...xyz789",
                  "user_email": "user@example.com",
                  "server_url": "https://your-server.com",
                  "message": "Pairing successful - your Kodi addon is now configured"
                }
                """#
            let json = try answer.json
            #expect(try json.hasShape(of: JSONValue(parsing: example)))
            for member in ["success", "user_email", "server_url", "message"] {
                #expect(try json[member] == JSONValue(parsing: example)[member])
            }
        }
    }

    @Test(
        "exchange pairing code: errors",
        arguments: [
            (nil, #"{"success": false, "error": "JSON data required"}"#),
            ("{}", #"{"success": false, "error": "Pairing code required"}"#),
            (#"{"pairing_code": "87654321"}"#, #"{"success": false, "error": "Invalid pairing code"}"#),
        ] as [(String?, String)])
    func exchangeErrors(_ body: String?, _ example: String) async throws {
        try await Self.check(
            Scenario("exchange", .post, "/pairing-code/exchange", json: body).answers(400), includes: example)
    }

    @Test("exchange pairing code: used")
    func exchangeUsed() async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            let scenario = Scenario(
                "exchange", .post, "/pairing-code/exchange", json: #"{"pairing_code": "12345678"}"#)
            try await household.surface.run(scenario.answers(200))
            try await household.surface.run(scenario.fails(400, "Pairing code has expired or been used"))
        }
    }

    @Test("test connection")
    func testConnection() async throws {
        let example = #"""
            {
              "status": "success",
              "message": "API key authentication successful",
              "user": {
                "email": "user@example.com",
                "role": "user",
                "is_active": true
              },
              "service": "search-api",
              "kodi_ready": true
            }
            """#
        try await KodiHousehold.run(Scenario("test", .get, "/kodi/test", as: .member).answers(200, json: example))
        try await Self.check(
            Scenario("no key", .get, "/kodi/test").answers(401), includes: #"{"error": "Invalid or missing API key"}"#)
    }

    @Test("search movies")
    func searchMovies() async throws {
        let request = #"""
            {
              "query": "psychological thriller with mind bending plot twists",
              "limit": 50
            }
            """#
        let example = #"""
            {
              "success": true,
              "query": "psychological thriller with mind bending plot twists",
              "total_results": 15,
              "max_score": 0.924,
              "results": [
                {
                  "imdb_id": "tt1375666",
                  "score": 0.924
                }
              ]
            }
            """#
        try await KodiHousehold.with(Self.owned) { household in
            let answer = try await household.surface.run(
                Scenario("search", .post, "/kodi/search/movies", as: .member, json: request).answers(200))
            #expect(try answer.json.hasShape(of: JSONValue(parsing: example)))
            #expect(try answer.json["query"] == JSONValue(parsing: example)["query"])
            #expect(try Set(answer.imdbIDs) == ["tt1375666", "tt0468569"])
        }
        try await Self.check(
            Scenario("no query", .post, "/kodi/search/movies", as: .member, json: "{}").answers(400),
            includes: #"{"success": false, "error": "Search query required", "results": []}"#)
        try await Self.check(
            Scenario("not ready", .post, "/kodi/search/movies", as: .member, json: request).answers(503),
            includes: #"{"success": false, "error": "Search service not available", "results": []}"#,
            KodiHousehold.Settings { $0.isReady = false })
        try await Self.check(
            Scenario("broken", .post, "/kodi/search/movies", as: .member, json: request).answers(500),
            includes: #"{"success": false, "error": "Internal search error", "results": []}"#,
            KodiHousehold.Settings { $0.ownedSets = BrokenOwnedSets() })
    }

    @Test("one-time password")
    func oneTimePassword() async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            let scenario = Scenario(
                "otp", .post, "/v1/auth/otp",
                json: """
                    {
                      "otp": "12345678"
                    }
                    """)
            let json = try await household.surface.run(scenario.answers(200)).json
            let example = #"""
                {
                  "access_token": "abc123...xyz789",
                  "token_type": "bearer",
                  "expires_in": null,
                  "user_email": "user@example.com"
                }
                """#
            #expect(try json.hasShape(of: JSONValue(parsing: example)))
            #expect(json["token_type"] == .text("bearer") && json["user_email"] == .text("user@example.com"))
            let again = try await household.surface.run(scenario.answers(400)).json
            #expect(again.includes(try JSONValue(parsing: #"{"error": "Invalid or expired OTP"}"#)))
        }
        try await Self.check(
            Scenario("none", .post, "/v1/auth/otp", json: "{}").answers(400), includes: #"{"error": "OTP required"}"#)
    }

    @Test("validate token")
    func whoAmI() async throws {
        let example = #"""
            {
              "user_id": "auth0|abc123",
              "email": "user@example.com",
              "role": "user",
              "is_active": true,
              "token_valid": true
            }
            """#
        try await KodiHousehold.with { household in
            let key = try #require(household.people.secrets["member"])
            for caller in [TestCaller.authorization("Bearer \(key)"), .authorization("ApiKey \(key)")] {
                let json = try await household.surface.run(
                    Scenario("whoami", .get, "/v1/auth/whoami", as: caller).answers(200)
                ).json
                #expect(try json.hasShape(of: JSONValue(parsing: example)))
                #expect(json["email"] == .text("user@example.com") && json["token_valid"] == .bool(true))
                #expect(json["user_id"]?.text?.contains("|") == true)
            }
        }
    }

    @Test("search inside the library")
    func searchLibrary() async throws {
        let example = #"""
            {
              "success": true,
              "query": "psychological thriller",
              "results": [
                {"imdb_id": "tt1375666", "score": 0.924}
              ],
              "total_results": 15,
              "library_version": 44,
              "library_etag": "c3d4e5f6g7h8"
            }
            """#
        try await KodiHousehold.with(Self.owned) { household in
            let answer = try await household.surface.run(
                Scenario(
                    "search", .get, "/v1/library/search?q=psychological%20thriller&limit=20&only_owned=true",
                    as: .member
                ).answers(200))
            #expect(try answer.json.hasShape(of: JSONValue(parsing: example)))
            #expect(try answer.json["query"] == .text("psychological thriller"))
            #expect(try !answer.imdbIDs.isEmpty)
        }
    }

    @Test("similar films")
    func similar() async throws {
        let request = #"""
            {
              "reference_imdb_id": "tt0111161",
              "include_plot": true,
              "include_mood": true,
              "include_themes": false,
              "include_genre": false
            }
            """#
        try await KodiHousehold.with { household in
            let answer = try await household.surface.run(
                Scenario("similar", .post, "/similar_to", json: request).answers(200))
            let example = #"{"success": true, "results": ["tt0068646", "tt0071562"]}"#
            #expect(try answer.json.hasShape(of: JSONValue(parsing: example)))
            #expect(try !answer.imdbIDs.isEmpty)
        }
        try await Self.check(
            Scenario("not ready", .post, "/similar_to", json: request).answers(503),
            includes: #"{"success": false, "error": "Search service not available"}"#,
            KodiHousehold.Settings { $0.isReady = false })
    }

    @Test(
        "similar films: errors",
        arguments: [
            (#"{"include_plot": true}"#, #"{"success": false, "error": "reference_imdb_id is required"}"#),
            (
                #"{"reference_imdb_id": "tt0111161"}"#,
                #"{"success": false, "error": "At least one facet must be included"}"#
            ),
            (
                #"{"reference_imdb_id": "0111161", "include_plot": true}"#,
                #"{"success": false, "error": "Invalid IMDb ID format"}"#
            ),
        ])
    func similarErrors(_ request: String, _ example: String) async throws {
        try await Self.check(Scenario("similar", .post, "/similar_to", json: request).answers(400), includes: example)
    }

    @Test("rate limits: 60 searches, 120 details and 10 tests a minute")
    func rates() async throws {
        try await KodiHousehold.with { household in
            let classes: [(Scenario, Int)] = [
                (Scenario("test", .get, "/kodi/test", as: .member), 10),
                (Scenario("detail", .get, "/v1/auth/whoami", as: .member), 120),
                (Scenario("search", .post, "/kodi/search/movies", as: .member, json: #"{"query": "x"}"#), 60),
            ]
            for (scenario, count) in classes {
                for _ in 1...count { try await household.surface.run(scenario.answers(200)) }
                try await household.surface.run(scenario.answers(429))
            }
        }
    }
}
