import Domain
import HTTPTypes
import SurfaceImport
import SurfaceKit
import TestKit
import Testing

@Suite("Import: ground rules of every route")
struct GroundRuleTests {
    /// A route with something in the place of its captures.
    struct Row: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String
        let access: Access

        var testDescription: String { "\(method) \(path)" }
    }

    private static let rows = ImportSurface.endpoints.map { endpoint in
        let path = endpoint.route.path.split(separator: "/").map { segment in
            switch segment {
            case ":source": "amazon-prime"
            case ":index": "0"
            case _ where segment.hasPrefix(":"): "9d2c7e6b-42f1-4c5d-8a70-1f3f6f0c8e21"
            default: String(segment)
            }
        }
        return Row(
            method: endpoint.route.method, path: "/" + path.joined(separator: "/"), access: endpoint.route.access)
    }

    @Test("without a credential, or with a bad one, nobody learns more than that", arguments: rows)
    func unauthorized(_ row: Row) async throws {
        guard row.access == .key else { return }
        try await ImportHousehold.with { house in
            // What the request says is not looked at, however wrong it is.
            for suffix in ["", "/", "/?limit=x"] {
                let nobody = Scenario("nobody", row.method, row.path + suffix, json: "{")
                try await house.surface.run(
                    nobody.fails(401, detail: "Not authenticated").expecting("WWW-Authenticate", "Bearer"))
            }
            for credential in ["Bearer x", "Bearer a.b.c", "Bearer " + String(repeating: "a", count: 64), "ApiKey x"] {
                let stranger = Scenario(credential, row.method, row.path, as: .authorization(credential), json: "{")
                try await house.surface.run(
                    stranger.fails(401, detail: "Could not validate credentials")
                        .expecting("WWW-Authenticate", "Bearer"))
            }
            let basic = Scenario("basic", row.method, row.path, as: .authorization("Basic YTpi"))
            try await house.surface.run(basic.fails(401, detail: "Not authenticated"))
        }
    }

    @Test("a path means the same with and without a slash at its end, and none redirects", arguments: rows)
    func slashes(_ row: Row) async throws {
        try await ImportHousehold.with { house in
            var answers: [TestAnswer] = []
            for suffix in ["", "/"] {
                let request = Scenario("slash", row.method, row.path + suffix, as: .known("anna"))
                answers.append(try await house.surface.send(request.request))
            }
            #expect(answers[0].status == answers[1].status && answers[0].text == answers[1].text)
            #expect(!(300..<400).contains(answers[0].status))
            #expect(answers[0].status != 404 || answers[0].text != #"{"detail":"Not Found"}"#)
        }
    }

    @Test("another method is answered with those that there are")
    func methods() async throws {
        try await ImportHousehold.with { house in
            let questions: [(HTTPRequest.Method, String, String)] = [
                (.get, "/api/v1/auth/login", "POST"), (.put, "/api/v1/rankings/", "GET, HEAD, POST"),
                (.get, "/api/v1/rankings/9d2c7e6b-42f1-4c5d-8a70-1f3f6f0c8e21/", "DELETE"),
                (.delete, "/api/v1/analytics/stats", "GET, HEAD"),
                (.get, "/api/v1/import/amazon-prime/upload/", "POST"),
                (.post, "/api/v1/import/amazon-prime/session/x/movie/0/match/", "PATCH"),
            ]
            for (method, path, allowed) in questions {
                try await house.surface.run(
                    Scenario(path, method, path).fails(405, detail: "Method Not Allowed")
                        .expecting("Allow", allowed))
            }
        }
    }

    @Test(
        "an unknown path is not found, in the same words",
        arguments: [
            "/api/v1/import", "/api/v1/import/amazon-prime", "/api/v1/movies/603",
            "/api/v1/analytics", "/api/v1/auth/google/login", "/api/v1/rankings/a/b",
            "/api/v1/import/videoland/session/1",
        ])
    func unknownPaths(_ path: String) async throws {
        try await ImportHousehold.with { house in
            for suffix in ["", "/"] {
                for caller in [TestCaller.nobody, .known("anna")] {
                    try await house.surface.run(
                        Scenario(path, .get, path + suffix, as: caller).fails(404, detail: "Not Found"))
                }
            }
        }
    }

    @Test("an API key works in every form that the server takes")
    func keys() async throws {
        try await ImportHousehold.with { house in
            let key = house.surface.secret("anna")
            let path = "/api/v1/auth/me"
            for scenario in [
                Scenario("ApiKey", .get, path, as: .authorization("ApiKey " + key)),
                Scenario("Bearer", .get, path, as: .authorization("bearer " + key)),
                Scenario("header", .get, path).with("X-API-Key", key),
            ] {
                try await house.surface.run(scenario.answers(200))
            }
        }
    }

    @Test("bodies are bounded")
    func bodies() async throws {
        try await ImportHousehold.with { house in
            let large = #"{"title": "\#(String(repeating: "x", count: 300_000))"}"#
            try await house.surface.run(
                Scenario("large", .post, "/api/v1/movies/", as: .known("anna"), json: large)
                    .fails(413, detail: "Request body too large"))
        }
    }

    @Test("the description of the interface is there for everybody")
    func description() async throws {
        try await ImportHousehold.with { house in
            let answer = try await house.surface.run(
                Scenario("description", .get, "/openapi/import.json").answers(200)
            ).json
            #expect(answer["info"]?["title"] == .text("Kinothek: import API"))
        }
    }
}
