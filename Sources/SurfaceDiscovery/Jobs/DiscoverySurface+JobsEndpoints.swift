import HTTPTypes
import SurfaceKit

extension DiscoverySurface {
    /// What administrators do with jobs.
    static let jobsEndpoints: [Endpoint<DiscoverySurface, DiscoveryContext>] = [
        Endpoint(.get, "/api/jobs", .personAdmin, DiscoverySurface.jobs),
        Endpoint(.get, "/api/jobs/active", .personAdmin, DiscoverySurface.activeJobs),
        Endpoint(.get, "/api/jobs/history", .personAdmin, DiscoverySurface.allJobsHistory),
        Endpoint(.get, "/api/jobs/last-runs", .personAdmin, DiscoverySurface.lastJobRuns),
        Endpoint(.get, "/api/jobs/progress/:jobId", .personAdmin, DiscoverySurface.jobProgress),
        Endpoint(.get, "/api/jobs/progress/stream/:jobId", .personAdmin, DiscoverySurface.jobStream),
        Endpoint(.get, "/api/jobs/scheduler/status", .personAdmin, DiscoverySurface.schedulerStatus),
        Endpoint(.get, "/api/jobs/:name", .personAdmin, DiscoverySurface.job),
        Endpoint(.post, "/api/jobs/:name/run", .personAdmin, DiscoverySurface.runJob),
        Endpoint(.post, "/api/jobs/:name/cancel", .personAdmin, DiscoverySurface.cancelJob),
        Endpoint(.get, "/api/jobs/:name/config", .personAdmin, DiscoverySurface.jobConfig),
        Endpoint(.patch, "/api/jobs/:name/config", .personAdmin, DiscoverySurface.changeJobConfig),
        Endpoint(.get, "/api/jobs/:name/history", .personAdmin, DiscoverySurface.jobHistory),
    ]
}
