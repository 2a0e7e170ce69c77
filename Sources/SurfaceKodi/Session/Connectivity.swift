import Hummingbird
import SurfaceKit

extension KodiSurface {
    /// Tells that a server is there, with or without a key: clients try an address with it.
    func connectivity(_ request: Request, _ context: KodiContext) async throws -> Response {
        try .json(ConnectivityResponse())
    }
}

struct ConnectivityResponse: Encodable {
    var success = true
    var service = "kinothek"
    var message = "Kinothek is running"
}
