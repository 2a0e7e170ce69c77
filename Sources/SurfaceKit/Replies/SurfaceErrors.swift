package import Hummingbird
import Logging

/// How a surface words an error.
package protocol ErrorEnvelope: Sendable {
    /// The answer to `error` at `path`, the path of the route or, where there is none, of the request. `requestID` is
    /// the request's number, which is in the answer's headers, too.
    func response(to error: any Error, at path: String, requestID: String) -> Response
}

/// Turns every error of a surface's routes into that surface's envelope; what nobody foresaw is logged.
package struct SurfaceErrors<Context: SurfaceContext>: RouterMiddleware {
    private let envelope: any ErrorEnvelope

    package init(_ envelope: any ErrorEnvelope) {
        self.envelope = envelope
    }

    package func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let response = envelope.response(
                to: error, at: context.endpointPath ?? request.uri.path, requestID: context.visit.requestID)
            if response.status.kind == .serverError {
                let route = context.endpointPath ?? "none"
                context.logger.error("request failed", metadata: ["route": "\(route)", "error": "\(error)"])
            }
            return response
        }
    }
}
