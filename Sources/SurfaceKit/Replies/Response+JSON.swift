import Foundation
package import HTTPTypes
package import Hummingbird
import NIOCore

/// JSON with its keys in alphabetical order, so that equal answers are equal bytes.
package enum JSONBytes {
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}

extension Response {
    package static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        json(bytes: try JSONBytes.encode(value), status: status, headers: headers)
    }

    /// An answer that is JSON already.
    package static func json(
        bytes: [UInt8], status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        .bytes(bytes, type: "application/json; charset=utf-8", status: status, headers: headers)
    }

    package static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        .bytes(Array(text.utf8), type: type, status: status)
    }

    package static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        headers[.contentLength] = String(bytes.count)
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
