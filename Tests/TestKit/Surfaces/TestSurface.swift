import HTTPTypes
package import Hummingbird
import HummingbirdTesting
import InMemoryLogging
package import Logging
package import Metrics
import NIOCore
package import SurfaceKit
package import Testing

/// A surface that a test talks to, in process, behind the middleware that all surfaces share.
package struct TestSurface: Sendable {
    /// What stands around the surface.
    package struct Surroundings: Sendable {
        package var proxies: [String] = []
        package var metrics: any MetricsFactory = NOOPMetricsHandler.instance
        /// Kept in memory: a request's number is in its logger's metadata, which a silent handler would forget.
        package var logger = Logger(label: "test", factory: { _ in InMemoryLogHandler() })

        package init() {}
    }

    private static let tokenField = HTTPField.Name("X-CSRF-Token")

    private let client: any TestClientProtocol
    private let keys: [String: String]

    /// Mounts a surface and runs a test against it. `keys` are the secrets of the callers that are known by name.
    package static func with(
        _ area: SurfaceArea, keys: [String: String] = [:], in surroundings: Surroundings = Surroundings(),
        mount: (Router<RootContext>) -> Void, _ body: @Sendable (TestSurface) async throws -> Void
    ) async throws {
        let router = Router(context: RootContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            TestOrigin()
            EntryMiddleware(proxies: TrustedProxies(surroundings.proxies))
            AccessLog(metrics: surroundings.metrics)
            UnmatchedMiddleware(areas: [area], standard: area.envelope)
        }
        mount(router)
        try await Application(router: router, logger: surroundings.logger).test(.router) { client in
            try await body(TestSurface(client: client, keys: keys))
        }
    }

    /// A secret that the fixture keeps under a name.
    package func secret(_ name: String) -> String { keys[name] ?? "" }

    /// What forms of a known person's session carry, kept as the key `form of NAME`.
    package func formToken(of name: String) -> String { keys["form of " + name] ?? "" }

    package func send(_ request: TestRequest) async throws -> TestAnswer {
        var headers = request.headers
        switch request.caller {
        case .nobody: break
        case .known(let name): headers[.authorization] = "ApiKey \(keys[name] ?? "")"
        case .key(let key): headers[.authorization] = "ApiKey \(key)"
        case .authorization(let text): headers[.authorization] = text
        case .app(let name):
            headers[.cookie] = "PHPSESSID=\(keys["app " + name] ?? "")"
            if request.hasToken, request.method != .get, request.method != .head, let field = Self.tokenField {
                headers[field] = headers[field] ?? keys["token of " + name]
            }
        case .discovery(let name): headers[.cookie] = "aperture_session=\(keys["discovery " + name] ?? "")"
        case .signedIn(let name): headers[.cookie] = "kinothek_session=\(keys["session of " + name] ?? "")"
        }
        for (name, value) in [(TestOrigin.peer, request.peer), (TestOrigin.host, request.host)] {
            if let name = HTTPField.Name(name), let value { headers[name] = value }
        }
        let body = request.body.map { ByteBuffer(bytes: $0) }
        let answer = try await client.execute(
            uri: request.path, method: request.method, headers: headers, body: body)
        return TestAnswer(
            status: Int(answer.status.code), headers: answer.headers, text: String(buffer: answer.body))
    }

    /// Sends a scenario's request and checks all that it expects.
    @discardableResult
    package func run(
        _ scenario: Scenario, snapshots: Snapshots? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestAnswer {
        let answer = try await send(scenario.request)
        let expected = scenario.expected
        let comment = Comment(rawValue: "\(scenario.name): \(answer.text.prefix(500))")
        #expect(answer.status == expected.status, comment, sourceLocation: sourceLocation)
        if let json = expected.json {
            let (found, wanted) = (try? answer.json, try JSONValue(parsing: json))
            #expect(found == wanted, comment, sourceLocation: sourceLocation)
        }
        for (name, value) in expected.headers {
            #expect(answer.header(name) == value, "\(scenario.name): \(name)", sourceLocation: sourceLocation)
        }
        for text in expected.text { #expect(answer.text.contains(text), comment, sourceLocation: sourceLocation) }
        for text in expected.noText { #expect(!answer.text.contains(text), comment, sourceLocation: sourceLocation) }
        if let name = expected.snapshot {
            try snapshots?.check(answer.json.pretty, named: name, sourceLocation: sourceLocation)
        }
        return answer
    }
}
