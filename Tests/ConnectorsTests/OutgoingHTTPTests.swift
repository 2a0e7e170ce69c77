import Connectors
import Testing

@Suite("The way out")
struct OutgoingHTTPTests {
    /// Enough for an answer on this machine; only answers that never come use it up.
    private static let patience = 300.0
    private static let impatience = 0.2

    private static func post(_ path: String, _ server: RunningServer, seconds: Double = patience) async throws
        -> OutgoingHTTP.Answer
    {
        try await server.http.post(
            server.address + path, headers: [("X-Own", "1")], body: Array("hello".utf8), timeoutSeconds: seconds)
    }

    @Test("It carries the body there and the answer back, with header names in lower case")
    func carries() async throws {
        try await RunningServer.with { server in
            let answer = try await Self.post("/echo", server)
            #expect(answer.status == 200)
            #expect(String(decoding: answer.body, as: UTF8.self) == "hello")
            #expect(answer.headers["x-kind"] == "echo")
        }
    }

    @Test("A redirect is an answer, not a way that it goes")
    func redirects() async throws {
        try await RunningServer.with { server in
            let answer = try await Self.post("/moved", server)
            #expect(answer.status == 307)
            #expect(answer.headers["location"] == "/v1/models")
            #expect(await server.models.seen.isEmpty)
        }
    }

    @Test("A server that stays silent, or stops within its answer, is given up", arguments: ["silent", "dripping"])
    func timeLimit(_ path: String) async throws {
        try await RunningServer.with { server in
            await #expect(throws: OutgoingFailure.timedOut(seconds: Self.impatience)) {
                _ = try await Self.post("/" + path, server, seconds: Self.impatience)
            }
        }
    }

    @Test("Whoever stops waiting gets an end at once")
    func cancellation() async throws {
        try await RunningServer.with { server in
            let request = Task { try await Self.post("/dripping", server, seconds: 3_000) }
            request.cancel()
            await #expect(throws: (any Error).self) { _ = try await request.value }
        }
    }

    @Test("An answer that is too large is refused, packed or not", arguments: ["huge", "bomb"])
    func sizeLimit(_ path: String) async throws {
        try await RunningServer.with { server in
            await #expect(throws: OutgoingFailure.answerTooLarge) { _ = try await Self.post("/" + path, server) }
        }
    }

    @Test("Packed answers are unpacked, damaged ones refused")
    func packing() async throws {
        try await RunningServer.with { server in
            let answer = try await Self.post("/packed", server)
            #expect(String(decoding: answer.body, as: UTF8.self) == "small")
            await #expect(throws: OutgoingFailure.answerDamaged) { _ = try await Self.post("/damaged", server) }
        }
    }

    @Test("A question without a body goes the same way, with bounds of its own")
    func get() async throws {
        try await RunningServer.with { server in
            let url = server.address + "/v1/models"
            let roomy = AnswerBounds(seconds: Self.patience, bytesMax: 1 << 20)
            let answer = try await server.http.get(url, headers: [("X-Own", "1")], bounds: roomy)
            #expect(answer.status == 200)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("chat-large"))
            #expect(await server.models.seen.first?.headers["x-own"] == "1")
            await #expect(throws: OutgoingFailure.answerTooLarge) {
                _ = try await server.http.get(
                    url, headers: [], bounds: AnswerBounds(seconds: Self.patience, bytesMax: 20))
            }
        }
    }

    @Test("Nobody at the address is an error of the connection")
    func nobody() async throws {
        try await RunningServer.with { server in
            await #expect(throws: (any Error).self) {
                let url = "http://127.0.0.1:1/v1"
                _ = try await server.http.post(url, headers: [], body: [], timeoutSeconds: Self.patience)
            }
        }
    }
}
