import Domain
import HTTPTypes
import Hummingbird
import Imports
import NIOCore
import SurfaceKit

extension WebSurface {
    /// A history as a file, sent while it is written.
    func exportHistory(_ request: Request, _ context: WebContext) async throws -> Response {
        try await atImportDoor(context) { door in
            let name = context.parameters.get("name")
            guard let form = ExportForm.allCases.first(where: { $0.addressName == name }) else {
                throw SurfaceFailure.noRoute
            }
            let opened = Set([door.reader.guest?.profile.id].compactMap(\.self))
            let pieces = try await door.imports.exports.file(form, of: door.reader.user, opened: opened)
            return Response(
                status: .ok,
                headers: [
                    .contentType: form.contentType, .cacheControl: "private, no-store",
                    .contentDisposition: "attachment; filename=\"\(form.fileName)\"",
                ], body: ResponseBody(asyncSequence: pieces.map { ByteBuffer(bytes: $0) }))
        }
    }
}
