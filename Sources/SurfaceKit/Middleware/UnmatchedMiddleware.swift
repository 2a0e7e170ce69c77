import HTTPTypes
package import Hummingbird
import Logging

/// The area of a surface: the paths it answers for and how it words errors there.
package struct SurfaceArea: Sendable {
    /// First path segments, for example `kodi` for `/kodi` and everything below it.
    package let prefixes: [String]
    package let routes: [Route]
    package let envelope: any ErrorEnvelope

    package init(prefixes: [String], routes: [Route], envelope: any ErrorEnvelope) {
        self.prefixes = prefixes
        self.routes = routes
        self.envelope = envelope
    }

    func contains(_ path: String) -> Bool {
        let segments = path.split(separator: "/")
        return prefixes.contains { prefix in segments.starts(with: prefix.split(separator: "/")) }
    }
}

/// Answers requests that no route takes, 404 or 405 with `Allow`, in the words of the surface that owns the path.
package struct UnmatchedMiddleware: RouterMiddleware {
    private let areas: [SurfaceArea]
    private let standard: any ErrorEnvelope

    /// `standard` words the errors of paths that belong to nobody.
    package init(areas: [SurfaceArea], standard: any ErrorEnvelope) {
        self.areas = areas
        self.standard = standard
    }

    package func handle(
        _ request: Request, context: RootContext, next: (Request, RootContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let path = request.uri.path
            let isUnmatched = (error as? HTTPError)?.status == .notFound
            let failure = isUnmatched ? self.failure(of: request.method, at: path) : error
            let envelope = areas.first { $0.contains(path) }?.envelope ?? standard
            let response = envelope.response(to: failure, at: path, requestID: context.visit.requestID)
            if response.status.kind == .serverError {
                context.logger.error("request failed", metadata: ["error": "\(error)"])
            }
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    private func failure(of method: HTTPRequest.Method, at path: String) -> SurfaceFailure {
        let methods = areas.flatMap(\.routes).filter { $0.matches(path) }.map(\.method.rawValue)
        // A route that would take the request was not asked, because a literal path hides its captures.
        let isHidden = methods.contains(method == .head ? "GET" : method.rawValue)
        guard !methods.isEmpty, !isHidden else { return .noRoute }
        let allowed = Set(methods + (methods.contains("GET") ? ["HEAD"] : []))
        return .methodNotAllowed(allowed: allowed.sorted())
    }
}
