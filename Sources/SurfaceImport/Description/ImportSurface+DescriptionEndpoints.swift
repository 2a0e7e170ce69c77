import HTTPTypes
import Hummingbird
import OpenAPI
import SurfaceKit

extension ImportSurface {
    static let descriptionEndpoints: [Endpoint<ImportSurface, ImportContext>] = [
        Endpoint(.get, "/openapi/import.json", .open, ImportSurface.openAPI)
    ]

    /// The description of this API.
    func openAPI(_ request: Request, _ context: ImportContext) async throws -> Response {
        .json(bytes: APIDescription.imports)
    }
}
