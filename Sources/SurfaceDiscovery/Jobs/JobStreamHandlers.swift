import AsyncAlgorithms
import Domain
import Hummingbird
import Jobs
import SurfaceKit

extension DiscoverySurface {
    func jobProgress(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(JobProgressResponse(JobProgressReport(of: try await run(context))))
    }

    /// The run's progress as a stream of events, from its present state to its end.
    func jobStream(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let run = try await run(context)
        let first = try Self.event(run)
        guard !run.state.isFinal else { return EventStream([first].async).response }
        // Read before it is followed: nothing that is told from here on is older.
        guard let updates = features.jobs.follower.updates(of: run.id) else {
            throw SurfaceFailure.unavailable(reason: "too many follow jobs")
        }
        let later = updates.map { (try? Self.event($0)) ?? [] }
        return EventStream(chain([first].async, later).removeDuplicates()).response
    }

    private func run(_ context: DiscoveryContext) async throws -> Job {
        let id: JobID = try context.id("jobId", "Job")
        guard let run = try await features.jobs.roster.run(id) else { throw JobRosterError.unknownJob }
        return run
    }

    /// JSON has no line breaks of its own: those in texts are escaped.
    private static func event(_ job: Job) throws -> [UInt8] {
        try JSONBytes.encode(JobProgressResponse(JobProgressReport(of: job)))
    }
}
