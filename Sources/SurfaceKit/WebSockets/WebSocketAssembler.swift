import NIOCore
import NIOWebSocket

/// What a client said.
enum WebSocketInput: Equatable {
    case text(String)
    /// Bytes that are no text, of which nothing here makes anything.
    case binary
    case ping(ByteBuffer)
    case pong
    /// The client's goodbye, with its code where it gave one.
    case close(UInt16?)
}

/// Puts messages together from a client's frames, and insists on the rules of RFC 6455.
struct WebSocketAssembler {
    private struct Message {
        let isText: Bool
        var bytes: ByteBuffer
    }

    private let bytesMax: Int
    private var message: Message?

    /// Messages of more than `bytesMax` bytes are a fault.
    init(bytesMax: Int = SurfaceKitLimits.webSocketMessageBytesMax) {
        self.bytesMax = bytesMax
    }

    /// Nil when the message goes on.
    mutating func take(_ frame: WebSocketFrame) throws(WebSocketFault) -> WebSocketInput? {
        // No extension was agreed on, and clients mask what they send.
        guard frame.maskKey != nil, frame.reservedBits.isEmpty else {
            throw WebSocketFault(code: WebSocketCode.protocolError)
        }
        let data = frame.unmaskedData
        switch frame.opcode {
        case .text, .binary:
            guard message == nil else { throw WebSocketFault(code: WebSocketCode.protocolError) }
            message = Message(isText: frame.opcode == .text, bytes: ByteBuffer())
            return try append(data, isLast: frame.fin)
        case .continuation: return try append(data, isLast: frame.fin)
        case .ping: return .ping(data)
        case .pong: return .pong
        case .connectionClose: return .close(try Self.code(data))
        default: throw WebSocketFault(code: WebSocketCode.protocolError)
        }
    }

    private mutating func append(
        _ data: ByteBuffer, isLast: Bool
    ) throws(WebSocketFault) -> WebSocketInput? {
        guard var whole = message else { throw WebSocketFault(code: WebSocketCode.protocolError) }
        // Only one owner of the bytes, so that they are not copied for each fragment.
        message = nil
        guard whole.bytes.readableBytes + data.readableBytes <= bytesMax else {
            throw WebSocketFault(code: WebSocketCode.tooLarge)
        }
        whole.bytes.writeImmutableBuffer(data)
        guard isLast else {
            message = whole
            return nil
        }
        guard whole.isText else { return .binary }
        guard let text = String(validating: whole.bytes.readableBytesView, as: UTF8.self) else {
            throw WebSocketFault(code: WebSocketCode.notUTF8)
        }
        return .text(text)
    }

    private static func code(_ data: ByteBuffer) throws(WebSocketFault) -> UInt16? {
        var data = data
        guard data.readableBytes > 0 else { return nil }
        guard let code = data.readInteger(as: UInt16.self), WebSocketCode.isSendable(code) else {
            throw WebSocketFault(code: WebSocketCode.protocolError)
        }
        guard String(validating: data.readableBytesView, as: UTF8.self) != nil else {
            throw WebSocketFault(code: WebSocketCode.notUTF8)
        }
        return code
    }
}
