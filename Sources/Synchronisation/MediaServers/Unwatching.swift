import Accounts
package import Activity
package import Domain

/// Takes back what somebody watched, on the media server first: what stayed there would come back with the next
/// synchronisation. If the media server fails, nothing is changed here.
package struct Unwatching: Sendable {
    private let history: History
    private let titles: any ServerTitleStore
    private let identities: any IdentityStore
    private let server: CurrentMediaServer

    package init(
        history: History, titles: any ServerTitleStore, identities: any IdentityStore,
        server: @escaping CurrentMediaServer
    ) {
        self.history = history
        self.titles = titles
        self.identities = identities
        self.server = server
    }

    /// Says that a part was not watched, and returns how many of its titles had been; nil when there is no such film,
    /// episode or series. May be repeated. Throws `MediaServerFailure`.
    package func forget(_ part: WatchedPart, of user: UserID) async throws -> Int? {
        guard let watched = try await history.titles(of: part) else { return nil }
        try await tell(part, watched, of: user)
        return try await history.forget(part, of: user)
    }

    /// Nothing is told about people without an account there, and about titles that it does not have.
    private func tell(_ part: WatchedPart, _ watched: [TitleID], of user: UserID) async throws {
        guard let current = await server(),
            try await !identities.mediaServerIdentities(of: user).isEmpty
        else { return }
        let copies = try await copies(of: part, watched)
        guard !copies.isEmpty else { return }
        // Ids of items mean something else on another server, so it is asked which one it is.
        let visit = try await ServerVisit.begin { current }
        guard let person = try await identities.mediaServerUser(user, on: visit.key) else { return }
        for item in Set(copies.filter { $0.server == visit.key }.map(\.itemID)).sorted() {
            do {
                try await current.markUnplayed(item, of: person)
            } catch MediaServerFailure.notFound {
                // It is gone there, and with it what was watched of it.
            }
        }
    }

    /// Every copy of a film or an episode. A series takes its episodes along, those too that are unknown here.
    private func copies(of part: WatchedPart, _ watched: [TitleID]) async throws -> [ServerCopy] {
        let wanted: [TitleID] =
            switch part {
            case .series(let series): [series]
            case .film, .episode, .season: watched
            }
        return try await titles.copies(of: wanted).values.flatMap { $0 }
    }
}
