import Connectors
import Domain
import TestKit
import Testing

@Suite("Endpoints that fail")
struct ChatFailureTests {
    @Test(
        "Refused for good, an endpoint is not asked again until there is a new writer",
        arguments: [
            Reply.error(403, "unsupported_country_region_territory"), .error(404, "model_not_found"),
            .error(429, "insufficient_quota", [("retry-after", "1")]), .error(400, "insufficient_quota"),
            Reply(307, "", [("location", "/elsewhere")]), Reply(404, "<html>nothing here</html>"),
        ])
    func refused(_ reply: Reply) async throws {
        var switches = Switches()
        switches.replies = [reply]
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            #expect(await writer.write([.film()]) == [nil])
            server.clock.advance(seconds: 1_000_000)
            #expect(await writer.write([.film(), .film()]) == [nil, nil])
            #expect(await server.models.chats.count == 1)
            #expect(server.clock.waits.isEmpty)
            #expect(await server.writer().write([.film()]) == [.usual])
        }
    }

    @Test("A wrong key is sent once, a right one answers")
    func wrongKey() async throws {
        var switches = Switches()
        switches.key = "sk-right"
        try await RunningServer.with(switches) { server in
            let writer = server.writer(key: "sk-wrong")
            #expect(await writer.write([.film()]) == [nil])
            #expect(await writer.write([.film()]) == [nil])
            #expect(await server.models.chats.count == 1)
            #expect(await server.writer(key: "sk-right").write([.film()]) == [.usual])
        }
    }

    @Test(
        "Too fast: it waits as long as the endpoint says, at most a minute",
        arguments: [
            ("retry-after", "7", 7.0), ("retry-after", "0", 1.0), ("retry-after-ms", "2500", 2.5),
            ("retry-after", "86400", 60.0), ("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT", 1.0),
            ("x-other", "", 1.0),
        ])
    func tooFast(_ name: String, _ value: String, _ seconds: Double) async throws {
        var switches = Switches()
        switches.replies = [.error(429, "rate_limit_exceeded", [(name, value)])]
        try await RunningServer.with(switches) { server in
            #expect(await server.writer().write([.film()]) == [.usual])
            #expect(server.clock.waits == [seconds])
        }
    }

    @Test("Temporary failures are repeated three times, each after a longer wait", arguments: [500, 503, 529, 408])
    func repeats(_ status: Int) async throws {
        var switches = Switches()
        switches.replies = Array(repeating: .error(status, "overloaded"), count: 3)
        try await RunningServer.with(switches) { server in
            #expect(await server.writer().write([.film()]) == [.usual])
            #expect(server.clock.waits == [1, 2, 4])
        }
        switches.always = .error(status, "overloaded")
        try await RunningServer.with(switches) { server in
            #expect(await server.writer().write([.film()]) == [nil])
            #expect(await server.models.chats.count == 4)
        }
    }

    @Test("After five failures in a row the endpoint is left alone for half a minute")
    func circuit() async throws {
        var switches = Switches()
        switches.always = .error(500, "server_error")
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            for _ in 0..<3 { #expect(await writer.write([.film()]) == [nil]) }
            #expect(await server.models.chats.count == ConnectorsLimits.circuitFailures)
            await server.models.change { $0.always = nil }
            server.clock.advance(seconds: ConnectorsLimits.circuitSeconds - 1)
            #expect(await writer.write([.film()]) == [nil])
            server.clock.advance(seconds: 1)
            #expect(await writer.write([.film()]) == [.usual])
        }
    }

    @Test("A good answer forgets the failures before it")
    func recovery() async throws {
        var switches = Switches()
        switches.replies = Array(repeating: .error(500, "server_error"), count: 3)
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            #expect(await writer.write([.film()]) == [.usual])
            await server.models.change { $0.replies = Array(repeating: .error(500, "server_error"), count: 3) }
            #expect(await writer.write([.film()]) == [.usual])
            #expect(await server.models.chats.count == 8)
        }
    }

    @Test("An endpoint that is busy is waited for, one that stays so is left alone in the end")
    func busy() async throws {
        var switches = Switches()
        switches.always = .error(429, "rate_limit_exceeded")
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            for _ in 0..<9 { #expect(await writer.write([.film()]) == [nil]) }
            #expect(await server.models.chats.count == ConnectorsLimits.circuitFailures * 4)
        }
    }

    @Test("Pages instead of answers open the circuit as well")
    func pages() async throws {
        var switches = Switches()
        switches.always = .page
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            for _ in 0..<9 { #expect(await writer.write([.film()]) == [nil]) }
            #expect(await server.models.chats.count == ConnectorsLimits.circuitFailures)
        }
    }

    @Test("A model that takes too long is not asked the same again")
    func slow() async throws {
        var switches = Switches()
        switches.isHolding = true
        try await RunningServer.with(switches) { server in
            #expect(await server.writer(timeoutSeconds: 0.2).write([.film()]) == [nil])
            #expect(await server.models.chats.count == 1)
            #expect(server.clock.waits.isEmpty)
        }
    }

    @Test("An answer without an end is given up, not collected")
    func oversized() async throws {
        var switches = Switches()
        switches.replies = [Reply(200, [UInt8](repeating: 32, count: ConnectorsLimits.answerBytesMax + 1))]
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            #expect(await writer.write([.film()]) == [nil])
            #expect(await server.models.chats.count == 1)
            #expect(await writer.write([.film()]) == [.usual])
        }
    }

    @Test("With nobody at the address there are no words, and no error")
    func nobody() async throws {
        try await RunningServer.with { server in
            let settings = ChatSettings(baseURL: "http://127.0.0.1:1/v1", key: "sk-own", model: "m")
            let writer = ChatFacetWriter(
                settings: settings, transport: server.http, now: server.clock.now, sleep: server.clock.sleep,
                jitter: { 0 })
            #expect(await writer.write([.film()]) == [nil])
            #expect(server.clock.waits == [1, 2, 4])
        }
    }
}
