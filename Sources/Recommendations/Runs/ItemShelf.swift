import Basics
import Domain
import NIOPosix
import Synchronization
import VectorIndex

/// The titles of each kind as they were made last.
final class ItemShelf: Sendable {
    private struct Kept {
        let items: ItemsOfKind
        /// When it was last known to be what the stores say.
        var asOf: Instant
    }

    private let maker: ItemMaker
    private let world: World
    private let kept = Mutex<[TitleKind: Kept]>([:])
    private let making = JoinedCalls<TitleKind, ItemsOfKind>()

    init(_ maker: ItemMaker, world: World) {
        self.maker = maker
        self.world = world
    }

    /// What the stores say now. Where they change faster than titles are made, what they said a moment ago.
    func newest(_ kind: TitleKind) async throws -> ItemsOfKind {
        var newest: ItemsOfKind?
        for _ in 0..<RunLimits.catalogueRounds {
            let (known, wanted) = try await known(kind)
            if let known, known.items.version == wanted { return known.items }
            // Whoever began before may have read what is old by now.
            let made = try await make(kind).valueUnlessCancelled()
            if made.version == wanted { return made }
            newest = made
        }
        guard let newest else { throw CancellationError() }
        return newest
    }

    /// What the stores said at most `RunLimits.catalogueStaleSeconds` ago, without waiting where it is there. When it
    /// has changed since, it is made anew meanwhile.
    func recent(_ kind: TitleKind) async throws -> ItemsOfKind {
        let (known, wanted) = try await known(kind)
        if let known, known.items.version == wanted { return known.items }
        let work = make(kind)
        // A clock that was set back makes nothing recent.
        if let known, (0...RunLimits.catalogueStaleSeconds).contains(world.now().seconds(since: known.asOf)) {
            return known.items
        }
        return try await work.valueUnlessCancelled()
    }

    /// What is kept, and the version that it should have.
    private func known(_ kind: TitleKind) async throws -> (Kept?, wanted: String) {
        let now = world.now()
        let wanted = try await maker.version(kind)
        let known = kept.withLock { kept in
            if kept[kind]?.items.version == wanted { kept[kind]?.asOf = now }
            return kept[kind]
        }
        return (known, wanted)
    }

    /// However many ask at once, titles are made once, and for the others also when one of them is cancelled.
    private func make(_ kind: TitleKind) -> Task<ItemsOfKind, any Error> {
        Task {
            try await making.value(kind) { [self] in
                // Somebody may have made it between the asking and the beginning.
                let (known, wanted) = try await known(kind)
                if let known, known.items.version == wanted { return known.items }
                let began = world.now()
                let made = try await maker.items(kind)
                kept.withLock { $0[kind] = Kept(items: made, asOf: began) }
                return made
            }
        }
    }
}

/// Reads titles and puts them into the engine's form.
struct ItemMaker: Sendable {
    let sources: any TasteSources
    let vectors: @Sendable () -> CurrentVectors?
    let threads: NIOThreadPool

    /// Tells whether `items` would be others than before.
    func version(_ kind: TitleKind) async throws -> String {
        try await version(kind, vectors())
    }

    /// The version is read first, so that what changes meanwhile makes another one.
    func items(_ kind: TitleKind) async throws -> ItemsOfKind {
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

    private func version(_ kind: TitleKind, _ vectors: CurrentVectors?) async throws -> String {
        try await sources.version(of: kind) + "|" + (vectors?.version ?? "")
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
