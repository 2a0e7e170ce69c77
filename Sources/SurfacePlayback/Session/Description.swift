import Hummingbird
import OpenAPI
import SurfaceKit

extension PlaybackSurface {
    /// The description of this API.
    func openAPI(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        .json(bytes: APIDescription.playback)
    }
}
