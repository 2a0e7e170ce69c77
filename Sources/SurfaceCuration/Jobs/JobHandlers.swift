import Curation
import Domain
import Hummingbird
import SurfaceKit

extension CurationSurface {
    static let jobEndpoints: [Endpoint<CurationSurface, CurationContext>] = [
        Endpoint(.get, "/api/v1/jobs", .nearOrAdmin, CurationSurface.listJobs),
        Endpoint(.get, "/api/v1/jobs/active", .nearOrAdmin, CurationSurface.activeJobs),
        Endpoint(.get, "/api/v1/jobs/ws", .nearOrAdmin, CurationSurface.socketOnly),
        Endpoint(.get, "/api/v1/jobs/:id", .nearOrAdmin, CurationSurface.job),
        Endpoint(.delete, "/api/v1/jobs/:id", .nearOrAdmin, CurationSurface.cancelJob),
        Endpoint(.post, "/api/v1/jobs/:id/cancel", .nearOrAdmin, CurationSurface.cancelJob),
        Endpoint(.post, "/api/v1/jobs/:id/retry", .nearOrAdmin, CurationSurface.retryJob),
        Endpoint(.get, "/api/v1/jobs/:id/ws", .nearOrAdmin, CurationSurface.socketOnly),
    ]

    private func listJobs(_ request: Request, _ context: CurationContext) async throws -> Response {
        var check = Check()
        let query = GivenFields.query(of: request)
        let limit = check.value(
            query["limit"], .int(in: 1...CurationWireLimits.jobsMax), standard: CurationWireLimits.jobsStandard)
        let (status, type) = (query.word("status"), query.word("job_type"))
        try check.finish()
        // A word that is no status or type has no jobs.
        let wanted = status.map { JobReportStatus(rawValue: $0) }
        if case .some(nil) = wanted { return Self.list([]) }
        return Self.list(try await features.jobs.list(status: wanted ?? nil, type: type, limit: limit))
    }

    private func activeJobs(_ request: Request, _ context: CurationContext) async throws -> Response {
        Self.list(try await features.jobs.active())
    }

    private func job(_ request: Request, _ context: CurationContext) async throws -> Response {
        let id = context.text("id")
        guard let job = try await features.jobs.job(id) else { throw CurationJobError.unknownJob(id) }
        var writer = JSONWriter()
        JobResponse(job: job).write(to: &writer, detail: true)
        return .json(bytes: writer.bytes)
    }

    private func cancelJob(_ request: Request, _ context: CurationContext) async throws -> Response {
        let id = try await features.jobs.cancel(context.text("id"))
        return try .json(Done(message: "Job \(id) cancelled successfully", newJobID: nil))
    }

    private func retryJob(_ request: Request, _ context: CurationContext) async throws -> Response {
        let id = context.text("id")
        let job = try await features.jobs.retry(id)
        return try .json(Done(message: "Job \(id) queued again", newJobID: job.id.description))
    }

    /// What a plain request to the address of a WebSocket hears.
    private func socketOnly(_ request: Request, _ context: CurationContext) async throws -> Response {
        throw CurationFailure.upgradeRequired
    }

    private static func list(_ jobs: [Job]) -> Response {
        var writer = JSONWriter()
        writer.list(jobs) { JobResponse(job: $1).write(to: &$0, detail: false) }
        return .json(bytes: writer.bytes)
    }
}

extension GivenFields {
    /// A word of the query; an empty one asks for nothing in particular.
    fileprivate func word(_ name: String) -> String? {
        guard let text = self[name].value?.text, !text.isBlank else { return nil }
        return text
    }
}

/// Something was done.
private struct Done: Encodable {
    let success = true
    let message: String
    let newJobID: String?

    private enum CodingKeys: String, CodingKey {
        case success
        case message
        case newJobID = "new_job_id"
    }
}
