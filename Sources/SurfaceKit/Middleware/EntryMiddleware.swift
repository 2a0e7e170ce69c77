import HTTPTypes
package import Hummingbird

/// The first step of every request: finds out who is calling, and completes what every answer carries.
package struct EntryMiddleware: RouterMiddleware {
    private let proxies: TrustedProxies

    package init(proxies: TrustedProxies) {
        self.proxies = proxies
    }

    package func handle(
        _ request: Request, context: RootContext, next: (Request, RootContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.caller = proxies.caller(
            peer: context.peer, authority: request.head.authority, headers: request.headers)
        var response = try await next(request, context)
        response.headers[.requestID] = context.id
        response.headers[.contentTypeOptions] = "nosniff"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

extension HTTPField.Name {
    static let requestID = Self("X-Request-Id")!
    static let contentTypeOptions = Self("X-Content-Type-Options")!
}
