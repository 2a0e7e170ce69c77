import Accounts
import Domain
import HTTPTypes
package import Hummingbird
import Imports
import SurfaceKit

/// An error that this surface documents.
enum ImportFailure: Error, Equatable {
    /// Nothing came that could say who calls.
    case notAuthenticated
    /// What came is no credential of anybody, or not any more.
    case badCredentials
    case wrongPassword
    /// A form in parts that is none.
    case unreadableForm
    case badFile(String)
    case fileTooLarge(bytesMax: Int)
    /// Who asked is gone, so that nobody hears this.
    case hungUp
}

/// The one envelope of this surface: `{"detail": …}`.
package struct ImportErrors: ErrorEnvelope {
    package init() {}

    /// What an error looks like outside.
    private struct Shape {
        var status: HTTPResponse.Status
        var detail: JSONTree
        var headers: HTTPFields = [:]

        init(_ status: HTTPResponse.Status, _ text: String, _ headers: HTTPFields = [:]) {
            self.init(status, .text(text), headers)
        }

        init(_ status: HTTPResponse.Status, _ detail: JSONTree, _ headers: HTTPFields = [:]) {
            self.status = status
            self.detail = detail
            self.headers = headers
        }
    }

    package func response(to error: any Error, at path: String, requestID: String) -> Response {
        var shape = shape(of: error)
        // The answer to an upload may come before its end, and what is left of it must not be taken for a request.
        if path.hasSuffix("/upload") { shape.headers[.connection] = "close" }
        return .json(
            bytes: JSONTree.object([("detail", shape.detail)]).canonicalBytes, status: shape.status,
            headers: shape.headers)
    }

    private func shape(of error: any Error) -> Shape {
        switch error {
        case let failure as ImportFailure: shape(of: failure)
        case let invalid as InvalidRequest: Shape(.unprocessableContent, .list(invalid.problems.map(\.tree)))
        case let failure as SurfaceFailure: shape(of: failure)
        case let error as ImportError: shape(of: error)
        case let error as RankingError: shape(of: error)
        case FilmError.unknownToProvider: Shape(.notFound, "Movie not found on TMDB")
        case let failure as MetadataFailure: shape(of: failure)
        case RegistrationError.closed: Shape(.forbidden, "Registration is disabled")
        case AccountError.emailTaken: Shape(.conflict, "Email already registered")
        case AccountError.tooManyAttempts(let seconds):
            Shape(
                .tooManyRequests, "Too many attempts. Please try again later.",
                [.retryAfter: String(max(1, seconds))])
        case let error as HTTPError: Shape(error.status, error.body ?? error.status.reasonPhrase)
        default: Shape(.internalServerError, "Internal Server Error")
        }
    }

    private func shape(of failure: ImportFailure) -> Shape {
        switch failure {
        case .notAuthenticated: Shape(.unauthorized, "Not authenticated", Self.challenge)
        case .badCredentials: Shape(.unauthorized, "Could not validate credentials", Self.challenge)
        case .wrongPassword: Shape(.unauthorized, "Invalid email or password", Self.challenge)
        case .unreadableForm: Shape(.badRequest, "There was an error parsing the body")
        case .badFile(let words): Shape(.badRequest, words)
        case .fileTooLarge(let bytesMax):
            Shape(.contentTooLarge, "File too large (limit \(Self.words(bytesMax)))")
        case .hungUp: Shape(.badRequest, "The client closed the connection")
        }
    }

    private func shape(of error: RankingError) -> Shape {
        switch error {
        case .unknownFilm: Shape(.notFound, "Movie not found")
        case .unknownRating: Shape(.notFound, "Ranking not found")
        case .ofSomebodyElse: Shape(.forbidden, "Not authorized to delete this ranking")
        }
    }

    private func shape(of failure: MetadataFailure) -> Shape {
        switch failure.kind {
        case .tooFast: Shape(.serviceUnavailable, "TMDB rate limit exceeded. Please try again later.")
        case .unreachable: Shape(.internalServerError, "TMDB service unavailable. Please try again later.")
        case .other: Shape(.internalServerError, "Failed to search TMDB. Please try again.")
        }
    }

    private func shape(of error: ImportError) -> Shape {
        switch error {
        case .unknownSession: Shape(.notFound, "Import session not found or expired")
        case .indexOutOfRange: Shape(.notFound, "Movie index out of range")
        case .alreadyProcessed: Shape(.badRequest, "Movie has already been processed")
        case .withoutMatch: Shape(.badRequest, "Cannot add movie without TMDB match")
        case .notProcessed: Shape(.badRequest, "Movie has not been processed yet")
        case .alreadyUndone: Shape(.badRequest, "Import has already been undone")
        }
    }

    private func shape(of failure: SurfaceFailure) -> Shape {
        switch failure {
        case .unauthorized, .signInNeeded: shape(of: ImportFailure.notAuthenticated)
        case .disabled: shape(of: ImportFailure.badCredentials)
        case .forbidden: Shape(.forbidden, "Forbidden")
        case .forgedForm: Shape(.forbidden, "The request comes from another website")
        case .rateLimited(let decision): Shape(.tooManyRequests, "Too many requests", decision.headers)
        case .bodyTooLarge: Shape(.contentTooLarge, "Request body too large")
        case .bodyIncomplete: Shape(.badRequest, "There was an error parsing the body")
        case .badIdempotencyKey: Shape(.badRequest, "Idempotency-Key must be 1 to 255 visible ASCII characters")
        case .noRoute: Shape(.notFound, "Not Found")
        case .methodNotAllowed(let allowed):
            Shape(.methodNotAllowed, "Method Not Allowed", [.allow: allowed.joined(separator: ", ")])
        case .unavailable: Shape(.serviceUnavailable, "Service unavailable. Please try again later.")
        }
    }

    private static let challenge: HTTPFields = [.wwwAuthenticate: "Bearer"]

    /// A size in words: whole mebibytes, or bytes.
    private static func words(_ bytes: Int) -> String {
        bytes % (1 << 20) == 0 && bytes > 0 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
    }
}
