import Hummingbird
import SurfaceKit

extension WebSurface {
    /// The style sheets; they change with the program only.
    func asset(_ request: Request, _ context: WebContext) async throws -> Response {
        let assets: [String: [UInt8]] = [
            "tokens.css": PackageResources.tokens_css, "parts.css": PackageResources.parts_css,
        ]
        guard let bytes = assets[context.parameters.get("name") ?? ""] else { throw SurfaceFailure.noRoute }
        var response = Response.text(String(decoding: bytes, as: UTF8.self), type: "text/css; charset=utf-8")
        response.headers[.cacheControl] = "public, max-age=3600"
        return response
    }
}
