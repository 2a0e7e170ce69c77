import HTTPTypes
import Hummingbird
import OpenAPI
import SurfaceKit

extension DiscoverySurface {
    static let descriptionEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/openapi/discovery.json", .open, DiscoverySurface.openAPI)
    ]

    /// The description of this API.
    func openAPI(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        .json(bytes: APIDescription.discovery)
    }
}
