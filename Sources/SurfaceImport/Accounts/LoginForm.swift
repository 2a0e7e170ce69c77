import HTTPTypes
import Hummingbird
import SurfaceKit

/// The form with which somebody signs in, as browsers write forms: with or without parts.
enum LoginForm {
    /// Fields that are empty count as missing. Throws `SurfaceFailure` `bodyTooLarge` and `bodyIncomplete`, and
    /// `ImportFailure.unreadableForm`.
    static func read(_ request: Request) async throws -> GivenFields {
        let bytes = try await request.importBody()
        let pairs: [(String, String)]
        if let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/") {
            pairs = try parts(bytes, type)
        } else {
            pairs = FormPairs(String(decoding: bytes, as: UTF8.self)).all
        }
        return GivenFields(
            part: "body", values: .object(pairs.filter { !$0.1.isEmpty }.map { ($0.0, .text($0.1)) }))
    }

    private static func parts(_ bytes: [UInt8], _ type: String) throws -> [(String, String)] {
        guard let parser = MultipartParser(contentType: type) else { throw ImportFailure.unreadableForm }
        do throws(MultipartError) {
            let fields = try MultipartFields(bytes, parser: parser)
            return fields.names.compactMap { name in fields.first(name).map { (name, $0) } }
        } catch {
            throw ImportFailure.unreadableForm
        }
    }
}
