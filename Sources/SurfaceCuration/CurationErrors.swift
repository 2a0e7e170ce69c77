import Curation
import Domain
import HTTPTypes
package import Hummingbird
import SurfaceKit

/// An error that this surface documents and no feature says.
enum CurationFailure: Error, Equatable {
    case badRequest(String)
    case notFound(String)
    /// The path is for WebSockets.
    case upgradeRequired
    /// Another website asks in a neighbour's name.
    case foreignOrigin
}

/// The one envelope of this surface: `{"success": false, "error": …, "detail": …, "request_id": …}`.
package struct CurationErrors: ErrorEnvelope {
    package init() {}

    /// What an error looks like outside.
    private struct Shape {
        let status: HTTPResponse.Status
        let error: String
        let detail: String
        var headers: HTTPFields = [:]
        var problems: [Problem]?

        /// The detail repeats the error where there is nothing more to say.
        init(_ status: HTTPResponse.Status, _ error: String, detail: String? = nil, _ headers: HTTPFields = [:]) {
            self.status = status
            self.error = error
            self.detail = detail ?? error
            self.headers = headers
        }
    }

    package func response(to error: any Error, at path: String, requestID: String) -> Response {
        let shape = shape(of: error)
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("detail")
            writer.value(shape.detail)
            writer.name("error")
            writer.value(shape.error)
            writer.name("request_id")
            writer.value(requestID)
            writer.name("success")
            writer.value(false)
            if let problems = shape.problems {
                writer.name("validation_errors")
                writer.list(problems) { $1.write(to: &$0) }
            }
        }
        return .json(bytes: writer.bytes, status: shape.status, headers: shape.headers)
    }

    private func shape(of error: any Error) -> Shape {
        switch error {
        case let failure as CurationFailure: shape(of: failure)
        case let invalid as InvalidRequest: shape(of: invalid)
        case let failure as SurfaceFailure: shape(of: failure)
        case let error as CurationError: shape(of: error)
        case let error as CurationJobError: shape(of: error)
        case let failure as ArchiveFailure: shape(of: failure)
        case let error as HTTPError: Shape(error.status, error.body ?? error.status.reasonPhrase)
        default:
            Shape(
                .internalServerError, "Internal server error",
                detail: "The request could not be completed. The server's log says more under its number.")
        }
    }

    private func shape(of failure: CurationFailure) -> Shape {
        switch failure {
        case .badRequest(let words): Shape(.badRequest, words)
        case .notFound(let words): Shape(.notFound, words)
        case .upgradeRequired:
            Shape(
                .upgradeRequired, "Upgrade required", detail: "This address is for WebSockets",
                [.upgrade: "websocket", .connection: "Upgrade, close"])
        case .foreignOrigin: Shape(.forbidden, "Forbidden", detail: "The request comes from another website")
        }
    }

    private func shape(of invalid: InvalidRequest) -> Shape {
        let words = invalid.problems.map { $0.field + ": " + $0.fault.message }
        var shape = Shape(.unprocessableContent, "Validation failed", detail: words.joined(separator: "; "))
        shape.problems = invalid.problems
        return shape
    }

    private func shape(of error: CurationError) -> Shape {
        switch error {
        case .unknownScene(let id): Shape(.notFound, "Scene \(id) not found")
        case .unknownEntity(let kind, let id): Shape(.notFound, "\(kind.word) \(id) not found")
        case .unknownPlan(let id): Shape(.notFound, "Analysis plan \(id) not found")
        case .unknownChange(let id): Shape(.notFound, "Change \(id) not found")
        case .alreadyApplied: Shape(.badRequest, "Cannot modify an applied change")
        case .badValue(let words):
            shape(
                of: InvalidRequest([
                    Problem(place: [.name("body")], fault: Fault("value_error", words), input: .null)
                ]))
        case .planApplied, .planWasApplied: Shape(.badRequest, "Plan has already been applied")
        case .planHasNothing: Shape(.badRequest, "Plan has nothing to apply")
        case .planIsHeld: Shape(.badRequest, "Plan is being applied")
        case .nothingToUndo: Shape(.badRequest, "Plan has nothing to undo")
        case .planIsBuilding: Shape(.badRequest, "Plan is still being built")
        case .nothingSelected: Shape(.badRequest, "Either scene_ids or filters must be provided")
        case .nothingMatches: Shape(.badRequest, "No scenes found matching the criteria")
        case .noArchive: Self.unavailable("No Stash server is set up")
        case .otherArchive(let planned, let present):
            Shape(
                .badRequest, "Plan was made for another Stash",
                detail: "The plan was made for \(planned), and stash.url names \(present). Set stash.url back to apply "
                    + "it or take it back, or read the archive and make another plan")
        }
    }

    private func shape(of error: CurationJobError) -> Shape {
        switch error {
        case .unknownJob(let id): Shape(.notFound, "Job \(id) not found")
        case .foreignJob(let id): Shape(.badRequest, "Job \(id) belongs to another part of the server")
        case .hasEnded(_, let status): Shape(.badRequest, "Cannot cancel a \(status.rawValue) job")
        case .notRetried(_, let status): Shape(.badRequest, "Cannot retry a \(status.rawValue) job")
        }
    }

    private func shape(of failure: ArchiveFailure) -> Shape {
        if case .refused(let words) = failure { return Shape(.badRequest, words) }
        return Self.unavailable(failure.description)
    }

    private func shape(of failure: SurfaceFailure) -> Shape {
        switch failure {
        case .unauthorized, .signInNeeded, .disabled:
            Shape(
                .unauthorized, "Unauthorized",
                detail: "From here an administrator's API key or access token is needed",
                [.wwwAuthenticate: "Bearer"])
        case .forbidden: Shape(.forbidden, "Forbidden", detail: "Only administrators may do this")
        case .forgedForm: shape(of: CurationFailure.foreignOrigin)
        case .rateLimited(let decision):
            Shape(.tooManyRequests, "Too many requests", detail: "Try again later", decision.headers)
        case .bodyTooLarge: Shape(.contentTooLarge, "Request body too large")
        case .bodyIncomplete: Shape(.badRequest, "Request body incomplete")
        case .badIdempotencyKey:
            Shape(.badRequest, "Idempotency-Key must be 1 to 255 visible ASCII characters")
        case .noRoute: Shape(.notFound, "Not found", detail: "There is no such address")
        case .methodNotAllowed(let allowed):
            Shape(
                .methodNotAllowed, "Method not allowed", detail: "Allowed: " + allowed.joined(separator: ", "),
                [.allow: allowed.joined(separator: ", ")])
        case .unavailable:
            Shape(.serviceUnavailable, "Service unavailable", detail: "The database does not answer, try again later")
        }
    }

    private static func unavailable(_ detail: String) -> Shape {
        Shape(.serviceUnavailable, "Stash is not available", detail: detail)
    }
}

extension ArchiveKind {
    fileprivate var word: String {
        switch self {
        case .studio: "Studio"
        case .tag: "Tag"
        case .performer: "Performer"
        case .scene: "Scene"
        }
    }
}

extension Problem {
    /// The way to the value with dots between its steps, such as `query.per_page`.
    var field: String {
        place.map { step in
            switch step {
            case .name(let name): name
            case .position(let position): String(position)
            }
        }.joined(separator: ".")
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("field")
            writer.value(field)
            writer.name("message")
            writer.value(fault.message)
            writer.name("type")
            writer.value(fault.type)
        }
    }
}
