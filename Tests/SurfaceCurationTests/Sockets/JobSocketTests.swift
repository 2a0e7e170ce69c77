import HTTPTypes
import Hummingbird
import HummingbirdCore
import Jobs
import SurfaceKit
import TestKit
import Testing

@testable import SurfaceCuration

@Suite("Curation: jobs over WebSockets", .timeLimit(.minutes(10)))
struct JobSocketTests {
    /// Serves the surface of a rig over real connections, and hands the test a client.
    private static func talk<Value: Sendable>(
        to rig: CurationRig, _ test: @Sendable @escaping (RawConnection) throws -> Value
    ) async throws {
        let surface = CurationSurface(rig.features)
        let router = Router(context: RootContext.self)
        router.add(middleware: EntryMiddleware(proxies: TrustedProxies([])))
        surface.mount(on: router)
        let server = HTTPServerBuilder.http1(
            sendingFiles: HTTP1Channel.Configuration(),
            webSockets: WebSocketRoutes(surface.webSockets, proxies: TrustedProxies([])))
        try await LocalServer.serve(router, on: server) { address in
            let port = Int(address.split(separator: ":").last ?? "") ?? 0
            _ = try await RawConnection.run(port: port, test)
        }
    }

    private static func start(_ path: String, on rig: CurationRig) async throws -> String {
        let json = try await rig.run(.curation(.post, path).answers(200)).json
        return try #require(json["id"]?.text)
    }

    @Test("a job is told from its present state to its end, and then pings are answered")
    func job() async throws {
        try await CurationRig.with { rig in
            let id = try await Self.start("sync/all", on: rig)
            try await Self.talk(to: rig) { connection in
                let socket = try RawWebSocket(connection, path: "/api/v1/jobs/\(id)/ws")
                var last = JSONValue.null
                var progress = 0.0
                while last["status"]?.text != "completed" {
                    last = try JSONValue(parsing: socket.nextText())
                    #expect(last["type"] == .text("job_status") && last["job_id"] == .text(id))
                    let now = last["progress"]?.number ?? -1
                    #expect(now >= progress)
                    progress = now
                }
                #expect(progress == 100 && last["error"] == .null)
                #expect(last["result"]?["status"] == .text("completed") && last["message"] != nil)
                try socket.send("no JSON")
                try socket.send(#"{"type": "subscribe"}"#)
                try socket.send(#"{"type": "ping"}"#)
                #expect(try JSONValue(parsing: socket.nextText()) == .object(["type": .text("pong")]))
            }
        }
    }

    @Test("a cancelled job says so")
    func cancelled() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            let following = Task { await rig.features.follower.run() }
            let id = try await Self.start("sync/all", on: rig)
            try await Self.talk(to: rig) { connection in
                let socket = try RawWebSocket(connection, path: "/api/v1/jobs/\(id)/ws")
                #expect(try JSONValue(parsing: socket.nextText())["status"] == .text("pending"))
                let other = try RawConnection(port: connection.port)
                try other.ask("DELETE", "/api/v1/jobs/\(id)")
                #expect(try other.head().status == 200)
                #expect(try JSONValue(parsing: socket.nextText())["status"] == .text("cancelled"))
            }
            following.cancel()
        }
    }

    @Test("a job that nobody knows is told so, and the socket is closed")
    func unknown() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            try await Self.talk(to: rig) { connection in
                let socket = try RawWebSocket(connection, path: "/api/v1/jobs/999/ws")
                #expect(
                    try JSONValue(parsing: socket.nextText())
                        == .object(["type": .text("error"), "message": .text("Job 999 not found")]))
                #expect(try socket.goodbye() == 1008)
            }
        }
    }

    @Test("all jobs are told: those that are open, and what becomes of them and of new ones")
    func board() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            let following = Task { await rig.features.follower.run() }
            let id = try await Self.start("sync/all", on: rig)
            try await Self.talk(to: rig) { connection in
                let socket = try RawWebSocket(connection, path: "/api/v1/jobs/ws")
                let first = try JSONValue(parsing: socket.nextText())
                #expect(first["type"] == .text("job_update") && first["job"]?["id"] == .text(id))
                #expect(first["job"]?["status"] == .text("pending"))
                let other = try RawConnection(port: connection.port)
                try other.ask("DELETE", "/api/v1/jobs/\(id)")
                #expect(try other.head().status == 200)
                #expect(try JSONValue(parsing: socket.nextText())["job"]?["status"] == .text("cancelled"))
            }
            following.cancel()
        }
    }

    @Test("who is not let in gets the answer of a plain request, and a token in the address is a credential")
    func access() async throws {
        let setup = CurationRig.Setup {
            $0.hasWorkers = false
            $0.variables["security.curation_auth"] = "required"
        }
        try await CurationRig.with(setup) { rig in
            let questions: [(query: String, status: Int)] = [
                ("", 401), ("?token=wrong", 401), ("?token=" + rig.surface.secret("ben"), 403),
                ("?token=" + rig.surface.secret("anna"), 101),
            ]
            for (query, status) in questions {
                try await Self.talk(to: rig) { connection in
                    let head = try RawWebSocket.ask(connection, "/api/v1/jobs/7/ws" + query)
                    #expect(head.status == status)
                }
            }
        }
    }

    @Test("a page of another website gets no WebSocket, nor does a path that is none")
    func origins() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            let questions: [(path: String, origin: String, status: Int)] = [
                ("/api/v1/jobs/7/ws", "https://evil.example", 403), ("/api/v1/jobs/7/ws", "http://127.0.0.1", 101),
                ("/api/v1/scenes/7/ws", "http://127.0.0.1", 404),
            ]
            for (path, origin, status) in questions {
                try await Self.talk(to: rig) { connection in
                    let head = try RawWebSocket.ask(connection, path, ["Origin: " + origin])
                    #expect(head.status == status)
                }
            }
        }
    }
}
