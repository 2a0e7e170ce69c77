import Hummingbird
import TestKit
import Testing

@testable import SurfaceKit

@Suite("WebSocket: clients that say too much", .timeLimit(.minutes(10))) struct WebSocketFloodTests {
    /// Far more than the system keeps between two ends that do not read.
    private static let floodBytesMax = 256 << 20

    /// Answers every text with itself, but for `hush`.
    private static func echo() -> WebSocketSession {
        let (events, continuation) = AsyncStream.makeStream(of: WebSocketEvent.self)
        return WebSocketSession(events) { text in
            withExtendedLifetime(continuation) { text == "hush" ? nil : text }
        }
    }

    /// Hands the test a client, and another one that has to be served as before when the test is over.
    private static func serve(
        pace: WebSocketPace = WebSocketPace(), receiveBufferBytes: CInt? = nil,
        _ test: @Sendable @escaping (RawConnection, RawWebSocket) throws -> Void
    ) async throws {
        var routes = WebSocketRoutes([WebSocketRoute("/talk") { _ in Self.echo() }], proxies: TrustedProxies([]))
        routes.pace = pace
        try await EventServer(webSockets: routes) { .text("plain", type: "text/plain") }.serve { port in
            try await RawConnection.run(port: port, receiveBufferBytes: receiveBufferBytes) { connection in
                let other = try RawWebSocket(RawConnection(port: port), path: "/talk")
                let socket = try RawWebSocket(connection, path: "/talk")
                try test(connection, socket)
                try Self.expectServed(other)
                try Self.expectServed(RawWebSocket(RawConnection(port: port), path: "/talk"))
            }
        }
    }

    private static func expectServed(_ socket: RawWebSocket) throws {
        try socket.send("still there?")
        #expect(try socket.nextText() == "still there?")
    }

    @Test("however many pings come, each is answered in its turn")
    func pings() async throws {
        try await Self.serve { _, socket in
            for round in 0..<40 {
                let all = (0..<250).map { [UInt8(round), UInt8($0)] }
                try socket.send(bytes: all.flatMap { RawWebSocket.bytes(RawWebSocket.ping, $0) })
                for data in all {
                    #expect(try socket.frame() == RawWebSocket.Frame(opcode: RawWebSocket.pong, data: data))
                }
            }
        }
    }

    @Test("however many texts come that nobody answers, the one that is answered is heard")
    func texts() async throws {
        try await Self.serve { _, socket in
            let hush = RawWebSocket.bytes(RawWebSocket.text, Array("hush".utf8))
            let many = [[UInt8]](repeating: hush, count: 500).flatMap { $0 }
            for _ in 0..<20 { try socket.send(bytes: many) }
            try socket.send("now")
            #expect(try socket.nextText() == "now")
        }
    }

    @Test(
        "whoever asks without end and reads nothing is not listened to any more, and dropped", arguments: [true, false])
    func unread(_ isPing: Bool) async throws {
        var pace = WebSocketPace()
        pace.stalledSeconds = 0.2
        let frame =
            isPing
            ? RawWebSocket.bytes(RawWebSocket.ping, [UInt8](repeating: 65, count: 125))
            : RawWebSocket.bytes(RawWebSocket.text, [UInt8](repeating: 65, count: 32 << 10))
        let many = [[UInt8]](repeating: frame, count: isPing ? 250 : 1).flatMap { $0 }
        try await Self.serve(pace: pace, receiveBufferBytes: 4_096) { connection, _ in
            var sent = 0
            while sent < Self.floodBytesMax, (try? connection.send(bytes: many)) != nil { sent += many.count }
            #expect(sent < Self.floodBytesMax)
        }
    }

    @Test(
        "a frame that announces more than anybody may send is refused before it comes",
        arguments: [
            65_537, 0x1_0000_0000, 0x4000_0000_0000_0000, 0x8000_0000_0000_0000, UInt64.max,
        ])
    func announced(_ length: UInt64) async throws {
        let bytes = (0..<8).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
        for opcode in [RawWebSocket.text, 2] {
            try await Self.serve { connection, socket in
                try socket.send(bytes: [0x80 | opcode, 0xff] + bytes + [1, 2, 3, 4])
                #expect(try socket.goodbye() == 1009)
                #expect(try connection.isAtEnd())
            }
        }
    }

    @Test("a frame that is not masked, or not with the key that it names, ends its own conversation alone")
    func masks() async throws {
        let words = Array("ping".utf8)
        let faults: [([UInt8], Int)] = [
            (RawWebSocket.bytes(RawWebSocket.text, words, isMasked: false), 1002),
            (RawWebSocket.bytes(RawWebSocket.ping, words, isMasked: false), 1002),
            (RawWebSocket.bytes(RawWebSocket.close, [0x03, 0xe8], isMasked: false), 1002),
            ([0x81, 0x84, 0, 0, 0, 0, 0xff, 0xfe, 0xfd, 0xfc], 1007),
        ]
        for (bytes, code) in faults {
            try await Self.serve { connection, socket in
                try socket.send(bytes: bytes)
                #expect(try socket.goodbye() == code)
                #expect(try connection.isAtEnd())
            }
        }
    }
}
