import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SurfaceKit
import TestKit
import Testing

@Suite("Reading and answering")
struct ReadingTests {
    private struct Body: Decodable, Sendable { let text: String }

    private static func request(_ chunks: [String], announced: String? = nil) -> Request {
        let stream = AsyncStream<ByteBuffer> { continuation in
            for chunk in chunks { continuation.yield(ByteBuffer(string: chunk)) }
            continuation.finish()
        }
        var head = HTTPRequest(method: .post, scheme: "http", authority: nil, path: "/")
        head.headerFields[.contentLength] = announced
        return Request(head: head, body: RequestBody(asyncSequence: stream))
    }

    @Test("a body that arrives in pieces without a length is read up to the limit")
    func chunked() async throws {
        let request = Self.request([#"{"te"#, #"xt":"#, #" "ab"}"#])
        #expect(try await request.jsonObject(Body.self, bytesMax: 14)?.text == "ab")
    }

    @Test("one byte more is too large, whether announced or not", arguments: [nil, "15"])
    func tooLarge(_ announced: String?) async throws {
        let request = Self.request([#"{"text": "abc"}"#], announced: announced)
        await #expect(throws: SurfaceFailure.bodyTooLarge) { try await request.jsonObject(Body.self, bytesMax: 14) }
    }

    @Test("a length that is too large is refused before anything is read")
    func announcedOnly() async throws {
        let request = Self.request([], announced: "999999999999")
        await #expect(throws: SurfaceFailure.bodyTooLarge) { try await request.jsonObject(Body.self) }
    }

    @Test("what is no object of this kind is nil", arguments: ["", "[]", "{", #"{"text": 5}"#, "null", "\u{feff}"])
    func noObject(_ text: String) async throws {
        #expect(try await Self.request([text]).jsonObject(Body.self) == nil)
    }

    @Test("a form has its own limit")
    func form() async throws {
        #expect(try await Self.request(["a=1&", "b=2"]).form().first("b") == "2")
        let long = Self.request([String(repeating: "a", count: SurfaceKitLimits.formBytesMax + 1)])
        await #expect(throws: SurfaceFailure.bodyTooLarge) { _ = try await long.form() }
    }

    @Test("equal answers are equal bytes, keys in order and slashes as they are")
    func sortedKeys() async throws {
        struct Answer: Encodable { let zebra = "a/b", apple = 1, mango: [String: Int] = ["y": 1, "x": 2] }
        let response = try Response.json(Answer())
        let expected = #"{"apple":1,"mango":{"x":2,"y":1},"zebra":"a/b"}"#
        #expect(response.headers[.contentLength] == String(expected.utf8.count))
        #expect(response.headers[.contentType] == "application/json; charset=utf-8")
        #expect(response.body.contentLength == expected.utf8.count)
    }

    @Test("an unforeseen error is the surface's own 500")
    func unforeseen() async throws {
        try await DemoSurface.with { try await $0.run(Scenario("broken", .get, "/demo/broken").answers(500)) }
    }

    @Test("answers may be kept only where a route says so")
    func caching() async throws {
        try await DemoSurface.with { surface in
            try await surface.run(
                Scenario("kept", .get, "/demo/kept").answers(200).expecting("Cache-Control", "public, max-age=60"))
            try await surface.run(
                Scenario("open", .get, "/demo/open").answers(200).expecting("Cache-Control", "no-store"))
        }
    }

    @Test("each answer has a number of its own")
    func requestIDs() async throws {
        try await DemoSurface.with { surface in
            var ids: Set<String> = []
            for _ in 1...5 {
                ids.insert(try #require(try await surface.send(TestRequest(.get, "/demo/open")).header("X-Request-Id")))
            }
            #expect(ids.count == 5)
        }
    }

    @Test("a number that the client chose comes back, unless it is none")
    func ownRequestIDs() async throws {
        try await DemoSurface.with { surface in
            let longest = String(repeating: "x", count: 128)
            for id in ["7", "req_2026-01.a", longest] {
                for (path, status) in [("/demo/open", 200), ("/demo/nothing", 404)] {
                    try await surface.run(
                        Scenario(id, .get, path).with("X-Request-Id", id).answers(status)
                            .expecting("X-Request-Id", id))
                }
            }
            for id in [longest + "x", "a b", "<script>", "é"] {
                let answer = try await surface.run(
                    Scenario(id, .get, "/demo/open").with("X-Request-Id", id).answers(200))
                #expect(answer.header("X-Request-Id") != id)
            }
        }
    }
}
