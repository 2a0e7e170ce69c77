import HTTPTypes
import Hummingbird
import NIOCore
import SurfaceKit

extension WebSurface {
    /// Style sheets and scripts; they change with the program only.
    func asset(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let asset = Self.assets[context.parameters.get("name") ?? ""] else { throw SurfaceFailure.noRoute }
        var response = Response.text(String(decoding: asset.bytes, as: UTF8.self), type: asset.type)
        response.headers[.cacheControl] = "public, max-age=\(WebLimits.assetSecondsKept)"
        return response
    }

    private static let assets: [String: (bytes: [UInt8], type: String)] = [
        "tokens.css": (PackageResources.tokens_css, "text/css; charset=utf-8"),
        "parts.css": (PackageResources.parts_css, "text/css; charset=utf-8"),
        "rooms.css": (PackageResources.rooms_css, "text/css; charset=utf-8"),
        "films.css": (PackageResources.films_css, "text/css; charset=utf-8"),
        "picks.css": (PackageResources.picks_css, "text/css; charset=utf-8"),
        "import.css": (PackageResources.import_css, "text/css; charset=utf-8"),
        "curation.css": (PackageResources.curation_css, "text/css; charset=utf-8"),
        "theatre.css": (PackageResources.theatre_css, "text/css; charset=utf-8"),
        "player.css": (PackageResources.player_css, "text/css; charset=utf-8"),
        "rooms.js": (PackageResources.rooms_js, "text/javascript; charset=utf-8"),
        "import.js": (PackageResources.import_js, "text/javascript; charset=utf-8"),
        "curation.js": (PackageResources.curation_js, "text/javascript; charset=utf-8"),
        "progress.js": (PackageResources.progress_js, "text/javascript; charset=utf-8"),
        "player.js": (PackageResources.player_js, "text/javascript; charset=utf-8"),
        "pieces.js": (PackageResources.pieces_js, "text/javascript; charset=utf-8"),
        "captions.js": (PackageResources.captions_js, "text/javascript; charset=utf-8"),
    ]
}
