package import Domain
package import Jobs

/// The job that brings ratings together for the first time, soon after somebody has linked Trakt.
package struct SyncNewTraktLink: JobType {
    package struct Parameters: Codable, Sendable {
        let user: UserID
    }

    package static let name = "sync-new-trakt-link"
    /// Nobody waits behind somebody else's ten thousand ratings.
    package let isExclusive = false

    private let sync: TraktRatingSync

    package init(sync: TraktRatingSync) {
        self.sync = sync
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        do {
            let changed = try await sync.synchronise(parameters.user).changedCount
            try await context.report(JobProgress(done: changed, total: changed, message: "Ratings came from Trakt"))
        } catch let failure as TraktFailure {
            // Trakt may be back in a while; everything else wants the user or an administrator.
            throw JobFailure("\(failure).", isPermanent: !failure.mayPass)
        }
    }
}

extension JobQueue {
    /// Queues the first synchronisation of a user, unless it waits in the queue already.
    package func enqueueFirstTraktSync(of user: UserID) async throws {
        _ = try await enqueue(
            SyncNewTraktLink.self, SyncNewTraktLink.Parameters(user: user), deduplicationKey: user.description)
    }
}
