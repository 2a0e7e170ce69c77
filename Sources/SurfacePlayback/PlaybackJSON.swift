import Foundation
import HTTPTypes
import Hummingbird
import SurfaceKit

extension Response {
    /// JSON with names in snake case, in alphabetical order.
    static func playback(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return .json(bytes: Array(try encoder.encode(value)), status: status, headers: headers)
    }
}

/// The answer to what has nothing more to say.
struct DoneResponse: Encodable {
    let status = "success"
    let message: String
}
