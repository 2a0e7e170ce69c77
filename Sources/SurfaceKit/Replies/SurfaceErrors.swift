import Basics
package import Hummingbird
import Logging

/// How a surface words an error.
package protocol ErrorEnvelope: Sendable {
    /// The answer to `error` at `path`, the path of the route or, where there is none, of the request. `requestID` is
    /// the request's number, which is in the answer's headers, too.
    func response(to error: any Error, at path: String, requestID: String) -> Response
}

/// Turns every error of a surface's routes into that surface's envelope; what nobody foresaw is logged.
///
/// Trouble that passes, such as a full database, is `SurfaceFailure.unavailable` on every surface.
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
                to: Self.worded(error), at: context.endpointPath ?? request.uri.path,
                requestID: context.visit.requestID)
            if response.status.kind == .serverError {
                let route = context.endpointPath ?? "none"
                context.logger.error("request failed", metadata: ["route": "\(route)", "error": "\(error)"])
            }
            return response
        }
    }

    private static func worded(_ error: any Error) -> any Error {
        guard let trouble = error as? any PassingTrouble, trouble.passes else { return error }
        return SurfaceFailure.unavailable(reason: "\(error)")
    }
}
