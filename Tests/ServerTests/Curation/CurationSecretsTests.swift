import HTTPTypes
import Hummingbird
import TestKit
import Testing

@Suite("Journey: keys that others repeat", .timeLimit(.minutes(10)))
struct CurationSecretsTests {
    private static let modelKey = "fake.model.key-0001"
    private static let words = #"{"data": null, "errors": [{"message": "the key \#(FakeStash.key) is wrong"}]}"#

    /// How a Stash may refuse, each with the key in it.
    private static let refusals = [Reply(401, words), Reply(200, words), Reply(422, words)]

    @Test("no frame, answer, plan or line of the log holds a key, whatever Stash and the model say of it")
    func story() async throws {
        let stash = FakeStash(.pier)
        await stash.change { $0.key = FakeStash.key }
        let model = EchoingModel()
        try await stash.serve { archive in
            try await model.serve { endpoint in
                let sandbox = try Sandbox()
                defer { sandbox.remove() }
                let server = try await LiveServer.start(
                    sandbox,
                    environment: [
                        "KINOTHEK_STASH_URL": archive, "KINOTHEK_STASH_API_KEY": FakeStash.key,
                        "KINOTHEK_OPENAI_BASE_URL": endpoint, "KINOTHEK_OPENAI_API_KEY": Self.modelKey,
                        "KINOTHEK_OPENAI_CHAT_MODEL": "chat-small", "KINOTHEK_SYNC_INTERVAL_MINUTES": "0",
                        "KINOTHEK_LOG_LEVEL": "trace",
                    ])
                let told: [String]
                do {
                    told = try await everything(server, stash, model)
                } catch {
                    server.running.killAtOnce()
                    throw error
                }
                let ended = await server.stop()
                #expect(ended.status == 0)
                for text in told + [ended.output, ended.errors] {
                    #expect(!text.contains(FakeStash.key) && !text.contains(Self.modelKey), "\(text.prefix(500))")
                }
            }
        }
        #expect(await stash.seen.contains { $0.headers["apikey"] == FakeStash.key })
        #expect(await model.callers.contains("Bearer " + Self.modelKey))
    }

    /// All that clients are told: when everything goes well, when the model refuses, and when Stash does.
    private func everything(
        _ server: LiveServer, _ stash: FakeStash, _ model: EchoingModel
    ) async throws -> [String] {
        var told = try await follow("/sync/all", server, holding: stash.held, to: "completed")
        told += try await follow("/analysis/generate", server, holding: model.held, to: "completed")
        told += try await answers(server)
        for reply in Self.refusals {
            await stash.answerAlways(reply)
            told += try await follow("/sync/all", server, holding: stash.held)
            told += try await answers(server)
        }
        await stash.answerAlways(nil)
        return told
    }

    /// What one may read afterwards.
    private func answers(_ server: LiveServer) async throws -> [String] {
        var told: [String] = []
        for path in [
            "/jobs/", "/jobs/1", "/jobs/2", "/jobs/3", "/sync/history", "/sync/stats", "/analysis/plans",
            "/analysis/plans/1", "/settings/", "/settings/stash.api_key", "/settings/openai.api_key", "/health/ready",
            "/scenes/",
        ] {
            told.append(try await server.get("/api/v1" + path).text)
        }
        for path in ["/settings/test-stash", "/settings/test-openai", "/sync/scene/31", "/scenes/31/resync"] {
            told.append(try await server.post("/api/v1" + path, "{}").text)
        }
        return told
    }
}

extension CurationSecretsTests {
    private static func isFinal(_ status: JSONValue?) -> Bool {
        ["completed", "failed", "cancelled"].contains(status?.text)
    }

    /// Starts a job, and listens to it and to all jobs until it has ended; returns all that was heard. What it asks of
    /// others is held until all listen.
    private func follow(
        _ path: String, _ server: LiveServer, holding gate: RequestGate, to status: String? = nil
    ) async throws -> [String] {
        let port = try #require(server.address.split(separator: ":").last.flatMap { Int($0) })
        await gate.hold()
        return try await RawConnection.run(port: port) { connection in
            let started = try Self.start(path, RawConnection(port: port))
            let json = try JSONValue(parsing: started)
            let id = try #require((json["job_id"] ?? json["id"])?.text, "\(started)")
            let socket = try RawWebSocket(connection, path: "/api/v1/jobs/\(id)/ws")
            let board = try RawWebSocket(RawConnection(port: port), path: "/api/v1/jobs/ws")
            var told = [started, try socket.nextText(), try board.nextText()]
            Task { await gate.releaseAll() }
            var last = JSONValue.null
            while !Self.isFinal(last["status"]) {
                told.append(try socket.nextText())
                last = try JSONValue(parsing: told.last ?? "")
            }
            if let status { #expect(last["status"] == .text(status), "\(path): \(told)") }
            var isTold = false
            while !isTold {
                told.append(try board.nextText())
                let job = try JSONValue(parsing: told.last ?? "")["job"]
                isTold = job?["id"] == .text(id) && Self.isFinal(job?["status"])
            }
            return told
        }
    }

    /// The answer to the wish for a job about everything.
    private static func start(_ path: String, _ connection: RawConnection) throws -> String {
        let body = #"{"filters": {}}"#
        let head = [
            "POST /api/v1\(path) HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json",
            "Content-Length: \(body.utf8.count)",
        ]
        try connection.send(head.map { $0 + "\r\n" }.joined() + "\r\n" + body)
        return String(decoding: try connection.body(connection.head().length), as: UTF8.self)
    }
}

/// An endpoint that refuses everybody, and repeats the key that it was sent.
private actor EchoingModel {
    private(set) var callers: [String] = []
    private let gate = RequestGate()

    /// Where tests hold questions back.
    nonisolated var held: RequestGate { gate }

    private func refuse(_ caller: String) async -> Reply {
        callers.append(caller)
        await gate.pass()
        return Reply(401, #"{"error": {"message": "no such key: \#(caller)", "code": "invalid_api_key"}}"#)
    }

    /// Serves it on a free port while `test` runs; hands over its base URL.
    nonisolated func serve(_ test: @Sendable (String) async throws -> Void) async throws {
        let router = Router()
        let routes: [(RouterPath, HTTPRequest.Method)] = [("v1/models", .get), ("v1/chat/completions", .post)]
        for (path, method) in routes {
            router.on(path, method: method) { [self] request, _ -> Response in
                Response(await refuse(request.headers[.authorization] ?? ""))
            }
        }
        try await LocalServer.serve(router) { address in
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await test(address + "/v1")) } catch { outcome = .failure(error) }
            await gate.releaseAll()
            try outcome.get()
        }
    }
}
