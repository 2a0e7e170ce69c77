import HTTPTypes
import Hummingbird
import SurfaceKit

extension KodiSurface {
    /// Tells that a server is there, with or without a key: clients try an address with it. A browser, which asks for
    /// a page, is sent to the website.
    func connectivity(_ request: Request, _ context: KodiContext) async throws -> Response {
        let wantsPage = request.headers[.accept]?.lowercased().contains("text/html") ?? false
        if wantsPage { return Response(status: .seeOther, headers: [.location: "/home", .vary: "Accept"]) }
        return try .json(ConnectivityResponse(), headers: [.vary: "Accept"])
    }
}

struct ConnectivityResponse: Encodable {
    var success = true
    var service = "kinothek"
    var message = "Kinothek is running"
}
