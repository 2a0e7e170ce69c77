import Foundation
package import HTTPTypes
package import Hummingbird
import NIOCore

extension Response {
    /// A JSON answer with its keys in alphabetical order, so that equal answers are equal bytes.
    package static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = ByteBuffer(bytes: try encoder.encode(value))
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.contentLength] = String(bytes.readableBytes)
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    package static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        let bytes = ByteBuffer(string: text)
        let headers: HTTPFields = [.contentType: type, .contentLength: String(bytes.readableBytes)]
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }
}
