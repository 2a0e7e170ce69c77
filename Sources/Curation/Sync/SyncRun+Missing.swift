import Basics
import Domain

/// What the archive does not have any more.
extension SyncRun {
    /// What of the known rows is probably gone after a walk over everything.
    ///
    /// An archive that suddenly has less than half of its scenes is more likely ill than emptied: that is believed only
    /// when a second walk within an hour finds the same.
    mutating func missing(_ kind: ArchiveKind, known: Set<String>, seen: Set<String>) async throws -> [String] {
        guard kind == .scene else { return known.subtracting(seen).sorted() }
        var state = try await stores.mirror.state(of: kind)
        let now = world.now()
        guard isFewerThanHalf(seen, of: known) else {
            if state.doubt != nil {
                (state.doubt, state.doubtAt) = (nil, nil)
                try await stores.mirror.store(state)
            }
            return known.subtracting(seen).sorted()
        }
        var digester = StableDigest()
        for id in seen.sorted() { digester.add(id) }
        let digest = digester.hex
        let age = state.doubtAt.map { now.seconds(since: $0) }
        let isSeenAgain = state.doubt == digest && age.map { (0...CurationLimits.doubtSeconds).contains($0) } ?? false
        (state.doubt, state.doubtAt) = isSeenAgain ? (nil, nil) : (digest, now)
        try await stores.mirror.store(state)
        if isSeenAgain { return known.subtracting(seen).sorted() }
        isDoubtful = true
        try await observer.warn(
            "The archive has \(seen.count) of \(known.count) known scenes; nothing is removed before another full "
                + "sync within an hour finds the same.")
        return []
    }

    /// What a comparison of scenes has found.
    struct Compared {
        var missing = Missing(kind: .scene, isWhole: true)
        /// The latest moment of all that are there, as it was received.
        var greatest: String?
        /// Scenes that are here as they were at another moment, or not at all: a row that failed is not read again
        /// with what has changed since.
        var outdated: [String] = []
    }

    /// What of the known scenes is probably gone, and what is not as it is there, by ids and moments alone.
    mutating func compare() async throws -> Compared {
        let known = try await stores.mirror.sceneStamps()
        var (compared, seen) = (Compared(), Set<String>())
        for number in 1...CurationLimits.pagesMax {
            let page = try await archive.sceneStamps(page: number, size: CurationLimits.stampsPerPage)
            seen.formUnion(page.rows.map(\.id) + page.errors.map(\.id))
            compared.greatest = ArchiveWatermark.greatest(
                of: page.rows.map(\.updatedAt) + [compared.greatest].compactMap(\.self))
            compared.outdated += page.rows.filter { known[$0.id] != $0.updatedAt }.map(\.id)
            try await observer.progress(done, max(expected, done))
            if page.count < CurationLimits.stampsPerPage { break }
        }
        let ids = Set(known.keys)
        if isFewerThanHalf(seen, of: ids) {
            isDoubtful = true
            try await observer.warn(
                "The archive has \(seen.count) of \(ids.count) known scenes; nothing is removed without full syncs.")
        } else {
            compared.missing.ids = ids.subtracting(seen).sorted()
        }
        return compared
    }

    private func isFewerThanHalf(_ seen: Set<String>, of known: Set<String>) -> Bool { seen.count * 2 < known.count }

    /// Forgets what is missing, unless the archive is not believed. Not before that everything counts as compared, so
    /// that a sync which is cut off compares again.
    mutating func settle(_ missing: Missing) async throws {
        if !isDoubtful { try await remove(missing.ids, of: missing.kind) }
        guard missing.isWhole else { return }
        var state = try await stores.mirror.state(of: missing.kind)
        state.fullAt = world.now()
        try await stores.mirror.store(state)
    }

    /// Forgets those that are gone indeed. A row also slips through a walk when one before it is removed meanwhile, so
    /// the archive is asked for each, and what it has is taken over.
    private mutating func remove(_ missing: [String], of kind: ArchiveKind) async throws {
        var rest = missing[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(CurationLimits.removedAtOnce))
            rest = rest.dropFirst(part.count)
            let now = world.now()
            let looks = try await part.mapConcurrently(atMost: CurationLimits.asksAtOnce) { [self] id in
                try await look(for: id, kind)
            }
            let gone = zip(part, looks).compactMap { $1 == .gone ? $0 : nil }
            let scenes = looks.compactMap(\.facts)
            if !scenes.isEmpty { report.count(try await stores.mirror.takeOver(scenes, at: now), of: .scene) }
            report[kind].deleted += try await stores.mirror.remove(kind, gone, at: now)
            try await observer.progress(done, max(expected, done))
        }
    }

    private enum Look: Sendable, Equatable {
        case gone
        case present
        case scene(SceneFacts)

        var facts: SceneFacts? {
            if case .scene(let facts) = self { facts } else { nil }
        }
    }

    private func look(for id: String, _ kind: ArchiveKind) async throws -> Look {
        do {
            if kind == .scene { return try await archive.scene(id).map(Look.scene) ?? .gone }
            guard let name = try await stores.scenes.entity(kind, upstreamID: id)?.facts.name else { return .gone }
            return try await archive.entities(kind, named: name).contains { $0.upstreamID == id } ? .present : .gone
        } catch let failure as ArchiveFailure where !failure.isOutage {
            // It is there, and only cannot be read.
            return .present
        }
    }
}
