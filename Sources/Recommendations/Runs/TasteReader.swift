package import Domain
package import NIOPosix
import Synchronization
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
    private let vectors: @Sendable () -> CurrentVectors?
    private let threads: NIOThreadPool
    private let shelf = ItemShelf()

    /// `threads` put the titles into the engine's form.
    package init(
        sources: any TasteSources, taste: any TasteStore, vectors: @escaping @Sendable () -> CurrentVectors?,
        threads: NIOThreadPool
    ) {
        self.sources = sources
        self.taste = taste
        self.vectors = vectors
        self.threads = threads
    }

    /// All titles of a kind. However many ask at once, they are made once.
    package func items(_ kind: TitleKind) async throws -> ItemsOfKind {
        try await shelf.items(kind, version: { try await version(kind, vectors()) }) { try await made(kind) }
    }

    /// What a profile of somebody did, without what they took out of their taste, and without `more` of it.
    package func person(
        _ profile: ProfileID, user: UserID, _ kind: TitleKind, omitting more: [TasteOmission] = []
    ) async throws -> TastePerson {
        let entries = try await sources.entries(kind, of: profile)
        let omissions = try await taste.omissions(of: user).map(\.omission) + more
        guard omissions.contains(where: \.needsGenres) else {
            return TastePerson(entries, without: omissions) { _ in [] }
        }
        let items = try await items(kind)
        return TastePerson(entries, without: omissions, genres: items.genres)
    }

    /// What everybody watched or rated.
    func interactions(_ kind: TitleKind) async throws -> [Domain.Interaction] {
        var all: [Domain.Interaction] = []
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

    private func version(_ kind: TitleKind, _ vectors: CurrentVectors?) async throws -> String {
        try await sources.version(of: kind) + "|" + (vectors?.version ?? "")
    }

    /// The version is read first, so that what changes meanwhile makes another one.
    private func made(_ kind: TitleKind) async throws -> ItemsOfKind {
        let vectors = vectors()
        let version = try await version(kind, vectors)
        let traits = try await traits(kind)
        return try await threads.runIfActive {
            var vectorCount = 0
            let items = traits.map { title in
                let vector = vectors?.index.combined(of: Int64(title.id.rawValue))
                if vector != nil { vectorCount += 1 }
                return CatalogueItem(title, vector: vector)
            }
            return ItemsOfKind(
                kind: kind, catalogue: ItemCatalogue(items, kind: kind),
                traits: Dictionary(traits.map { ($0.id, $0) }) { first, _ in first }, vectorModel: vectors?.model,
                vectorCount: vectorCount, version: version)
        }
    }

    private func traits(_ kind: TitleKind) async throws -> [TitleTraits] {
        var all: [TitleTraits] = []
        var last: TitleID?
        repeat {
            let page = try await sources.traits(kind, after: last, limit: RunLimits.rowsPerPage)
            all += page
            last = page.count < RunLimits.rowsPerPage ? nil : page.last?.id
        } while last != nil
        return all
    }
}

/// The titles of each kind as they were made last.
private final class ItemShelf: Sendable {
    private let kept = Mutex<[TitleKind: ItemsOfKind]>([:])
    private let making = JoinedCalls<TitleKind, ItemsOfKind>()

    func items(
        _ kind: TitleKind, version: @Sendable () async throws -> String,
        make: @escaping @Sendable () async throws -> ItemsOfKind
    ) async throws -> ItemsOfKind {
        var newest: ItemsOfKind?
        for _ in 0..<RunLimits.catalogueRounds {
            let wanted = try await version()
            if let known = kept.withLock({ $0[kind] }), known.version == wanted { return known }
            // Whoever began before may have read what is old by now.
            let work = Task {
                try await self.making.value(kind) {
                    let made = try await make()
                    self.kept.withLock { $0[kind] = made }
                    return made
                }
            }
            let made = try await work.valueUnlessCancelled()
            if made.version == wanted { return made }
            newest = made
        }
        guard let newest else { throw CancellationError() }
        return newest
    }
}

extension TasteOmission {
    fileprivate var needsGenres: Bool {
        if case .genre = self { true } else { false }
    }
}
