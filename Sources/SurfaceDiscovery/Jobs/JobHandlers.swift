import Domain
import Hummingbird
import Jobs
import SurfaceKit

extension DiscoverySurface {
    func jobs(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(JobsResponse(jobs: try await features.jobs.roster.entries().map { JobResponse($0, isWhole: false) }))
    }

    /// One job, with all that its open run reports.
    func job(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let definition = try features.jobs.roster.definition(of: context.jobName)
        guard let entry = try await features.jobs.roster.entry(definition) else { throw JobRosterError.unknownJob }
        return try .json(JobResponse(entry, isWhole: true))
    }

    func activeJobs(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(
            ActiveJobsResponse(jobs: try await features.jobs.roster.active().map { JobProgressResponse($0) }))
    }

    func runJob(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        _ = try await request.discoveryBody()
        let name = try context.jobName
        let job = try await features.jobs.roster.start(name)
        return try .json(JobOrderResponse(message: "Job \(name) has been started", job.id, status: "running"))
    }

    /// Answers when the work has ended, or after a while in which it should have.
    func cancelJob(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        _ = try await request.discoveryBody()
        let name = try context.jobName
        let id = try await features.jobs.roster.cancel(name)
        return try .json(JobOrderResponse(message: "Job \(name) has been cancelled", id, status: "cancelled"))
    }

    func jobHistory(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await history(of: context.jobName, request)
    }

    func allJobsHistory(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await history(of: nil, request)
    }

    private func history(of name: String?, _ request: Request) async throws -> Response {
        let limit = request.count(
            "limit", standard: DiscoveryLimits.jobHistoryStandard, max: DiscoveryLimits.jobHistoryMax)
        let records = try await features.jobs.roster.history(of: name, limit: limit)
        return try .json(JobHistoryResponse(history: records.map { JobRecordResponse($0) }))
    }

    func lastJobRuns(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let records = try await features.jobs.roster.lastRuns().map { ($0.jobName, JobRecordResponse($0)) }
        return try .json(LastJobRunsResponse(lastRuns: Dictionary(records) { first, _ in first }))
    }
}

extension DiscoveryContext {
    /// The name in the path. Throws `JobRosterError.unknownJob` where there is none.
    var jobName: String {
        get throws {
            guard let name = coreContext.parameters.get("name") else { throw JobRosterError.unknownJob }
            return name
        }
    }
}
