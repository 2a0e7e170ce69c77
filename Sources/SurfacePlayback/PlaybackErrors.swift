import Accounts
import Activity
import Domain
import HTTPTypes
package import Hummingbird
import Streaming
import SurfaceKit

/// An error that this surface documents.
enum PlaybackError: Error, Equatable {
    case invalid(String)
    case unauthenticated
    case invalidCredentials
    case accountExpired
    case invalidPIN(attemptsRemaining: Int)
    case forgedRequest
    case forbidden
    case pinRequired
    case notFound(String)
    case unsupportedBody
    /// The same where a file has to come.
    case partsWanted
    case fileUnavailable
    case rateLimited(retryAfterSeconds: Int)
    case versionNotNewer(current: Int)
    /// A signed address that is wrong, or was once right.
    case addressInvalid(isSignedIn: Bool)
}

/// The one envelope of this surface: `{"status": "error", "message": …, "code": …}`.
package struct PlaybackErrors: ErrorEnvelope {
    package init() {}

    private struct Body: Encodable {
        let status = "error"
        let message: String
        let code: String
        var attemptsRemaining: Int?
        var limit: Int?
        var activePlaybacks: Int?
        var retryAfter: Int?
    }

    /// What an error looks like outside.
    private struct Shape {
        var status: HTTPResponse.Status
        var body: Body
        var headers: HTTPFields = [:]

        init(_ status: HTTPResponse.Status, _ code: String, _ message: String, headers: HTTPFields = [:]) {
            self.status = status
            self.headers = headers
            body = Body(message: message, code: code)
        }
    }

    package func response(to error: any Error, at path: String, requestID: String) -> Response {
        let shape = shape(of: error)
        var headers = shape.headers
        for field in PlaybackHeaders.fields { headers[field.name] = field.value }
        let response = try? Response.playback(shape.body, status: shape.status, headers: headers)
        return response ?? Response(status: .internalServerError)
    }

    private func shape(of error: any Error) -> Shape {
        switch error {
        case let error as PlaybackError: shape(of: error)
        case let error as SurfaceFailure: shape(of: error)
        case let error as ProfileError: shape(of: error)
        case AccountError.tooManyAttempts(let seconds): shape(of: PlaybackError.rateLimited(retryAfterSeconds: seconds))
        case let error as MediaError: shape(of: error)
        case let error as PlaybackRefusal: shape(of: error)
        case let error as AppReleaseError: shape(of: error)
        default: Shape(.internalServerError, "server_error", "Something went wrong on the server.")
        }
    }

    private func shape(of error: PlaybackError) -> Shape {
        switch error {
        case .invalid(let message): return Shape(.badRequest, "invalid_request", message)
        case .unauthenticated: return Shape(.unauthorized, "unauthenticated", "Please sign in.")
        case .invalidCredentials:
            return Shape(.unauthorized, "invalid_credentials", "The user name or password is wrong.")
        case .accountExpired: return Shape(.unauthorized, "account_expired", "This account has expired.")
        case .invalidPIN(let remaining):
            var shape = Shape(.unauthorized, "invalid_pin", "The PIN is wrong.")
            shape.body.attemptsRemaining = remaining
            return shape
        case .forgedRequest:
            return Shape(.forbidden, "csrf_failed", "The request carries no valid token of this session.")
        case .forbidden: return Shape(.forbidden, "forbidden", "Only administrators may do that.")
        case .pinRequired: return Shape(.forbidden, "pin_required", "The PIN of this profile is needed.")
        case .notFound(let message): return Shape(.notFound, "not_found", message)
        case .unsupportedBody:
            return Shape(
                .unsupportedMediaType, "unsupported_media_type", "Send a form (application/x-www-form-urlencoded).")
        case .partsWanted:
            return Shape(
                .unsupportedMediaType, "unsupported_media_type", "Send a form with a file (multipart/form-data).")
        case .fileUnavailable:
            return Shape(.gone, "file_unavailable", "This media is currently unavailable.")
        case .rateLimited(let seconds):
            let seconds = max(1, seconds)
            var shape = Shape(
                .tooManyRequests, "rate_limited", "Too many requests. Try again in \(seconds) seconds.",
                headers: [.retryAfter: String(seconds)])
            shape.body.retryAfter = seconds
            return shape
        case .versionNotNewer(let current):
            return Shape(
                .conflict, "version_not_newer", "The channel already has version code \(current) or a newer one.")
        case .addressInvalid(let isSignedIn):
            return Shape(
                isSignedIn ? .forbidden : .unauthorized, isSignedIn ? "forbidden" : "unauthenticated",
                "This address is not valid, or not any more. Start playback again.")
        }
    }

    private func shape(of error: ProfileError) -> Shape {
        switch error {
        case .nameInvalid: shape(of: PlaybackError.invalid("A profile needs a name of at most 50 characters."))
        case .pinInvalid: shape(of: PlaybackError.invalid("A PIN has 4 to 10 characters."))
        case .limitWithoutPIN: shape(of: PlaybackError.invalid("A profile with a content limit needs a PIN."))
        case .unknownLimit:
            shape(of: PlaybackError.invalid("max_content_rating must be U, PG, 12, 12A, 15, 18 or R18."))
        case .ratingLimitInvalid: shape(of: PlaybackError.invalid("max_rating must be a number from 0 to 10."))
        case .tooMany(let maximum): shape(of: PlaybackError.invalid("An account can have at most \(maximum) profiles."))
        case .unknown: shape(of: PlaybackError.notFound("There is no such profile."))
        case .last: shape(of: PlaybackError.invalid("The last profile cannot be removed."))
        case .withoutPIN: shape(of: PlaybackError.invalid("This profile has no PIN."))
        case .pinRequired: shape(of: PlaybackError.pinRequired)
        case .wrongPIN(let remaining): shape(of: PlaybackError.invalidPIN(attemptsRemaining: remaining))
        case .tooManyAttempts(let seconds): shape(of: PlaybackError.rateLimited(retryAfterSeconds: seconds))
        }
    }

    private func shape(of refusal: PlaybackRefusal) -> Shape {
        switch refusal {
        case .limitReached(let limit, let active):
            var shape = Shape(
                .tooManyRequests, "playback_limit_exceeded",
                "This account already plays on \(active) devices; \(limit) are allowed.")
            (shape.body.limit, shape.body.activePlaybacks) = (limit, active)
            return shape
        case .fileMissing: return shape(of: PlaybackError.fileUnavailable)
        }
    }

    private func shape(of error: MediaError) -> Shape {
        switch error {
        case .unknownLibrary: shape(of: PlaybackError.notFound("There is no such library."))
        case .nameTaken(let name): shape(of: PlaybackError.invalid("There is a library \(name) already."))
        case .nameInvalid: shape(of: PlaybackError.invalid("A library needs a name."))
        case .folderTaken: shape(of: PlaybackError.invalid("A library has this folder already."))
        case .rootUnavailable: shape(of: PlaybackError.invalid("The folder cannot be read at the moment."))
        }
    }

    private func shape(of error: AppReleaseError) -> Shape {
        switch error {
        case .notNewer(let current): shape(of: PlaybackError.versionNotNewer(current: current))
        case .notAnAPK: shape(of: PlaybackError.invalid("apk is not an Android package."))
        case .nameInvalid: shape(of: PlaybackError.invalid("The file's name must end in .apk."))
        case .invalid(let message): shape(of: PlaybackError.invalid(message))
        }
    }

    private func shape(of failure: SurfaceFailure) -> Shape {
        switch failure {
        case .unauthorized, .signInNeeded, .disabled: return shape(of: PlaybackError.unauthenticated)
        case .forbidden: return shape(of: PlaybackError.forbidden)
        case .forgedForm: return shape(of: PlaybackError.forgedRequest)
        case .rateLimited(let decision):
            return shape(of: PlaybackError.rateLimited(retryAfterSeconds: decision.retryAfterSeconds))
        case .bodyTooLarge: return Shape(.contentTooLarge, "too_large", "The request is too large.")
        case .bodyIncomplete: return shape(of: PlaybackError.invalid("The request did not arrive whole."))
        case .badIdempotencyKey: return shape(of: PlaybackError.invalid("The header Idempotency-Key is not usable."))
        case .noRoute: return shape(of: PlaybackError.notFound("There is no such action."))
        case .methodNotAllowed(let allowed):
            return Shape(
                .methodNotAllowed, "method_not_allowed", "Use \(allowed.joined(separator: " or ")).",
                headers: [.allow: allowed.joined(separator: ", ")])
        case .unavailable:
            return Shape(
                .serviceUnavailable, "server_error", "The server cannot answer at the moment.",
                headers: [.retryAfter: "5"])
        }
    }
}

/// What every answer of this surface carries.
enum PlaybackHeaders {
    static let fields: HTTPFields = [
        .frameOptions: "DENY",
        .cacheControl: "no-store, no-cache, must-revalidate, max-age=0",
    ]

    /// Completes an answer; media, pictures and the feed have their own rule for caches.
    static func complete(_ response: Response) -> Response {
        var response = response
        for field in fields where response.headers[field.name] == nil { response.headers[field.name] = field.value }
        return response
    }
}

extension HTTPField.Name {
    static let frameOptions = Self("X-Frame-Options")!
}
