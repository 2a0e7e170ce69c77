import HTTPTypes
import Hummingbird
import OpenAPI
import SurfaceKit

extension CurationSurface {
    static let descriptionEndpoints: [Endpoint<CurationSurface, CurationContext>] = [
        Endpoint(.get, "/openapi/curation.json", .open, CurationSurface.openAPI)
    ]

    /// The description of this API.
    func openAPI(_ request: Request, _ context: CurationContext) async throws -> Response {
        .json(bytes: APIDescription.curation)
    }
}
