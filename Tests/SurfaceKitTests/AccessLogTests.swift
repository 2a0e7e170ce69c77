import HTTPTypes
import InMemoryLogging
import Logging
import Telemetry
import TestKit
import Testing

@Suite("The access log")
struct AccessLogTests {
    /// What one request leaves behind.
    private struct Trace: Sendable {
        let entries: [InMemoryLogHandler.Entry]
        let metrics: String

        /// Everything that was written, as one text.
        var text: String {
            entries.map { "\($0.level) \($0.message) \($0.metadata) \(String(describing: $0.error))" }
                .joined(separator: "\n") + metrics
        }

        func line() throws -> Logger.Metadata {
            let lines = entries.filter { $0.message == "request" }
            try #require(lines.count == 1)
            return lines[0].metadata
        }
    }

    private static func trace(_ scenario: Scenario, level: Logger.Level = .trace) async throws -> Trace {
        var handler = InMemoryLogHandler()
        handler.logLevel = level
        let metrics = PrometheusMetrics()
        var surroundings = TestSurface.Surroundings()
        surroundings.logger = Logger(label: "test", factory: { [handler] _ in handler })
        surroundings.metrics = metrics
        try await DemoSurface.with(surroundings) { try await $0.run(scenario) }
        return Trace(entries: handler.entries, metrics: metrics.text())
    }

    @Test("a line names the route's template, status, size, client and account")
    func line() async throws {
        let scenario = Scenario("thing", .get, "/demo/things/12345678", as: .member).answers(200)
        let trace = try await Self.trace(scenario, level: .info)
        let line = try trace.line()
        #expect(line["http.method"] == "GET" && line["http.status"] == "200" && line["http.bytes"] == "18")
        #expect(line["http.route"] == "/demo/things/:id" || line["http.route"] == "/demo/things/{id}")
        #expect(line["client"] == "192.0.2.10" && line["user.id"] == "1")
        #expect(Double("\(line["http.milliseconds"] ?? "")") != nil)
        #expect(trace.metrics.contains(#"status="200"} 1"#))
        #expect(trace.metrics.contains("kinothek_http_request_duration_seconds_count{"))
    }

    private static let secret = "s3cretPartOfARequest"

    @Test(
        "nothing of path, query, key, code or body is written, at any level",
        arguments: [
            Scenario("path", .get, "/demo/things/\(secret)", as: .member).answers(200),
            Scenario("query", .get, "/demo/open?q=\(secret)&token=\(secret)").answers(200),
            Scenario("unknown path", .get, "/demo/none/\(secret)").answers(404),
            Scenario("nobody's path", .get, "/\(secret)").answers(404),
            Scenario("key", .get, "/demo/things/1", as: .key(secret)).answers(401),
            Scenario("authorization", .get, "/demo/things/1", as: .authorization("Basic \(secret)")).answers(401),
            Scenario("body", .post, "/demo/length", json: #"{"text":"\#(secret)"}"#).answers(413),
            Scenario("error", .get, "/demo/broken?q=\(secret)").answers(500),
            Scenario("agent", .get, "/demo/open").with("User-Agent", secret).with("Cookie", secret).answers(200),
        ])
    func keepsSecrets(_ scenario: Scenario) async throws {
        let trace = try await Self.trace(scenario)
        _ = try trace.line()
        #expect(!trace.text.contains(Self.secret))
    }

    @Test("requests that no route took are one series, also with invented methods")
    func noInventedSeries() async throws {
        for (method, path, label) in [
            (HTTPRequest.Method.get, "/a", "GET"), (.init("INVENTED") ?? .get, "/demo/open", "OTHER"),
        ] {
            let scenario = Scenario("none", method, path).answers(method == .get ? 404 : 405)
            let trace = try await Self.trace(scenario)
            #expect(try trace.line()["http.route"] == "none" && trace.line()["http.method"] == .string(label))
            #expect(trace.metrics.contains(#"method="\#(label)",route="none""#))
        }
    }

    @Test("an error that nobody foresaw is logged with its route, what clients do wrong is not")
    func errors() async throws {
        let broken = try await Self.trace(Scenario("broken", .get, "/demo/broken").answers(500))
        let errors = broken.entries.filter { $0.level >= .error }
        #expect(errors.count == 1 && errors.first?.metadata["route"] == "/demo/broken")
        let told = errors.first?.metadata["error"]?.description ?? ""
        #expect(told.contains("Unforeseen"))
        let refused = try await Self.trace(Scenario("no key", .get, "/demo/things/1").answers(401))
        #expect(refused.entries.allSatisfy { $0.level < .warning })
    }

    @Test("a client behind a trusted proxy is named, a forged one is not")
    func clients() async throws {
        let forged = try await Self.trace(
            Scenario("forged", .get, "/demo/open").with("X-Forwarded-For", "203.0.113.7").answers(200))
        #expect(try forged.line()["client"] == "192.0.2.10")
    }
}
