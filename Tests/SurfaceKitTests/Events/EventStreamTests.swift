import HTTPTypes
import Hummingbird
import SurfaceKit
import TestKit
import Testing

@Suite("Streams of events over sockets", .timeLimit(.minutes(10)))
struct EventStreamTests {
    /// What comes as chunks of a body that has no length.
    private static func chunk(_ text: String) -> String {
        String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n"
    }

    private static let end = "0\r\n\r\n"

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("events come as they are made, and the answer ends with them")
    func events() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        try await EventServer { EventStream(events).response }.serve { port in
            try await RawConnection.run(port: port) { connection in
                try connection.ask("GET", "/events")
                let head = try connection.head()
                #expect(head.status == 200 && head["content-type"] == "text/event-stream")
                #expect(head["cache-control"] == "no-cache" && head["transfer-encoding"] == "chunked")
                #expect(head["access-control-allow-origin"] == nil)
                for number in 1...3 {
                    continuation.yield(Self.bytes("{\"number\":\(number)}"))
                    let expected = Self.chunk("data: {\"number\":\(number)}\n\n")
                    #expect(try connection.body(expected.utf8.count) == Self.bytes(expected))
                }
                continuation.finish()
                #expect(try connection.body(Self.end.utf8.count) == Self.bytes(Self.end))
                // The connection goes on.
                try connection.ask("GET", "/nothing")
                #expect(try connection.head().status == 404)
            }
        }
    }

    @Test("what has nothing to tell says that it is there")
    func heartbeat() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        try await EventServer { EventStream(events, heartbeatSeconds: 0.05).response }.serve { port in
            try await RawConnection.run(port: port) { connection in
                try connection.ask("GET", "/events")
                _ = try connection.head()
                let expected = Self.bytes(Self.chunk(": heartbeat\n\n"))
                for _ in 0..<3 { #expect(try connection.body(expected.count) == expected) }
                continuation.finish()
            }
        }
    }

    @Test("the server's end is the stream's end")
    func shutdown() async throws {
        let (events, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        continuation.yield(Self.bytes("1"))
        let connection = try await EventServer { EventStream(events).response }.serve { port in
            try await RawConnection.run(port: port) { connection in
                try connection.ask("GET", "/events")
                _ = try connection.head()
                #expect(try connection.body(Self.chunk("data: 1\n\n").utf8.count).isEmpty == false)
                return connection
            }
        }
        // Not cut off but ended.
        #expect(try connection.body(Self.end.utf8.count) == Self.bytes(Self.end))
        #expect(try connection.isAtEnd())
    }

    @Test("a client that reads nothing is dropped, and costs no more than one event meanwhile")
    func stalledClient() async throws {
        let (ends, end) = AsyncStream<Void>.makeStream()
        let server = EventServer {
            EventStream(Self.largeEvents { end.finish() }, heartbeatSeconds: 1, stalledSeconds: 0.5).response
        }
        try await server.serve { port in
            let connection = try await RawConnection.run(port: port, receiveBufferBytes: 4096) { connection in
                try connection.ask("GET", "/events")
                _ = try connection.head()
                return connection
            }
            for await _ in ends {}
            withExtendedLifetime(connection) {}
        }
    }

    /// One event after the other, until whoever takes them is gone.
    private static func largeEvents(_ onEnd: @escaping @Sendable () -> Void) -> AsyncStream<[UInt8]> {
        let (events, continuation) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(1))
        continuation.onTermination = { _ in onEnd() }
        Task {
            let event = [UInt8](repeating: 0x78, count: 1 << 20)
            while true {
                if case .terminated = continuation.yield(event) { return }
                try await Task.sleep(for: .milliseconds(eventMilliseconds))
            }
        }
        return events
    }

    private static let eventMilliseconds = 5
}
