package import Domain

extension RemoteArchive {
    package func create(_ kind: ArchiveKind, name: String) async throws -> ArchiveEntityFacts {
        let call = StashCall(.create(kind), ["input": .object(["name": .text(name)])])
        return try await exchange.answer(call) { answer in
            guard let made = WireStash.entity(kind, try answer.goodData[kind.rawValue + "Create"]) else {
                throw ArchiveFailure.unreadable
            }
            return made
        }
    }

    package func destroyTag(_ id: String) async throws {
        let call = StashCall(.destroyTag, ["input": .object(["id": .text(id)])])
        try await exchange.answer(call) { _ = try $0.goodData }
    }

    package func update(_ scene: String, _ edit: SceneEdit) async throws -> ArchiveStamp {
        var input = edit.wire
        input["id"] = .text(scene)
        return try await exchange.answer(StashCall(.updateScene, ["input": .object(input)])) { answer in
            guard let stamp = WireStash.stamp(try answer.goodData["sceneUpdate"]) else {
                throw ArchiveFailure.unreadable
            }
            return stamp
        }
    }

    package func update(_ scenes: [String], _ edit: RelationEdit) async throws -> [ArchiveStamp] {
        guard !scenes.isEmpty, !edit.isEmpty else { return [] }
        var variables = ["ids": StashVariable.texts(scenes)]
        for (name, ids) in [("tags", edit.tagIDs), ("performers", edit.performerIDs)] where !ids.isEmpty {
            variables[name] = .object(["ids": .texts(ids), "mode": .text(edit.mode.rawValue)])
        }
        return try await exchange.answer(StashCall(.updateRelations, variables)) { answer in
            let nodes = try answer.goodData["bulkSceneUpdate"].list
            let stamps = nodes.compactMap(WireStash.stamp)
            guard stamps.count == nodes.count, stamps.count == scenes.count else { throw ArchiveFailure.unreadable }
            return stamps
        }
    }
}

extension SceneEdit {
    /// What stays as it is is left out, because null clears.
    fileprivate var wire: [String: StashVariable] {
        var wire: [String: StashVariable] = [:]
        for (name, value) in [("title", title), ("details", details), ("date", date), ("studio_id", studioID)] {
            if case .set(let text) = value { wire[name] = text.map(StashVariable.text) ?? .null }
        }
        if case .set(let flag) = isOrganized { wire["organized"] = .flag(flag ?? false) }
        if case .set(let rating) = rating100 { wire["rating100"] = rating.map(StashVariable.int) ?? .null }
        return wire
    }
}
