import Administration
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

/// Lets the web pages of the setting `security.cors_origins` use this surface from browsers (Fetch standard, CORS).
struct CurationCORS: RouterMiddleware {
    let settings: Settings

    func handle(
        _ request: Request, context: CurationContext, next: (Request, CurationContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        let origins = settings.values.list(.corsOrigins)
        guard !origins.isEmpty else { return response }
        response.headers[.vary] = "Origin"
        guard let origin = request.headers[.origin], origins.contains(origin) else { return response }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "X-Request-Id"
        return response
    }
}

extension CurationSurface {
    /// Answers what browsers ask before they let a page of a configured origin call. Everybody else hears that there is
    /// no such method.
    func mountPreflights(on group: RouterGroup<CurationContext>) {
        for (path, routes) in Dictionary(grouping: Self.endpoints.map(\.route), by: \.path) {
            let allowed = Set(routes.map(\.method.rawValue) + (routes.contains { $0.method == .get } ? ["HEAD"] : []))
            group.on(RouterPath(path), method: .options) { request, _ -> Response in
                guard request.headers[.accessControlRequestMethod] != nil, let origin = request.headers[.origin],
                    features.settings.values.list(.corsOrigins).contains(origin)
                else { throw SurfaceFailure.methodNotAllowed(allowed: allowed.sorted()) }
                return Response(
                    status: .noContent,
                    headers: [
                        .accessControlAllowMethods: allowed.sorted().joined(separator: ", "),
                        .accessControlAllowHeaders: "Authorization, Content-Type, X-Request-Id",
                        .accessControlMaxAge: String(CurationWireLimits.preflightSeconds),
                    ])
            }
        }
    }
}
