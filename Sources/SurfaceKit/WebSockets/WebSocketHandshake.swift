import Crypto
import Foundation
import HTTPTypes
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// The request with which a client asks for a WebSocket (RFC 6455, section 4.2).
struct WebSocketHandshake: Sendable {
    let request: HTTPRequest
    private let key: String

    /// Nil for everything else, however much alike.
    init?(_ head: HTTPRequestHead) {
        let headers = head.headers
        guard head.method == .GET, head.version == .http1_1, headers.has("upgrade", word: "websocket"),
            headers.has("connection", word: "upgrade"), headers["sec-websocket-version"] == ["13"],
            let key = headers.first(name: "sec-websocket-key"), Data(base64Encoded: key)?.count == 16,
            !headers.contains(name: "transfer-encoding"), headers["content-length"].allSatisfy({ $0 == "0" }),
            let request = try? HTTPRequest(head, secure: false, splitCookie: false)
        else { return nil }
        self.request = request
        self.key = key
    }

    /// The answer that makes a WebSocket of the connection.
    var answer: HTTPResponseHead {
        let proof = Insecure.SHA1.hash(data: Data((key + Self.suffix).utf8))
        return HTTPResponseHead(
            version: .http1_1, status: .switchingProtocols,
            headers: [
                "upgrade": "websocket", "connection": "Upgrade",
                "sec-websocket-accept": Data(proof).base64EncodedString(),
                "x-request-id": EntryMiddleware.requestID(of: request.headerFields),
            ])
    }

    /// Fixed by the standard.
    private static let suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
}

extension HTTPHeaders {
    fileprivate func has(_ name: String, word: String) -> Bool {
        self[canonicalForm: name].contains { $0.lowercased() == word }
    }
}
