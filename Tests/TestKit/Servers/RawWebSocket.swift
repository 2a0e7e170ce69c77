import Foundation

/// The client's side of a WebSocket, frame by frame, right or wrong as a test wants it. It blocks like the connection.
package struct RawWebSocket {
    /// A frame of the server.
    package struct Frame: Equatable {
        package let opcode: UInt8
        package let data: [UInt8]

        package init(opcode: UInt8, data: [UInt8]) {
            self.opcode = opcode
            self.data = data
        }

        package var text: String { String(decoding: data, as: UTF8.self) }

        /// Of a goodbye.
        package var code: Int? { data.count < 2 ? nil : Int(data[0]) << 8 | Int(data[1]) }
    }

    package static let text: UInt8 = 1
    package static let close: UInt8 = 8
    package static let ping: UInt8 = 9
    package static let pong: UInt8 = 10

    /// The example of RFC 6455, section 1.3, whose proof is known.
    package static let fields = [
        "Upgrade: websocket", "Connection: keep-alive, Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    package static let proof = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

    private let connection: RawConnection

    /// Asks for a WebSocket; throws when there is none to be had.
    package init(_ connection: RawConnection, path: String, _ fields: [String] = []) throws {
        self.connection = connection
        let head = try Self.ask(connection, path, fields)
        guard head.status == 101 else { throw RawConnection.Failure(reason: "no WebSocket: \(head.status)") }
    }

    /// The answer to the wish for a WebSocket.
    package static func ask(
        _ connection: RawConnection, _ path: String, _ fields: [String] = []
    ) throws -> RawConnection.Head {
        let lines = ["GET \(path) HTTP/1.1", "Host: 127.0.0.1"] + Self.fields + fields
        try connection.send(lines.map { $0 + "\r\n" }.joined() + "\r\n")
        return try connection.head()
    }

    package func send(_ text: String) throws { try send(Self.text, Array(text.utf8)) }

    /// One frame, as it is on the wire.
    package func send(_ opcode: UInt8, _ data: [UInt8], isLast: Bool = true, isMasked: Bool = true, flags: UInt8 = 0)
        throws
    {
        try connection.send(
            bytes: Self.bytes(opcode, data, isLast: isLast, isMasked: isMasked, flags: flags))
    }

    package func send(bytes: [UInt8]) throws { try connection.send(bytes: bytes) }

    package static func bytes(
        _ opcode: UInt8, _ data: [UInt8], isLast: Bool = true, isMasked: Bool = true, flags: UInt8 = 0
    ) -> [UInt8] {
        var bytes = [(isLast ? 0x80 : 0) | flags | opcode]
        let mask: UInt8 = isMasked ? 0x80 : 0
        switch data.count {
        case 0..<126: bytes.append(mask | UInt8(data.count))
        case 126..<65_536: bytes += [mask | 126, UInt8(data.count >> 8), UInt8(data.count & 255)]
        default: bytes += [mask | 127] + (0..<8).reversed().map { UInt8(data.count >> ($0 * 8) & 255) }
        }
        guard isMasked else { return bytes + data }
        let key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
        return bytes + key + data.enumerated().map { $1 ^ key[$0 % 4] }
    }

    /// The next frame of the server, which masks nothing and sends every message in one frame.
    package func frame() throws -> Frame {
        let head = try connection.body(2)
        guard head[0] & 0x80 != 0, head[1] & 0x80 == 0 else { throw RawConnection.Failure(reason: "a bad frame") }
        var length = Int(head[1])
        if length >= 126 {
            length = try connection.body(length == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) }
        }
        return Frame(opcode: head[0] & 15, data: try connection.body(length))
    }

    /// The next text, whatever control frames come before it.
    package func nextText() throws -> String {
        while true {
            let frame = try frame()
            if frame.opcode == Self.text { return frame.text }
            if frame.opcode == Self.close { throw RawConnection.Failure(reason: "closed: \(frame.code ?? 0)") }
        }
    }

    /// The code of the server's goodbye, whatever comes before it.
    package func goodbye() throws -> Int? {
        while true {
            let frame = try frame()
            if frame.opcode == Self.close { return frame.code }
        }
    }
}
