import Basics
import Domain
import SQL

/// Takes over what the archive says of studios, tags and performers, in a script that holds the lock of the titles.
struct EntityWriter {
    let connection: any SQLConnection
    let world: World

    private var rows: ArchiveEntityRows { ArchiveEntityRows(connection: connection) }

    /// Stores the facts; the last of several rows of one id counts. Scenes that carry one get its name.
    func takeOver(_ entities: [ArchiveEntityFacts], at moment: Instant) throws -> MirrorResult {
        var result = MirrorResult()
        let told = Self.readable(entities, &result)
        let known = try rows.rows(told.map(\.key))
        var changed: [ArchiveEntityFacts] = []
        var skipped: [(id: ArchiveEntityID, updatedAt: String?)] = []
        for facts in told {
            if let row = known[facts.key], !row.isChanged(by: facts) {
                skipped.append((row.id, facts.updatedAt))
                result.outcomes[facts.upstreamID] = .skipped
            } else {
                changed.append(facts)
                result.outcomes[facts.upstreamID] = known[facts.key] == nil ? .created : .updated
            }
        }
        try rows.touch(skipped, at: moment)
        try put(changed, known, at: moment)
        return result
    }

    /// The ids of everything that scenes name. What is not known becomes a stub, and stubs get their present names.
    func name(_ stubs: [ArchiveEntityFacts], at moment: Instant) throws -> [ArchiveKey: ArchiveEntityID] {
        let known = try rows.rows(stubs.map(\.key))
        let changed = stubs.filter { stub in
            known[stub.key].map { $0.isStub && $0.name != stub.name } ?? true
        }
        try put(changed, known, at: moment)
        let missing = changed.map(\.key).filter { known[$0] == nil }
        return try known.merging(rows.rows(missing)) { first, _ in first }.mapValues(\.id)
    }

    private func put(
        _ changed: [ArchiveEntityFacts], _ known: [ArchiveKey: ArchiveEntityRows.Row], at moment: Instant
    ) throws {
        guard !changed.isEmpty else { return }
        try rows.put(changed, at: moment)
        let renamed = changed.compactMap { facts in known[facts.key].flatMap { $0.name == facts.name ? nil : $0.id } }
        try SceneWriter(connection: connection, world: world).retitle(rows.scenes(with: renamed), at: moment)
    }

    private static func readable(
        _ entities: [ArchiveEntityFacts], _ result: inout MirrorResult
    ) -> [ArchiveEntityFacts] {
        var places: [ArchiveKey: Int] = [:]
        var told: [ArchiveEntityFacts] = []
        for entity in entities {
            do {
                let facts = try entity.storable()
                if let place = places[facts.key] {
                    told[place] = facts
                } else {
                    places[facts.key] = told.count
                    told.append(facts)
                }
            } catch {
                result.errors.append(MirrorError(entity.kind, id: entity.upstreamID, message: error.words))
            }
        }
        return told
    }
}

extension ArchiveEntityRows.Row {
    /// Facts without a moment are only a part of what the archive knows, and replace no other than such.
    fileprivate func isChanged(by facts: ArchiveEntityFacts) -> Bool {
        if facts.updatedAt == nil, !isStub { return false }
        return digest != facts.digest || (isStub && facts.updatedAt != nil)
    }
}
