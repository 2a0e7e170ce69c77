/// Why a WebSocket is closed (RFC 6455, section 7.4).
package enum WebSocketCode {
    package static let normal: UInt16 = 1000
    /// The server stops.
    package static let goingAway: UInt16 = 1001
    package static let protocolError: UInt16 = 1002
    package static let notUTF8: UInt16 = 1007
    package static let policy: UInt16 = 1008
    package static let tooLarge: UInt16 = 1009
    package static let tryAgainLater: UInt16 = 1013

    /// Whether a peer may send the code; some stand only for what was not sent.
    static func isSendable(_ code: UInt16) -> Bool {
        (1000...1003).contains(code) || (1007...1014).contains(code) || (3000...4999).contains(code)
    }
}

/// Something that a client must not do; it ends the conversation with this code.
struct WebSocketFault: Error, Equatable {
    let code: UInt16
}
