import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit
import Telemetry

/// What whoever runs the server asks it: whether it is well, and its numbers.
struct OperationsSurface: Sendable {
    let metrics: PrometheusMetrics
    /// Asks the database; throws when it does not answer.
    let checkDatabase: @Sendable () async throws -> Void

    static let endpoints: [Endpoint<OperationsSurface, OperationsContext>] = [
        Endpoint(.get, "/healthz", .open, OperationsSurface.health),
        Endpoint(.get, "/metrics", .localOrAdmin, OperationsSurface.metricsText),
    ]

    static let area = SurfaceArea(
        prefixes: ["healthz", "metrics"], routes: endpoints.map(\.route), envelope: OperationsErrors())

    func mount(on router: Router<RootContext>, behind gate: Gate) {
        router.group(context: OperationsContext.self)
            .add(middleware: SurfaceErrors(OperationsErrors()))
            .mount(Self.endpoints, of: self, behind: gate)
    }

    private func health(_ request: Request, _ context: OperationsContext) async throws -> Response {
        do {
            try await checkDatabase()
        } catch {
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
        return .text("ok\n", type: "text/plain; charset=utf-8")
    }

    private func metricsText(_ request: Request, _ context: OperationsContext) async throws -> Response {
        .text(metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}

struct OperationsContext: SurfaceContext {
    var coreContext: CoreRequestContextStorage
    let caller: Caller
    let visit: Visit
    var identity: Identity?

    init(context: RootContext) throws {
        coreContext = context.coreContext
        caller = context.caller
        visit = context.visit
    }
}

/// Errors in plain text, for people with a terminal and for probes.
struct OperationsErrors: ErrorEnvelope {
    func response(to error: any Error, at path: String, requestID: String) -> Response {
        guard let failure = error as? SurfaceFailure else { return Self.text(.internalServerError, "internal error") }
        switch failure {
        case .unauthorized, .signInNeeded:
            return Self.text(.unauthorized, "an administrator's key is needed from other machines")
        case .disabled, .forbidden, .forgedForm: return Self.text(.forbidden, "only administrators may see this")
        case .methodNotAllowed(let allowed):
            var response = Self.text(.methodNotAllowed, "method not allowed")
            response.headers[.allow] = allowed.joined(separator: ", ")
            return response
        case .noRoute: return Self.text(.notFound, "not found")
        case .unavailable: return Self.text(.serviceUnavailable, "the database does not answer")
        case .rateLimited: return Self.text(.tooManyRequests, "too many requests")
        case .bodyTooLarge, .bodyIncomplete, .badIdempotencyKey: return Self.text(.badRequest, "bad request")
        }
    }

    private static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        .text(text + "\n", type: "text/plain; charset=utf-8", status: status)
    }
}
