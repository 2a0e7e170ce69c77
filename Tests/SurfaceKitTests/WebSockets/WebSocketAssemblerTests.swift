import NIOCore
import NIOWebSocket
import Testing

@testable import SurfaceKit

@Suite("WebSocket: messages from frames") struct WebSocketAssemblerTests {
    private static func frame(
        _ opcode: WebSocketOpcode, _ data: [UInt8], isLast: Bool = true, mask: WebSocketMaskingKey? = [1, 2, 3, 4]
    ) -> WebSocketFrame {
        var bytes = ByteBuffer(bytes: data)
        if let mask { bytes.webSocketMask(mask) }
        return WebSocketFrame(fin: isLast, opcode: opcode, maskKey: mask, data: bytes)
    }

    private static func read(_ frames: [WebSocketFrame], bytesMax: Int = 10) throws -> [WebSocketInput] {
        var assembler = WebSocketAssembler(bytesMax: bytesMax)
        return try frames.compactMap { try assembler.take($0) }
    }

    @Test("a text in pieces is one message, and a ping may come between")
    func pieces() throws {
        let frames = [
            Self.frame(.text, Array("h".utf8) + [0xc3], isLast: false), Self.frame(.ping, [7]),
            Self.frame(.continuation, [], isLast: false), Self.frame(.continuation, [0xa9] + Array("!".utf8)),
        ]
        #expect(try Self.read(frames) == [.ping(ByteBuffer(bytes: [7])), .text("hé!")])
    }

    @Test("bytes that are no text are taken and told apart")
    func bytes() throws {
        #expect(try Self.read([Self.frame(.binary, [0xff]), Self.frame(.pong, [])]) == [.binary, .pong])
    }

    @Test("a goodbye has a code or none")
    func goodbyes() throws {
        #expect(try Self.read([Self.frame(.connectionClose, [])]) == [.close(nil)])
        #expect(try Self.read([Self.frame(.connectionClose, [0x03, 0xe9] + Array("bye".utf8))]) == [.close(1001)])
    }

    @Test("what breaks the rules ends the conversation with the code that says why")
    func faults() {
        let faults: [([WebSocketFrame], UInt16)] = [
            ([Self.frame(.text, [65], mask: nil)], 1002), ([Self.frame(.continuation, [65])], 1002),
            ([Self.frame(.text, [65], isLast: false), Self.frame(.text, [66])], 1002),
            ([Self.frame(.text, [0xff])], 1007), ([Self.frame(.text, [0xc3])], 1007),
            ([Self.frame(.text, [UInt8](repeating: 65, count: 11))], 1009),
            (
                [
                    Self.frame(.binary, [UInt8](repeating: 65, count: 6), isLast: false),
                    Self.frame(.continuation, [UInt8](repeating: 65, count: 5)),
                ], 1009
            ),
            ([Self.frame(.connectionClose, [3])], 1002), ([Self.frame(.connectionClose, [0x03, 0xed])], 1002),
            ([Self.frame(.connectionClose, [0x03, 0xe8, 0xff])], 1007),
        ]
        for (number, (frames, code)) in faults.enumerated() {
            #expect(throws: WebSocketFault(code: code), "\(number)") { try Self.read(frames) }
        }
        var reserved = Self.frame(.text, [65])
        reserved.rsv1 = true
        #expect(throws: WebSocketFault(code: 1002)) { try Self.read([reserved]) }
    }
}
