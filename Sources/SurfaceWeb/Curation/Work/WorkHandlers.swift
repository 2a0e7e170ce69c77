import Curation
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// How far a job is, for the page that waits for it.
    func workStatus(_ request: Request, _ context: WebContext) async throws -> Response {
        try await atCurationDoor(context) { door in
            let job = try await ownJob(context, door)
            return try .json(job.map { WorkProgress($0, now: door.now) } ?? .over)
        }
    }

    /// Ends a job; what it had done stays.
    func stopWork(_ request: Request, _ context: WebContext) async throws -> Response {
        let back = LocalPath.safe(try await request.form().first("back"))
        return try await atCurationDoor(context) { door in
            guard let job = try await ownJob(context, door) else { throw SurfaceFailure.noRoute }
            do {
                try await door.desks.jobs.cancel(job.id.description)
            } catch CurationJobError.hasEnded {
                // It was over before it could be stopped: the page says so.
            }
            return .seeOther(back)
        }
    }

    /// Nil for jobs that there are not, and for those of other rooms.
    private func ownJob(_ context: WebContext, _ door: CurationDoor) async throws -> Job? {
        let job = try await door.desks.jobs.job(context.parameters.get("id") ?? "")
        return job.flatMap { CurationJobNames.all.contains($0.name) ? $0 : nil }
    }
}
