package import Basics
package import Domain
package import NIOPosix
package import VectorIndex

/// The vectors that searches use now, and the model that made them.
package struct CurrentVectors: Sendable {
    let index: FacetIndex
    let model: String

    package init(index: FacetIndex, model: String) {
        self.index = index
        self.model = model
    }

    var version: String { "\(model)/\(index.version)/\(index.count)" }
}

/// Reads what recommendations are made from. What is known of the titles is made once and kept until it changes.
package struct TasteReader: Sendable {
    private let sources: any TasteSources
    private let taste: any TasteStore
    private let shelf: ItemShelf

    /// `threads` put the titles into the engine's form.
    package init(
        sources: any TasteSources, taste: any TasteStore, vectors: @escaping @Sendable () -> CurrentVectors?,
        threads: NIOThreadPool, world: World
    ) {
        self.sources = sources
        self.taste = taste
        shelf = ItemShelf(ItemMaker(sources: sources, vectors: vectors, threads: threads), world: world)
    }

    /// All titles of a kind as they are now, which may take seconds after a change; for jobs.
    package func items(_ kind: TitleKind) async throws -> ItemsOfKind {
        try await shelf.newest(kind)
    }

    /// All titles of a kind for somebody who waits: as they were a minute ago, where those of now are still made.
    package func recentItems(_ kind: TitleKind) async throws -> ItemsOfKind {
        try await shelf.recent(kind)
    }

    /// What a profile of somebody did, without what they took out of their taste, and without `more` of it.
    package func person(
        _ profile: ProfileID, user: UserID, _ kind: TitleKind, omitting more: [TasteOmission] = []
    ) async throws -> TastePerson {
        let entries = try await sources.entries(kind, of: profile, without: [])
        let omissions = try await omissions(of: user) + more
        guard !omissions.isEmpty else { return TastePerson(entries, counted: entries) }
        return TastePerson(entries, counted: try await sources.entries(kind, of: profile, without: omissions))
    }

    /// What somebody took out of their taste.
    func omissions(of user: UserID) async throws -> [TasteOmission] {
        try await taste.omissions(of: user).map(\.omission)
    }

    /// What everybody watched or rated.
    func interactions(_ kind: TitleKind) async throws -> [Interaction] {
        var all: [Interaction] = []
        var last: InteractionPlace?
        repeat {
            let page = try await sources.interactions(kind, after: last, limit: RunLimits.rowsPerPage)
            all += page
            last =
                page.count < RunLimits.rowsPerPage
                ? nil : page.last.map { InteractionPlace(userID: $0.userID, titleID: $0.titleID) }
            try Task.checkCancellation()
        } while last != nil && all.count < RunLimits.interactionsMax
        return all
    }
}
