import AsyncAlgorithms
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import TestKit
import Testing

@testable import SurfaceKit

@Suite("WebSocket: over sockets", .timeLimit(.minutes(10))) struct LiveWebSocketTests {
    /// Serves `session` at `/talk/:name`, to everybody but `stranger`.
    private static func serve(
        _ session: WebSocketSession, pace: WebSocketPace = WebSocketPace(),
        _ test: @Sendable @escaping (RawConnection) throws -> Void
    ) async throws {
        var routes = WebSocketRoutes(
            [
                WebSocketRoute("/talk/:name") { offer in
                    if offer.parameters["name"] == "stranger" { throw SurfaceFailure.unauthorized }
                    return session
                }
            ], proxies: TrustedProxies([]))
        routes.pace = pace
        try await EventServer(webSockets: routes) { .text("plain", type: "text/plain") }.serve { port in
            try await RawConnection.run(port: port, test)
        }
    }

    /// Tells nothing and answers `ping`.
    private static func quiet(first: [WebSocketEvent] = []) -> WebSocketSession {
        let (events, continuation) = AsyncStream.makeStream(of: WebSocketEvent.self)
        return WebSocketSession(first: first, events) { text in
            withExtendedLifetime(continuation) { text == "ping" ? "pong" : nil }
        }
    }

    @Test("the answer proves that the server means it, and the first words come before every answer")
    func beginning() async throws {
        try await Self.serve(Self.quiet(first: [.text("hello")])) { connection in
            let lines = ["GET /talk/anna/ HTTP/1.1", "Host: a"] + RawWebSocket.fields
            let early = RawWebSocket.bytes(RawWebSocket.text, Array("ping".utf8))
            try connection.send(bytes: Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + early)
            let head = try connection.head()
            #expect(head.status == 101 && head["sec-websocket-accept"] == RawWebSocket.proof)
            #expect(head["upgrade"] == "websocket" && head["x-request-id"]?.isEmpty == false)
            #expect(try connection.body(7) == [0x81, 5] + Array("hello".utf8))
            #expect(try connection.body(6) == [0x81, 4] + Array("pong".utf8))
        }
    }

    @Test("pings are answered with their bytes, other words are not, and a goodbye comes back")
    func talking() async throws {
        try await Self.serve(Self.quiet()) { connection in
            let socket = try RawWebSocket(connection, path: "/talk/anna")
            try socket.send("nobody understands this")
            try socket.send(2, [0, 255])
            try socket.send(RawWebSocket.ping, [1, 2, 3])
            #expect(try socket.frame() == RawWebSocket.Frame(opcode: RawWebSocket.pong, data: [1, 2, 3]))
            try socket.send(RawWebSocket.close, [0x0f, 0xa0])
            #expect(try socket.frame().code == 4000)
            #expect(try connection.isAtEnd())
        }
    }

    @Test("a client that breaks the rules hears why and is let go")
    func faults() async throws {
        let big = [UInt8](repeating: 65, count: SurfaceKitLimits.webSocketMessageBytesMax + 1)
        let faults: [([UInt8], Int)] = [
            (RawWebSocket.bytes(1, [65], isMasked: false), 1002), (RawWebSocket.bytes(1, [65], flags: 0x40), 1002),
            (RawWebSocket.bytes(3, [65]), 1002), (RawWebSocket.bytes(9, [65], isLast: false), 1002),
            (RawWebSocket.bytes(9, [UInt8](repeating: 0, count: 126)), 1002), (RawWebSocket.bytes(1, [0xff]), 1007),
            (RawWebSocket.bytes(1, big), 1009),
        ]
        for (bytes, code) in faults {
            try await Self.serve(Self.quiet()) { connection in
                let socket = try RawWebSocket(connection, path: "/talk/anna")
                try socket.send(bytes: bytes)
                #expect(try socket.goodbye() == code)
                #expect(try connection.isAtEnd())
            }
        }
    }

    @Test("who is not let in, and who asks for something else, gets the answer of a plain request")
    func refusals() async throws {
        try await Self.serve(Self.quiet()) { connection in
            let head = try RawWebSocket.ask(connection, "/talk/stranger")
            #expect(head.status == 404)
        }
        try await Self.serve(Self.quiet()) { connection in
            let head = try RawWebSocket.ask(connection, "/events")
            #expect(head.status == 200)
        }
        try await Self.serve(Self.quiet()) { connection in
            try connection.ask("GET", "/events", "Upgrade: h2c", "Connection: Upgrade")
            #expect(try connection.head().status == 200)
        }
    }

    private static let handshake =
        (["GET /talk/anna HTTP/1.1", "Host: a"] + RawWebSocket.fields).map { $0 + "\r\n" }.joined() + "\r\n"

    @Test("behind other requests the connection ends without an answer, so that a proxy takes a new one")
    func late() async throws {
        try await Self.serve(Self.quiet()) { connection in
            for _ in 1...2 {
                try connection.ask("GET", "/events")
                #expect(try connection.head().status == 200)
                #expect(try connection.body(5) == Array("plain".utf8))
            }
            try connection.send(Self.handshake)
            #expect(try connection.isAtEnd())
        }
    }

    @Test("what was asked before in one go is answered in full before the connection ends")
    func pipelined() async throws {
        let plain = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"
        try await Self.serve(Self.quiet()) { connection in
            try connection.send(plain + plain + Self.handshake)
            for _ in 1...2 {
                #expect(try connection.head().status == 200)
                #expect(try connection.body(5) == Array("plain".utf8))
            }
            #expect(try connection.isAtEnd())
        }
    }

    @Test("an answer that is on its way is told to its end")
    func onItsWay() async throws {
        let (parts, part) = AsyncStream.makeStream(of: ByteBuffer.self)
        let routes = WebSocketRoutes([WebSocketRoute("/talk/:name") { _ in Self.quiet() }], proxies: TrustedProxies([]))
        let server = EventServer(webSockets: routes) {
            Response(status: .ok, headers: [.contentLength: "6"], body: ResponseBody(asyncSequence: parts))
        }
        try await server.serve { port in
            try await RawConnection.run(port: port) { connection in
                try connection.ask("GET", "/events")
                part.yield(ByteBuffer(string: "abc"))
                #expect(try connection.head().status == 200)
                #expect(try connection.body(3) == Array("abc".utf8))
                try connection.send(Self.handshake)
                part.yield(ByteBuffer(string: "def"))
                part.finish()
                #expect(try connection.body(3) == Array("def".utf8))
                #expect(try connection.isAtEnd())
            }
        }
    }

    @Test("behind the answer to a wish for another protocol the connection ends, and the answer says so")
    func otherProtocols() async throws {
        for asked in 0...1 {
            try await Self.serve(Self.quiet()) { connection in
                for _ in 0..<asked {
                    try connection.ask("GET", "/events")
                    #expect(try connection.head()["connection"] == nil)
                    #expect(try connection.body(5) == Array("plain".utf8))
                }
                try connection.ask("GET", "/events", "Upgrade: h2c", "Connection: Upgrade")
                let head = try connection.head()
                #expect(head.status == 200 && head["connection"] == "close")
                #expect(try connection.body(5) == Array("plain".utf8))
                #expect(try connection.isAtEnd())
            }
        }
    }

    @Test("plain requests go on as before, one after the other and when they are none")
    func plain() async throws {
        try await Self.serve(Self.quiet()) { connection in
            try connection.ask("GET", "/events")
            try connection.ask("GET", "/events")
            for _ in 1...2 {
                #expect(try connection.head().status == 200)
                #expect(try connection.body(5) == Array("plain".utf8))
            }
        }
        try await Self.serve(Self.quiet()) { connection in
            try connection.send("no HTTP\r\n\r\n")
            #expect(try connection.head().status == 400)
        }
    }

    @Test("the server's goodbye ends the conversation")
    func goodbye() async throws {
        try await Self.serve(WebSocketSession(first: [.text("no"), .close(1008)], [].async) { $0 }) { connection in
            let socket = try RawWebSocket(connection, path: "/talk/anna")
            #expect(try socket.nextText() == "no")
            #expect(try socket.frame().code == 1008)
            #expect(try connection.isAtEnd())
        }
    }

    @Test("when everything is told, answers go on until the client is silent")
    func idle() async throws {
        let session = WebSocketSession([.text("done")].async) { $0 == "ping" ? "pong" : nil }
        var pace = WebSocketPace()
        (pace.beatSeconds, pace.idleSeconds) = (0.05, 3600)
        try await Self.serve(session, pace: pace) { connection in
            let socket = try RawWebSocket(connection, path: "/talk/anna")
            #expect(try socket.nextText() == "done")
            try socket.send("ping")
            #expect(try socket.nextText() == "pong")
        }
        pace.idleSeconds = 0.1
        try await Self.serve(session, pace: pace) { connection in
            let socket = try RawWebSocket(connection, path: "/talk/anna")
            #expect(try socket.nextText() == "done")
            #expect(try socket.goodbye() == 1000)
        }
    }

    @Test("a silent client is asked whether it is there, and one that does not answer is dropped")
    func silence() async throws {
        var pace = WebSocketPace()
        (pace.beatSeconds, pace.pingSeconds, pace.silentSeconds) = (0.05, 0.1, 0.1)
        try await Self.serve(Self.quiet(), pace: pace) { connection in
            let socket = try RawWebSocket(connection, path: "/talk/anna")
            #expect(try socket.frame().opcode == RawWebSocket.ping)
            #expect(try connection.isAtEnd())
        }
    }

    @Test("a client that answers is asked again")
    func answers() async throws {
        var pace = WebSocketPace()
        (pace.beatSeconds, pace.pingSeconds, pace.silentSeconds) = (0.05, 0.1, 3600)
        try await Self.serve(Self.quiet(), pace: pace) { connection in
            let socket = try RawWebSocket(connection, path: "/talk/anna")
            for _ in 1...3 {
                #expect(try socket.frame().opcode == RawWebSocket.ping)
                try socket.send(RawWebSocket.pong, [])
            }
        }
    }

    @Test("a client that does not read is dropped, and what was left to tell it is given up")
    func slow() async throws {
        var pace = WebSocketPace()
        pace.stalledSeconds = 0.2
        let (givenUp, giveUp) = AsyncStream.makeStream(of: Void.self)
        // Only the conversation holds what it tells, so that its end is the end of that, too.
        let route = WebSocketRoute("/talk") { _ in
            let (events, continuation) = AsyncStream.makeStream(of: WebSocketEvent.self)
            continuation.onTermination = { _ in giveUp.yield() }
            let text = String(repeating: "x", count: 1 << 20)
            for _ in 0..<100 { continuation.yield(.text(text)) }
            return WebSocketSession(events) { $0 }
        }
        var routes = WebSocketRoutes([route], proxies: TrustedProxies([]))
        routes.pace = pace
        try await EventServer(webSockets: routes) { .text("", type: "text/plain") }.serve { port in
            let connection = try await RawConnection.run(port: port) { connection in
                _ = try RawWebSocket(connection, path: "/talk")
                return connection
            }
            for await _ in givenUp { break }
            // What the system had taken by then is still there.
            #expect(try connection.skip() < 100 << 20)
        }
    }

    @Test("a server that stops says goodbye to everybody")
    func shutdown() async throws {
        let routes = WebSocketRoutes(
            [WebSocketRoute("/talk") { _ in Self.quiet(first: [.text("hello")]) }], proxies: TrustedProxies([]))
        let connection = try await EventServer(webSockets: routes) { .text("", type: "text/plain") }.serve { port in
            try await RawConnection.run(port: port) { connection in
                let first = try RawWebSocket(connection, path: "/talk").nextText()
                #expect(first == "hello")
                return connection
            }
        }
        #expect(try connection.body(4) == [0x88, 2, 0x03, 0xe9])
    }
}
