import HTTPTypes
package import Hummingbird
import NIOCore

/// One complete answer of a server that a test started.
package struct Reply: Sendable {
    package let status: Int
    package var headers: [(String, String)] = [("content-type", "application/json")]
    package let body: [UInt8]

    package init(_ status: Int, _ body: String, _ headers: [(String, String)] = []) {
        self.init(status, Array(body.utf8), headers)
    }

    /// A header given here replaces the usual one of that name.
    package init(_ status: Int, _ body: [UInt8], _ headers: [(String, String)] = []) {
        self.status = status
        self.headers += headers
        self.body = body
    }
}

extension Response {
    package init(_ reply: Reply) {
        var headers = HTTPFields()
        for (name, value) in reply.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let status = HTTPResponse.Status(code: reply.status)
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}
