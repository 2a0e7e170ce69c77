import HTTPTypes
package import Hummingbird
import SurfaceKit

/// Errors as pages: what happened and what to do.
package struct WebErrors: ErrorEnvelope {
    package init() {}

    package func response(to error: any Error, at path: String, requestID: String) -> Response {
        switch error as? SurfaceFailure {
        case .noRoute:
            return page(.notFound, "There is no such page", "Check the address, or go back to where you came from.")
        case .methodNotAllowed(let allowed):
            var response = page(.methodNotAllowed, "That does not work here", "Open the page anew and try again.")
            response.headers[.allow] = allowed.joined(separator: ", ")
            return response
        case .bodyTooLarge:
            return page(.contentTooLarge, "That is too much text", "Shorten what you entered and try again.")
        case .bodyIncomplete, .badIdempotencyKey:
            return page(.badRequest, "The form did not arrive whole", "Send it again.")
        case .rateLimited(let decision):
            var response = page(.tooManyRequests, "Too many attempts", "Wait a minute and try again.")
            for field in decision.headers { response.headers[field.name] = field.value }
            return response
        case .signInNeeded(let next):
            return .seeOther("/signin" + (next.isEmpty ? "" : "?next=" + LocalPath.encoded(next)))
        case .forgedForm:
            return page(
                .forbidden, "That form was too old", "Nothing was changed. Go back, load the page anew and try again.")
        case .unauthorized, .disabled, .forbidden:
            return page(.forbidden, "This page is not open to you", "Sign in with an account that may see it.")
        case .unavailable:
            return page(.serviceUnavailable, "The server cannot answer at the moment", "Try again in a minute.")
        case nil:
            return page(
                .internalServerError, "Something went wrong here",
                "Try again in a minute. The server's log says more under this request's number.")
        }
    }

    private func page(_ status: HTTPResponse.Status, _ title: String, _ message: String) -> Response {
        Pages().notice(title: title, message: message, status: status)
    }
}
