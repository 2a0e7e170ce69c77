import TestKit
import Testing

@Suite("Stopping with WebSockets open", .timeLimit(.minutes(10)))
struct CurationWebSocketStopTests {
    @Test("SIGTERM says goodbye to whoever follows a job that runs, waits for no answer, and ends the server with 0")
    func goodbye() async throws {
        let stash = FakeStash(.pier)
        try await stash.serve { address in
            let sandbox = try Sandbox()
            defer { sandbox.remove() }
            let environment = ["KINOTHEK_STASH_URL": address, "KINOTHEK_SYNC_INTERVAL_MINUTES": "0"]
            let server = try await LiveServer.start(sandbox, environment: environment)
            do {
                try await follow(server, stash)
            } catch {
                server.running.killAtOnce()
                throw error
            }
            #expect(await server.running.end().status == 0)
        }
    }

    /// Follows a sync that waits for its archive, and asks the server for its end meanwhile.
    private func follow(_ server: LiveServer, _ stash: FakeStash) async throws {
        await stash.held.hold()
        let job = try await CurationClient(server: server).ask("POST", "/sync/all")
        let id = try #require(job["id"]?.text)
        await stash.held.untilHeld(1)
        let port = try #require(server.address.split(separator: ":").last.flatMap { Int($0) })
        try await RawConnection.run(port: port) { connection in
            let one = try RawWebSocket(connection, path: "/api/v1/jobs/\(id)/ws")
            while try JSONValue(parsing: one.nextText())["status"] != .text("running") {}
            let second = try RawConnection(port: port)
            let all = try RawWebSocket(second, path: "/api/v1/jobs/ws")
            #expect(try JSONValue(parsing: all.nextText())["job"]?["id"] == .text(id))
            server.running.terminate()
            #expect(try one.goodbye() == 1001)
            // Where the jobs end first, their listeners are told to come back.
            let told = try all.goodbye()
            #expect(told == 1001 || told == 1013)
            // Neither answers, and both are let go.
            #expect(try connection.isAtEnd())
            #expect(try second.isAtEnd())
        }
    }
}
