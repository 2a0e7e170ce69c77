import Hummingbird
import OpenAPI
import SurfaceKit

extension KodiSurface {
    /// This API, described for programs.
    func openAPI(_ request: Request, _ context: KodiContext) async throws -> Response {
        var response = Response.json(bytes: APIDescription.kodi)
        response.headers[.cacheControl] = "public, max-age=3600"
        return response
    }
}
