import Basics
package import Domain
package import NIOPosix

/// A Stash, reached over HTTP.
///
/// One value serves the whole process, because its limits are shared. Nothing is logged.
package struct RemoteArchive: Archive {
    let exchange: StashExchange

    /// Changed settings need a new value. Answers are read on `threads`; `jitter` answers values in -1...1.
    package init(
        settings: StashSettings, http: OutgoingHTTP, clock: OutgoingClock = .live,
        jitter: @escaping @Sendable () -> Double = { .random(in: -1...1) }, threads: NIOThreadPool = .singleton
    ) {
        exchange = StashExchange(settings: settings, http: http, clock: clock, jitter: jitter, threads: threads)
    }

    package var origin: String { exchange.settings.origin }

    package func probe() async throws -> ArchiveProbe { try await probe(.usual) }

    /// An installation that is not set up answers what it is in, and nothing about what it holds.
    func probe(_ patience: StashCall.Patience) async throws -> ArchiveProbe {
        do {
            return try await exchange.answer(StashCall(.probe, [:], patience)) { answer in
                guard let probe = WireStash.probe(try answer.goodData) else { throw ArchiveFailure.unreadable }
                return probe
            }
        } catch let failure as ArchiveFailure {
            guard case .refused = failure else { throw failure }
            let status = try await exchange.answer(StashCall(.status, [:], patience)) {
                $0.data["systemStatus"]["status"].text
            }
            guard let status, status != WireStash.ready else { throw failure }
            throw ArchiveFailure.notReady(
                status: status.printable(charactersMax: ConnectorsLimits.stashWordsMax))
        }
    }

    package func scenes(page: Int, size: Int, since: String?) async throws -> ArchivePage<SceneFacts> {
        let listing = StashListing(.scene, .page(.scene), since: since, read: WireStash.scene)
        return try await read(listing, page: page, size: size)
    }

    package func sceneStamps(page: Int, size: Int) async throws -> ArchivePage<ArchiveStamp> {
        let listing = StashListing(.scene, .stamps(.scene), since: nil, read: WireStash.stamp)
        return try await read(listing, page: page, size: size)
    }

    package func entities(
        _ kind: ArchiveKind, page: Int, size: Int, since: String?
    ) async throws -> ArchivePage<ArchiveEntityFacts> {
        let listing = StashListing(kind, .page(kind), since: since) { WireStash.entity(kind, $0) }
        return try await read(listing, page: page, size: size)
    }

    package func count(_ kind: ArchiveKind, since: String?) async throws -> Int {
        let seconds = exchange.settings.timeoutSeconds * ConnectorsLimits.stashCountPart
        let call = StashCall(.count(kind), StashListing<Never>.filter(since), .brief(seconds))
        return try await exchange.answer(call) { answer in
            guard let count = try answer.goodData[kind.find]["count"].int else { throw ArchiveFailure.unreadable }
            return count
        }
    }

    package func scene(_ id: String) async throws -> SceneFacts? {
        guard WireStash.isID(id) else { return nil }
        return try await exchange.answer(StashCall(.scene, ["id": .text(id)])) { answer in
            let node = try answer.goodData["findScene"]
            guard node.isObject else { return nil }
            guard let scene = WireStash.scene(node) else { throw ArchiveFailure.unreadable }
            return scene
        }
    }

    package func entities(_ kind: ArchiveKind, named name: String) async throws -> [ArchiveEntityFacts] {
        let wanted = name.lowercased()
        return try await exchange.answer(StashCall(.named(kind), ["name": .text(name)])) { answer in
            try answer.goodData[kind.find][kind.rows].list.compactMap { node in
                guard let entity = WireStash.entity(kind, node) else { throw ArchiveFailure.unreadable }
                let isMeant = ([entity.name] + entity.aliases).contains { $0.lowercased() == wanted }
                return isMeant ? entity : nil
            }
        }
    }
}
