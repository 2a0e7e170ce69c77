import Accounts
import Domain
import HTTPTypes
package import Hummingbird
import Jobs
import Recommendations
import Search
import SurfaceKit
import Synchronisation

/// An error that this surface documents.
enum DiscoveryError: Error, Equatable {
    case badRequest(String)
    case wrongPassword
    /// What is not there.
    case notFound(String)
    /// What stands in the way at the moment.
    case conflict(String)
    /// The media server did not do what was asked for.
    case gateway(String)
}

/// The one envelope of this surface: `{"error": …}`.
package struct DiscoveryErrors: ErrorEnvelope {
    package init() {}

    private struct Body: Encodable {
        let error: String
        /// The run that stands in the way.
        let jobId: String?
    }

    /// What an error looks like outside.
    private struct Shape {
        var status: HTTPResponse.Status
        var message: String
        var headers: HTTPFields = [:]
        var jobID: String?
    }

    package func response(to error: any Error, at path: String, requestID: String) -> Response {
        let shape = shape(of: error)
        let response = try? Response.json(
            Body(error: shape.message, jobId: shape.jobID), status: shape.status, headers: shape.headers)
        return response ?? Response(status: .internalServerError)
    }

    private func shape(of error: any Error) -> Shape {
        switch error {
        case DiscoveryError.badRequest(let message): Shape(status: .badRequest, message: message)
        case DiscoveryError.wrongPassword:
            Shape(status: .unauthorized, message: "The user name or password is wrong")
        case DiscoveryError.notFound(let kind): Shape(status: .notFound, message: kind + " not found")
        case DiscoveryError.conflict(let message): Shape(status: .conflict, message: message)
        case DiscoveryError.gateway(let message): Shape(status: .badGateway, message: message)
        case MediaServerSyncError.notConfigured:
            Shape(status: .conflict, message: "No media server is set up")
        case let error as SurfaceFailure: shape(of: error)
        case AccountError.tooManyAttempts(let seconds):
            Shape(
                status: .tooManyRequests, message: "Too many wrong passwords, try again later",
                headers: [.retryAfter: String(seconds)])
        case is MediaServerFailure:
            Shape(status: .serviceUnavailable, message: "The media server did not answer, try again later")
        case let failure as TraktFailure:
            Shape(status: failure.status, message: failure.description, headers: failure.headers)
        case let error as TraktStateError: Shape(status: .badRequest, message: error.words)
        case MaintenanceError.jobIsOpen(let name):
            Shape(status: .conflict, message: "The job \(name) waits or runs: wait for its end, or cancel it")
        case let error as JobRosterError: shape(of: error)
        case let error as ScheduleError: Shape(status: .badRequest, message: error.description)
        case let error as RecommendationFailure: shape(of: error)
        case let error as PickComparisonError: shape(of: error)
        case let error as TogetherError: shape(of: error)
        case TasteError.tooMany:
            Shape(status: .conflict, message: "There are \(DomainLimits.omissionsMax) already")
        case ProfileError.unknown: Shape(status: .notFound, message: "Profile not found")
        case ProfileError.pinRequired:
            Shape(status: .forbidden, message: "The profile is locked, its PIN has to be entered first")
        case let error as ChannelError: Shape(status: error.status, message: error.words)
        case is SearchError: Shape(status: .serviceUnavailable, message: "The search index is not ready yet")
        case let error as HTTPError:
            Shape(status: error.status, message: error.body ?? error.status.reasonPhrase)
        default: Shape(status: .internalServerError, message: "Internal Server Error")
        }
    }

    private func shape(of failure: RecommendationFailure) -> Shape {
        switch failure {
        case .unknownUser: Shape(status: .notFound, message: "User not found")
        case .superseded: Shape(status: .conflict, message: failure.description)
        case .failed: Shape(status: .internalServerError, message: failure.description)
        }
    }

    private func shape(of error: PickComparisonError) -> Shape {
        switch error {
        case .unknownRun: Shape(status: .notFound, message: "Run not found")
        case .noFormer: Shape(status: .notFound, message: "There is no run before it")
        case .differentKinds:
            Shape(status: .badRequest, message: "Both runs must be of films, or both of series")
        case .notCompleted: Shape(status: .conflict, message: "A run that is not completed cannot be compared")
        case .forgotten: Shape(status: .conflict, message: "The titles of one of the runs are no longer kept")
        }
    }

    private func shape(of error: TogetherError) -> Shape {
        switch error {
        case .memberCount:
            Shape(
                status: .badRequest,
                message: "An evening is for \(PickLimits.togetherMembers.lowerBound) to "
                    + "\(PickLimits.togetherMembers.upperBound) people")
        case .forbidden: shape(of: SurfaceFailure.forbidden)
        case .unknownUser: Shape(status: .notFound, message: "User not found")
        }
    }

    private func shape(of error: JobRosterError) -> Shape {
        switch error {
        case .unknownJob: Shape(status: .notFound, message: "Job not found")
        case .isOpen(let id):
            Shape(status: .conflict, message: "The job is running already", jobID: id.description)
        case .isNotRunning: Shape(status: .badRequest, message: "The job is not running")
        }
    }

    private func shape(of failure: SurfaceFailure) -> Shape {
        switch failure {
        case .unauthorized, .signInNeeded, .disabled: Shape(status: .unauthorized, message: "Unauthorized")
        case .forbidden: Shape(status: .forbidden, message: "Forbidden")
        case .forgedForm: Shape(status: .forbidden, message: "The request comes from another website")
        case .rateLimited(let decision):
            Shape(status: .tooManyRequests, message: "Too many requests", headers: decision.headers)
        case .bodyTooLarge: Shape(status: .contentTooLarge, message: "The body is too large")
        case .bodyIncomplete: Shape(status: .badRequest, message: "The body is incomplete")
        case .badIdempotencyKey:
            Shape(status: .badRequest, message: "Idempotency-Key must be 1 to 255 visible ASCII characters")
        case .noRoute: Shape(status: .notFound, message: "Not Found")
        case .methodNotAllowed(let allowed):
            Shape(
                status: .methodNotAllowed, message: "Method Not Allowed",
                headers: [.allow: allowed.joined(separator: ", ")])
        case .unavailable: Shape(status: .serviceUnavailable, message: "Service Unavailable")
        }
    }
}
