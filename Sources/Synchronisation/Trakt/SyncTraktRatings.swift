package import Domain
package import Jobs

/// The job that takes over the ratings of all users who have linked Trakt. One user's failure does not stop the others.
package struct SyncTraktRatings: JobType {
    package static let name = "sync-trakt-ratings"

    private let links: any TraktLinkStore
    private let sync: TraktRatingSync
    private let trakt: CurrentTrakt

    package init(links: any TraktLinkStore, sync: TraktRatingSync, trakt: @escaping CurrentTrakt) {
        self.links = links
        self.sync = sync
        self.trakt = trakt
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await context.step(0)
        let users = await trakt() == nil ? [] : try await linkedUsers()
        try await context.log(users.isEmpty ? "Nobody has linked Trakt" : "\(users.count) users have linked Trakt")
        try await context.step(1)
        var (processed, imported, errors) = (0, 0, 0)
        for (number, user) in users.enumerated() {
            try await context.items(number, of: users.count)
            do {
                imported += try await sync.synchronise(user, onlyNews: true).changedCount
                processed += 1
            } catch {
                try Task.checkCancellation()
                errors += 1
                try await context.log(
                    "A user's ratings were not taken over", .warn,
                    data: ["user": user.description, "reason": Self.reason(error)])
            }
        }
        try await context.items(users.count, of: users.count)
        try await context.result(["usersProcessed": processed, "ratingsImported": imported, "errors": errors])
    }

    private func linkedUsers() async throws -> [UserID] {
        var users: [UserID] = []
        while true {
            let page = try await links.linkedUsers(
                after: users.last, limit: SynchronisationLimits.traktUsersPage)
            users += page
            if page.count < SynchronisationLimits.traktUsersPage { return users }
        }
    }

    /// Of errors that nobody foresaw only the type, because they may hold anything.
    private static func reason(_ error: any Error) -> String {
        (error as? TraktFailure)?.description ?? "\(type(of: error))"
    }
}
