import Accounts
import Domain
import HTTPTypes
package import Hummingbird
import Search
import Streaming
import SurfaceKit

/// An error that this surface documents; `message` is shown to the person in front of Kodi.
enum KodiError: Error, Equatable {
    case badRequest(String)
    /// No body, or one that is no JSON object.
    case jsonRequired
    case accountDisabled
    case referenceNotFound
    case searchUnavailable
    /// The account has no such key.
    case keyNotFound
    /// The server has no such film of its own.
    case filmNotFound
    /// The profile as which the device plays may not see the film.
    case aboveLimit(of: String)
    /// Each profile of the account needs a PIN, which cannot be entered on a Kodi.
    case allProfilesLocked
}

/// The one envelope of this surface: `{"success": false, "error": …, "error_code": …}`.
package struct KodiErrors: ErrorEnvelope {
    package init() {}

    /// Answers of these carry `"results": []` in errors too, because clients read the list without looking.
    private static let listPaths: Set<String> = ["/kodi/search/movies", "/v1/library/search"]

    private struct Body: Encodable {
        var success = false
        let error: String
        let errorCode: String?
        let results: [String]?

        enum CodingKeys: String, CodingKey {
            case success, error, results
            case errorCode = "error_code"
        }
    }

    /// What an error looks like outside.
    private struct Shape {
        var status: HTTPResponse.Status
        var message: String
        var code: String?
        var headers: HTTPFields = [:]
    }

    package func response(to error: any Error, at path: String, requestID: String) -> Response {
        let shape = shape(of: error, at: path)
        let body = Body(
            error: shape.message, errorCode: shape.code, results: Self.listPaths.contains(path) ? [] : nil)
        let response = try? Response.json(body, status: shape.status, headers: shape.headers)
        return response ?? Response(status: .internalServerError)
    }

    private func shape(of error: any Error, at path: String) -> Shape {
        switch error {
        case let error as KodiError: shape(of: error)
        case let error as SurfaceFailure: shape(of: error)
        case SearchError.unknownReference: shape(of: .referenceNotFound)
        case is SearchError: shape(of: .searchUnavailable)
        case let error as LibraryError: shape(of: error)
        case OnceError.keyReused:
            Shape(
                status: .unprocessableContent, message: "Idempotency key was used for another request",
                code: "IDEMPOTENCY_KEY_REUSED")
        case AccountError.tooManyAttempts(let seconds):
            Shape(
                status: .tooManyRequests, message: "Too many wrong codes, try again later", code: "RATE_LIMITED",
                headers: [.retryAfter: String(seconds)])
        case AccountError.labelTooLong(let maximum):
            Shape(status: .badRequest, message: "A label can have at most \(maximum) characters")
        case let error as PlaybackRefusal: shape(of: error)
        case let error as HTTPError:
            Shape(status: error.status, message: error.body ?? error.status.reasonPhrase)
        default:
            Shape(
                status: .internalServerError,
                message: Self.listPaths.contains(path) ? "Internal search error" : "Internal server error")
        }
    }

    private func shape(of error: KodiError) -> Shape {
        switch error {
        case .badRequest(let message): Shape(status: .badRequest, message: message)
        case .jsonRequired: Shape(status: .badRequest, message: "JSON data required")
        case .accountDisabled: Shape(status: .forbidden, message: "Account is disabled")
        case .referenceNotFound: Shape(status: .notFound, message: "Reference movie not found")
        case .searchUnavailable: Shape(status: .serviceUnavailable, message: "Search service not available")
        case .keyNotFound: Shape(status: .notFound, message: "API key not found")
        case .filmNotFound:
            Shape(status: .notFound, message: "The server has no such film any more", code: "FILM_NOT_FOUND")
        case .aboveLimit(let name):
            Shape(
                status: .forbidden, message: "This Kodi plays as \(name), who may not see this film",
                code: "PIN_REQUIRED")
        case .allProfilesLocked:
            Shape(
                status: .forbidden,
                message: "Every profile of this account has a PIN; make one without on the website for this Kodi",
                code: "PIN_REQUIRED")
        }
    }

    /// No text of these may speak of a rate limit or a timeout: a client that reads such words in a chunk's answer
    /// leaves the chunk out and goes on.
    private func shape(of error: LibraryError) -> Shape {
        switch error {
        case .tooManyFilms(let maximum):
            Shape(
                status: .badRequest, message: "A library can hold at most \(maximum) movies",
                code: "LIBRARY_LIMIT_EXCEEDED")
        case .tooManyEntries(let maximum):
            Shape(
                status: .badRequest, message: "A request can have at most \(maximum) entries", code: "BATCH_TOO_LARGE")
        case .chunkTooLarge(let maximum):
            Shape(status: .badRequest, message: "A chunk can have at most \(maximum) items", code: "CHUNK_TOO_LARGE")
        case .tooManyChunks(let maximum):
            Shape(
                status: .badRequest, message: "An upload can have at most \(maximum) chunks",
                code: "LIBRARY_LIMIT_EXCEEDED")
        case .unknownUpload:
            Shape(status: .notFound, message: "Upload session not found")
        case .uploadNotActive:
            Shape(status: .badRequest, message: "Upload session is not active", code: "BATCH_NOT_ACTIVE")
        case .incompleteUpload:
            Shape(
                status: .badRequest, message: "No chunk of this upload has arrived, so nothing was replaced",
                code: "INCOMPLETE_UPLOAD")
        }
    }

    private func shape(of refusal: PlaybackRefusal) -> Shape {
        switch refusal {
        case .limitReached(let limit, _):
            Shape(
                status: .conflict, message: KodiTheatre.tooMany(limit), code: "PLAYBACK_LIMIT")
        case .fileMissing:
            Shape(status: .conflict, message: "The file is missing at the moment", code: "FILE_UNAVAILABLE")
        }
    }

    private func shape(of failure: SurfaceFailure) -> Shape {
        switch failure {
        case .unauthorized:
            Shape(
                status: .unauthorized, message: "Invalid or missing API key",
                headers: [.wwwAuthenticate: "ApiKey"])
        case .signInNeeded:
            Shape(status: .unauthorized, message: "Sign-in required", headers: [.wwwAuthenticate: "Cookie"])
        case .disabled: shape(of: .accountDisabled)
        case .forbidden: Shape(status: .forbidden, message: "Not allowed")
        case .forgedForm: Shape(status: .forbidden, message: "The CSRF token or the origin is wrong")
        case .rateLimited(let decision):
            Shape(
                status: .tooManyRequests, message: "Rate limit exceeded", code: "RATE_LIMITED",
                headers: decision.headers)
        case .bodyTooLarge: Shape(status: .contentTooLarge, message: "Request body is too large")
        case .bodyIncomplete: Shape(status: .badRequest, message: "Request body is incomplete")
        case .badIdempotencyKey:
            Shape(status: .badRequest, message: "Idempotency-Key must be 1 to 255 visible ASCII characters")
        case .noRoute: Shape(status: .notFound, message: "Not found")
        case .methodNotAllowed(let allowed):
            Shape(
                status: .methodNotAllowed, message: "Method not allowed",
                headers: [.allow: allowed.joined(separator: ", ")])
        case .unavailable: Shape(status: .serviceUnavailable, message: "Service temporarily unavailable")
        }
    }
}
