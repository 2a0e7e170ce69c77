import Hummingbird
import SurfaceKit

extension Request {
    /// The object in the body; an empty body counts as an empty object. Throws `DiscoveryError.badRequest`.
    func discoveryBody() async throws -> JSONTree {
        let bytes = Array(buffer: try await bodyBytes(max: SurfaceKitLimits.bodyBytesMax))
        let body = JSONBody(bytes: bytes.isEmpty ? Array("{}".utf8) : bytes)
        guard let object = body.object else { throw DiscoveryError.badRequest("The body must be a JSON object") }
        return object
    }

    /// A whole number of at least 1; anything else is as if it were not there.
    func count(_ name: String, standard: Int, max most: Int) -> Int {
        guard let number = parameter(name).flatMap({ Int($0) }), number >= 1 else { return standard }
        return min(number, most)
    }
}

/// Which page of a list is asked for.
struct DiscoveryPage {
    /// From 1.
    let number: Int
    let size: Int

    init(_ request: Request) {
        number = request.count("page", standard: 1, max: Int(Int32.max))
        size = request.count(
            "pageSize", standard: DiscoveryLimits.pageSizeStandard, max: DiscoveryLimits.pageSizeMax)
    }

    var offset: Int { (number - 1) * size }
}
