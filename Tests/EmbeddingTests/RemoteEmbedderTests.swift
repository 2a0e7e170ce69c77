import Foundation
import NIOConcurrencyHelpers
import Testing

@testable import Embedding

typealias Answer = (status: Int, headers: [String: String], body: [UInt8])

/// A scripted endpoint that records what it was asked.
struct FakeEndpoint: EmbeddingTransport {
    struct Call: Sendable {
        let url: String
        let headers: [String: String]
        let body: [UInt8]
        let timeoutSeconds: Double

        var input: [String] {
            let json = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
            return json?["input"] as? [String] ?? []
        }
    }

    let calls = NIOLockedValueBox<[Call]>([])
    let sleeps = NIOLockedValueBox<[Double]>([])
    let answer: @Sendable (Call, Int) async throws -> Answer

    func post(_ url: String, headers: [(String, String)], body: [UInt8], timeoutSeconds: Double) async throws -> Answer
    {
        let named = Dictionary(uniqueKeysWithValues: headers)
        let call = Call(url: url, headers: named, body: body, timeoutSeconds: timeoutSeconds)
        let number = calls.withLockedValue { calls in
            calls.append(call)
            return calls.count
        }
        return try await answer(call, number)
    }

    func embedder(key: String? = "sk-secret", known: Int = 0, url: String = "http://box:1/v1/") -> RemoteEmbedder {
        let settings = RemoteEmbedderSettings(baseURL: url, key: key, model: "m")
        return RemoteEmbedder(
            settings: settings, transport: self, knownDimension: known,
            sleep: { seconds in
                sleeps.withLockedValue { $0.append(seconds) }
                // The limit of a query never passes in these tests unless one asks for it.
                if seconds == EmbeddingLimits.queryTimeoutSeconds { while !Task.isCancelled { await Task.yield() } }
                try Task.checkCancellation()
            }, jitter: { 0 })
    }

    var inputs: [[String]] { calls.withLockedValue { $0.map(\.input) } }
    var waits: [Double] { sleeps.withLockedValue { $0 } }

    /// Vectors [length of the text, 1], in reverse order.
    static func good(_ call: Call) -> Answer {
        let items = call.input.enumerated().reversed().map { index, text in
            #"{"object":"embedding","index":\#(index),"embedding":[\#(text.count),1]}"#
        }
        return (200, [:], Array(#"{"object":"list","data":[\#(items.joined(separator: ","))]}"#.utf8))
    }

    static func error(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> Answer {
        (status, headers, Array(body.utf8))
    }
}

@Suite struct RemoteEmbedderTests {
    @Test func theRequestIsWhatEndpointsTake() async throws {
        let endpoint = FakeEndpoint { call, _ in FakeEndpoint.good(call) }
        _ = try await endpoint.embedder().embed(["one", "two"])
        let call = try #require(endpoint.calls.withLockedValue { $0.first })
        #expect(call.url == "http://box:1/v1/embeddings")
        #expect(call.headers["authorization"] == "Bearer sk-secret")
        #expect(call.headers["content-type"] == "application/json")
        let body = #"{"encoding_format":"float","input":["one","two"],"model":"m"}"#
        #expect(String(decoding: call.body, as: UTF8.self) == body)
        #expect(call.timeoutSeconds == 60)
    }

    @Test(arguments: [String?.none, ""])
    func withoutAKeyNoHeaderIsSent(_ key: String?) async throws {
        let endpoint = FakeEndpoint { call, _ in FakeEndpoint.good(call) }
        _ = try await endpoint.embedder(key: key).embed(["one"])
        #expect(endpoint.calls.withLockedValue { $0.first?.headers["authorization"] } == nil)
    }

    @Test func vectorsAreOrderedByIndexAndOfUnitLength() async throws {
        let endpoint = FakeEndpoint { call, _ in FakeEndpoint.good(call) }
        let embedder = endpoint.embedder()
        #expect(embedder.model.dimension == 0)
        let vectors = try await embedder.embed(["a", "bbb"])
        #expect(abs(vectors[0][0] - 0.70710678) < 1e-6)
        #expect(abs(vectors[1][0] - 3 / Float(10).squareRoot()) < 1e-6)
        #expect(embedder.model.dimension == 2)
    }

    @Test func base64AnswersAreRead() async throws {
        let endpoint = FakeEndpoint { _, _ in
            FakeEndpoint.error(200, #"{"data":[{"index":0,"embedding":"AABAQAAAgEA="}]}"#)
        }
        let vectors = try await endpoint.embedder().embed(["x"])
        #expect(vectors == [[0.6, 0.8]])
    }

    @Test func blankTextsAreNotSentAndSimilarToNothing() async throws {
        let endpoint = FakeEndpoint { call, _ in FakeEndpoint.good(call) }
        let vectors = try await endpoint.embedder().embed(["", "a", " \n\u{3000}"])
        #expect(endpoint.inputs == [["a"]])
        #expect(vectors[0] == [0, 0] && vectors[2] == [0, 0])
        _ = try await endpoint.embedder().embed(["", " "])
        #expect(endpoint.inputs.count == 1)
    }

    @Test func batchesKeepTheLimits() async throws {
        let endpoint = FakeEndpoint { call, _ in FakeEndpoint.good(call) }
        let texts = (0..<300).map { String(repeating: "a", count: $0 % 9 + 1) }
        let vectors = try await endpoint.embedder().embed(texts)
        #expect(endpoint.inputs.map(\.count) == [128, 128, 44])
        #expect(vectors.count == 300 && vectors[299][0] > vectors[0][0])
        let long = FakeEndpoint { call, _ in FakeEndpoint.good(call) }
        _ = try await long.embedder().embed(Array(repeating: String(repeating: "a", count: 30_000), count: 50))
        #expect(long.inputs.map(\.count) == [37, 13])
        #expect(long.inputs[0][0].count == 24_000)
    }

    @Test func temporaryFailuresAreRepeatedThreeTimes() async throws {
        let endpoint = FakeEndpoint { call, number in
            number == 4 ? FakeEndpoint.good(call) : FakeEndpoint.error(503, "<html>busy</html>")
        }
        #expect(try await endpoint.embedder().embed(["x"]).count == 1)
        #expect(endpoint.waits == [1, 2, 4])
        let dead = FakeEndpoint { _, _ in FakeEndpoint.error(529, "") }
        await #expect(throws: EmbeddingError.self) { try await dead.embedder().embed(["x"]) }
        #expect(dead.inputs.count == 4)
    }

    static let waitHeaders: [([String: String], Double)] = [
        (["retry-after": "7"], 7), (["retry-after-ms": "2500", "retry-after": "9"], 2.5),
        (["retry-after": "500"], 60), (["retry-after": "0"], 1), (["retry-after": "soon"], 1),
        (["retry-after": "-5"], 1), (["retry-after": "nan"], 1),
    ]

    @Test(arguments: waitHeaders)
    func theServersWaitIsHonoured(_ headers: [String: String], _ seconds: Double) async throws {
        let endpoint = FakeEndpoint { call, number in
            number == 2
                ? FakeEndpoint.good(call)
                : FakeEndpoint.error(429, #"{"error":{"message":"slow","code":"rate_limit_exceeded"}}"#, headers)
        }
        _ = try await endpoint.embedder().embed(["x"])
        #expect(endpoint.waits == [seconds])
    }

    @Test(arguments: [
        (401, #"{"error":{"message":"Incorrect API key sk-secret","code":"invalid_api_key"}}"#),
        (403, #"{"error":{"message":"region","code":"unsupported_country_region_territory"}}"#),
        (404, #"{"error":{"message":"model \"m\" not found, try pulling it first","type":"not_found_error"}}"#),
        (429, #"{"error":{"message":"no credit","type":"insufficient_quota","code":"insufficient_quota"}}"#),
        (400, #"{"error":"'input' must be text"}"#), (400, #"{"error":{"message":"bad","code":400}}"#),
        (418, "<html>teapot sk-secret</html>"), (422, #"{"detail":"nope"}"#),
    ])
    func refusalsStopAtOnceAndHideTheKey(_ status: Int, _ body: String) async throws {
        let endpoint = FakeEndpoint { _, _ in FakeEndpoint.error(status, body) }
        await #expect {
            try await endpoint.embedder().embed(["x", "y"])
        } throws: { error in
            guard case .remoteRefused(status, _) = error as? EmbeddingError else { return false }
            return !"\(error)".contains("sk-secret")
        }
        #expect(endpoint.inputs.count == 1)
        #expect(endpoint.waits.isEmpty)
    }

    @Test(arguments: [(413, ""), (400, #"{"error":{"message":"too long","code":"context_length_exceeded"}}"#)])
    func tooLargeBatchesAreHalved(_ status: Int, _ body: String) async throws {
        let endpoint = FakeEndpoint { call, _ in
            call.input.count > 2 ? FakeEndpoint.error(status, body) : FakeEndpoint.good(call)
        }
        let vectors = try await endpoint.embedder().embed(["a", "bb", "ccc", "dddd", "eeeee"])
        #expect(endpoint.inputs.map(\.count) == [5, 2, 3, 1, 2])
        #expect(vectors.map { $0[0] / $0[1] }.map { $0.rounded() } == [1, 2, 3, 4, 5])
        let strict = FakeEndpoint { _, _ in FakeEndpoint.error(status, body) }
        await #expect(throws: EmbeddingError.self) { try await strict.embedder().embed(["a"]) }
    }

    @Test func oneTextThatIsTooLongIsShortenedAndStopsNobody() async throws {
        let endpoint = FakeEndpoint { call, _ in
            call.input.contains { $0.count > 600 } ? FakeEndpoint.error(413, "") : FakeEndpoint.good(call)
        }
        let vectors = try await endpoint.embedder().embed(["a", String(repeating: "x", count: 2000)])
        #expect(vectors.count == 2)
        #expect((vectors[1][0] / vectors[1][1]).rounded() == 500)
        #expect(endpoint.inputs.map { $0.map(\.count) } == [[1, 2000], [1], [2000], [1000], [500]])
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"data":null}"#, #"{"data":[]}"#, #"{"data":[{"index":0,"embedding":null}]}"#,
        #"{"data":[{"index":5,"embedding":[1]}]}"#, #"{"data":[{"index":0,"embedding":[]}]}"#,
        #"{"data":[{"index":0,"embedding":[0,0]}]}"#, #"{"data":[{"index":0,"embedding":"!!!"}]}"#,
        #"{"data":[{"index":0,"embedding":"AAAA"}]}"#, #"{"data":[{"index":0,"embedding":[1,2,3]}]}"#,
        #"{"data":[{"index":0,"embedding":"AADAfwAAgD8="}]}"#,
        #"{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}"#,
    ])
    func answersThatCannotBeUsedAreErrors(_ body: String) async throws {
        let endpoint = FakeEndpoint { _, _ in FakeEndpoint.error(200, body) }
        await #expect {
            try await endpoint.embedder(known: 2).embed(["x"])
        } throws: { error in
            guard case .remoteAnswerInvalid = error as? EmbeddingError else { return false }
            return true
        }
    }

    @Test func connectionFailuresAreRepeatedAndTellNothingSecret() async throws {
        struct Refused: Error, CustomStringConvertible { let description = "Bearer sk-secret" }
        let endpoint = FakeEndpoint { _, _ in throw Refused() }
        await #expect {
            try await endpoint.embedder().embed(["x"])
        } throws: { error in
            guard case .remoteUnavailable = error as? EmbeddingError else { return false }
            return !"\(error)".contains("sk-secret")
        }
        #expect(endpoint.inputs.count == 4)
    }

    @Test func aQueryHasATimeLimitOfItsOwn() async throws {
        let endpoint = FakeEndpoint { call, _ in FakeEndpoint.good(call) }
        #expect(try await endpoint.embedder().embedQuery("x").count == 2)
        #expect(endpoint.calls.withLockedValue { $0.first?.timeoutSeconds } == 8)
        let hanging = FakeEndpoint { _, _ in
            while !Task.isCancelled { await Task.yield() }
            throw CancellationError()
        }
        let settings = RemoteEmbedderSettings(baseURL: "http://box/v1", key: nil, model: "m")
        let embedder = RemoteEmbedder(settings: settings, transport: hanging, sleep: { _ in })
        await #expect(throws: EmbeddingError.timedOut(seconds: 8)) { try await embedder.embedQuery("x") }
    }
}
