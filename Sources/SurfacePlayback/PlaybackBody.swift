import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SurfaceKit

/// The body of a request that changes something: a form, a form in parts, or a flat JSON object.
struct PlaybackBody {
    private enum Form {
        case pairs
        case parts(contentType: String)
        case json
    }

    private let isEmpty: Bool
    private let form: Form?

    init(_ request: Request) {
        let length = request.headers[.contentLength].flatMap { Int($0) }
        isEmpty = length == 0 || (length == nil && request.headers[.transferEncoding] == nil)
        let contentType = request.headers[.contentType] ?? ""
        form =
            switch contentType.prefix(while: { $0 != ";" }).lowercased().trimmingCharacters(in: .whitespaces) {
            case "application/x-www-form-urlencoded": .pairs
            case "multipart/form-data": .parts(contentType: contentType)
            case "application/json": .json
            default: nil
            }
    }

    /// Throws `PlaybackError.unsupportedBody` for a body that is there and of another type.
    func checkType() throws(PlaybackError) {
        guard isEmpty || form != nil else { throw .unsupportedBody }
    }

    /// The same where only a form in parts can carry what is wanted.
    func checkIsParts() throws(PlaybackError) {
        if isEmpty { return }
        guard case .parts? = form else { throw .partsWanted }
    }

    /// Names and values. Throws `SurfaceFailure` `bodyTooLarge` and `bodyIncomplete`, and `PlaybackError.invalid`.
    func fields(_ request: inout Request) async throws -> [(String, String)] {
        let bytes = try await request.bodyBytes(max: PlaybackLimits.bodyBytesMax)
        guard bytes.readableBytes > 0 else { return [] }
        switch form {
        case .pairs: return FormPairs(String(buffer: bytes)).all
        case .json: return try Self.members(JSONBody(bytes: Array(bytes.readableBytesView)))
        case .parts(let contentType):
            guard let parser = MultipartParser(contentType: contentType),
                let fields = try? MultipartFields(Array(bytes.readableBytesView), parser: parser)
            else { throw PlaybackError.invalid("The form cannot be read.") }
            return fields.names.compactMap { name in fields.first(name).map { (name, $0) } }
        case nil: throw PlaybackError.unsupportedBody
        }
    }

    private static func members(_ body: JSONBody) throws -> [(String, String)] {
        guard case .object(let members)? = body.object else {
            throw PlaybackError.invalid("The body is no JSON object.")
        }
        return members.reversed().compactMap { name, value in
            switch value {
            case .text(let text): (name, text)
            case .number(let number): (name, number)
            case .bool(let flag): (name, flag ? "1" : "0")
            case .null, .list, .object: nil
            }
        }
    }
}
