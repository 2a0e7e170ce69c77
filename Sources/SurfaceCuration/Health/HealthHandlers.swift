import Administration
import Basics
import Domain
import Hummingbird
import SurfaceKit

extension CurationSurface {
    static let healthEndpoints: [Endpoint<CurationSurface, CurationContext>] = [
        Endpoint(.get, "/api/v1/health", .nearOrAdmin, CurationSurface.health),
        Endpoint(.get, "/api/v1/health/ready", .nearOrAdmin, CurationSurface.ready),
        Endpoint(.get, "/api/v1/health/version", .nearOrAdmin, CurationSurface.version),
        Endpoint(.get, "/api/v1/health/ping", .nearOrAdmin, CurationSurface.ping),
    ]

    private func health(_ request: Request, _ context: CurationContext) async throws -> Response {
        try .json(["status": "healthy"])
    }

    private func ready(_ request: Request, _ context: CurationContext) async throws -> Response {
        let found = await readiness.checks()
        return try .json(ReadyResponse(found), status: found.isReady ? .ok : .serviceUnavailable)
    }

    private func version(_ request: Request, _ context: CurationContext) async throws -> Response {
        let values = features.settings.values
        return try .json(
            VersionResponse(
                name: "Kinothek", version: features.server.version, environment: features.server.environment,
                debug: features.server.isDebugging,
                features: VersionResponse.Features(
                    stash: values.text(.stashURL) != nil, openai: values.hasModelService,
                    authentication: values.text(.curationAuth) != "off")))
    }

    private func ping(_ request: Request, _ context: CurationContext) async throws -> Response {
        try .json(["timestamp": features.world.now().seconds])
    }
}

private struct VersionResponse: Encodable {
    struct Features: Encodable {
        let stash: Bool
        let openai: Bool
        let authentication: Bool
    }

    let name: String
    let version: String
    let environment: String
    let debug: Bool
    let features: Features
}

private struct ReadyResponse: Encodable {
    struct Part: Encodable {
        let status: String
        @OrNull var error: String?

        init(_ check: ReadinessCheck) {
            switch check {
            case .ready: (status, error) = ("ready", nil)
            case .notConfigured: (status, error) = ("not configured", nil)
            case .notReady(let reason): (status, error) = ("not ready", reason)
            }
        }
    }

    let status: String
    let checks: [String: Part]

    init(_ found: ReadinessChecks) {
        status = found.isReady ? "ready" : "not ready"
        checks = [
            "database": Part(found.database), "stash": Part(found.stash), "openai": Part(found.openAI),
        ]
    }
}
