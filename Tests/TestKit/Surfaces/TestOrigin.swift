import HTTPTypes
import Hummingbird
import SurfaceKit

/// Gives a request in process what otherwise its connection would: the peer's address and the `Host` header.
struct TestOrigin: RouterMiddleware {
    static let peer = "Test-Peer"
    static let host = "Test-Host"

    func handle(
        _ request: Request, context: RootContext, next: (Request, RootContext) async throws -> Response
    ) async throws -> Response {
        var (head, context) = (request.head, context)
        context.peer = take(Self.peer, from: &head)
        head.authority = take(Self.host, from: &head)
        return try await next(Request(head: head, body: request.body), context)
    }

    private func take(_ name: String, from head: inout HTTPRequest) -> String? {
        guard let name = HTTPField.Name(name) else { return nil }
        let value = head.headerFields[name]
        head.headerFields[name] = nil
        return value
    }
}
