import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    static let syncEndpoints: [Endpoint<CurationSurface, CurationContext>] =
        [
            Endpoint(.post, "/api/v1/sync/all", .nearOrAdmin, CurationSurface.syncAll),
            Endpoint(.post, "/api/v1/sync/scenes", .nearOrAdmin, CurationSurface.syncScenes),
            Endpoint(.post, "/api/v1/sync/scene/:id", .nearOrAdmin, CurationSurface.syncScene),
            Endpoint(.get, "/api/v1/sync/stats", .nearOrAdmin, CurationSurface.syncStatistics),
            Endpoint(.get, "/api/v1/sync/history", .nearOrAdmin, CurationSurface.syncHistory),
            Endpoint(.post, "/api/v1/sync/stop", .nearOrAdmin, CurationSurface.stopSync),
        ]
        + [ArchiveKind.performer, .tag, .studio].map { kind in
            Endpoint(.post, "/api/v1/sync/\(kind.rawValue)s", .nearOrAdmin) { surface in
                { request, _ in try await surface.syncEntities(kind, request) }
            }
        }

    func syncAll(_ request: Request, _ context: CurationContext) async throws -> Response {
        JobResponse(job: try await features.sync.all(force: try Self.force(request))).json()
    }

    private func syncEntities(_ kind: ArchiveKind, _ request: Request) async throws -> Response {
        JobResponse(job: try await features.sync.entities(kind, force: try Self.force(request))).json()
    }

    /// Certain scenes, or all; the body is their ids, or an object with them.
    func syncScenes(_ request: Request, _ context: CurationContext) async throws -> Response {
        var check = Check()
        let force = check.value(GivenFields.query(of: request)["force"], .bool, standard: false)
        let body = Self.listedScenes(try await request.curationBody(), isOptional: true, &check)
        let ids = check.optional(body["scene_ids"], .texts())
        try check.finish()
        return JobResponse(job: try await features.sync.scenes(ids: ids, force: force)).json()
    }

    func syncScene(_ request: Request, _ context: CurationContext) async throws -> Response {
        let id = context.text("id")
        let report = try await Self.told { try await features.sync.one(id) }
        return .json(bytes: SyncResultRow(report: report).bytes)
    }

    func syncStatistics(_ request: Request, _ context: CurationContext) async throws -> Response {
        .json(bytes: SyncStatisticsRow(statistics: try await features.sync.statistics()).bytes)
    }

    func syncHistory(_ request: Request, _ context: CurationContext) async throws -> Response {
        var check = Check()
        let limit = check.value(
            GivenFields.query(of: request)["limit"], .int(in: 1...CurationWireLimits.jobsMax),
            standard: CurationWireLimits.jobsStandard)
        try check.finish()
        let jobs = try await features.sync.history(limit: limit)
        var writer = JSONWriter()
        writer.list(jobs) { JobResponse(job: $1).write(to: &$0, detail: false) }
        return .json(bytes: writer.bytes)
    }

    func stopSync(_ request: Request, _ context: CurationContext) async throws -> Response {
        .json(bytes: SyncStoppedRow(cancelled: try await features.sync.stop()).bytes)
    }

    private static func force(_ request: Request) throws -> Bool {
        var check = Check()
        let force = check.value(GivenFields.query(of: request)["force"], .bool, standard: false)
        try check.finish()
        return force
    }
}
