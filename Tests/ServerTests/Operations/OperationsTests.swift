import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SQL
import Telemetry
import Testing

@testable import Server

@Suite("What whoever runs the server asks it")
struct OperationsTests {
    private static let family = "kinothek_http_request_duration_seconds"

    @Test("numbers are for this machine, and from elsewhere for an administrator's key")
    func numbers() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let admin = try await sandbox.makeKey()
        let password = ["KINOTHEK_NEW_PASSWORD": "another long password"]
        try await sandbox.run("user", "add", "ben@example.org", environment: password)
        let member = try await sandbox.run("user", "key", "ben@example.org").output.trimmingCharacters(in: .newlines)
        try await LiveServer.with(sandbox) { server in
            #expect(try await server.get("/kodi/test", key: admin).status == 200)
            let local = try await server.get("/metrics")
            #expect(local.status == 200)
            #expect(local.text.contains("# TYPE \(Self.family) histogram"))
            #expect(local.text.contains("/kodi/test"))
            // A request that came through a proxy is from elsewhere, whatever the connection is from.
            let forwarded = ["X-Forwarded-For": "192.0.2.1"]
            let callers: [(key: String?, status: Int)] = [(nil, 401), ("nonsense", 401), (member, 403), (admin, 200)]
            for (key, status) in callers {
                let answer = try await server.send("GET", "/metrics", key: key, body: nil, headers: forwarded)
                #expect(answer.status == status, "\(answer.text.prefix(200))")
                #expect(answer.text.contains(Self.family) == (status == 200))
            }
        }
    }

    @Test("a server is well while its database answers, and says so when it does not any more")
    func health() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await sandbox.withInstallation { installation async throws in
            let router = installation.router(metrics: PrometheusMetrics(), curation: installation.curationSurface())
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            try await Application(router: router, logger: logger).test(.router) { client in
                let well = try await client.execute(uri: "/healthz", method: .get)
                #expect(well.status == .ok)
                #expect(String(buffer: well.body) == "ok\n")
                await installation.persistence.database.close()
                let ill = try await client.execute(uri: "/healthz", method: .get)
                #expect(ill.status == .serviceUnavailable)
                #expect(String(buffer: ill.body) == "the database does not answer\n")
            }
        }
    }
}
