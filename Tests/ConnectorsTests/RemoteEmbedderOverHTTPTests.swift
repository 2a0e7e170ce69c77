import Connectors
import Embedding
import Testing

@Suite("Embeddings over the wire")
struct RemoteEmbedderOverHTTPTests {
    private static func isClose(_ left: [Float], _ right: [Float]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-5 }
    }

    @Test("Every text gets its own vector, in whichever order and form the answer comes", arguments: [false, true])
    func order(_ sendsBase64: Bool) async throws {
        var switches = Switches()
        switches.sendsBase64 = sendsBase64
        try await RunningServer.with(switches) { server in
            let texts = ["a quiet sea", "loud city lights", "a quiet city", "sea"]
            let vectors = try await server.embedder(key: "sk-own").embed(texts)
            #expect(vectors.count == texts.count)
            for (text, vector) in zip(texts, vectors) { #expect(Self.isClose(vector, Embeddings.vector(text))) }
            let request = try #require(await server.models.seen.first)
            #expect(request.headers["authorization"] == "Bearer sk-own")
            #expect(request.json["encoding_format"] as? String == "float")
        }
    }

    @Test("Many texts go in batches, and come back in their order")
    func batches() async throws {
        try await RunningServer.with { server in
            let texts = (0..<300).map { "film number \($0)" }
            let vectors = try await server.embedder(dimensions: 32).embed(texts)
            #expect(await server.models.seen.map(\.input.count) == [128, 128, 44])
            #expect(vectors.count == 300)
            for place in [0, 127, 128, 299] {
                #expect(Self.isClose(vectors[place], Embeddings.vector(texts[place], dimension: 32)))
            }
        }
    }

    @Test("Too fast: it waits as it is told, then goes on")
    func tooFast() async throws {
        var switches = Switches()
        switches.replies = [
            .error(429, "rate_limit_exceeded", [("retry-after", "9")]), .error(503, "overloaded"),
        ]
        try await RunningServer.with(switches) { server in
            let vectors = try await server.embedder().embed(["sea"])
            #expect(Self.isClose(vectors[0], Embeddings.vector("sea")))
            #expect(server.clock.waits == [9, 2])
        }
    }

    @Test("A wrong key and used up credit are said at once, without the key")
    func refused() async throws {
        var switches = Switches()
        switches.key = "sk-right"
        try await RunningServer.with(switches) { server in
            let error = await #expect(throws: EmbeddingError.self) {
                _ = try await server.embedder(key: "sk-wrong").embed(["sea"])
            }
            #expect(error == .remoteRefused(status: 401, message: "It did not work: invalid_api_key"))
            await server.models.change { $0.replies = [.error(429, "insufficient_quota")] }
            await #expect(throws: EmbeddingError.self) {
                _ = try await server.embedder(key: "sk-right").embed(["sea"])
            }
            #expect(server.clock.waits.isEmpty)
        }
    }

    @Test("A page instead of vectors is an answer that cannot be used")
    func page() async throws {
        var switches = Switches()
        switches.always = .page
        try await RunningServer.with(switches) { server in
            let error = await #expect(throws: EmbeddingError.self) { _ = try await server.embedder().embed(["sea"]) }
            guard case .remoteAnswerInvalid = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
