package import Basics
package import Domain

/// Where the archive's scenes and names are looked at and edited.
package struct SceneDesk: Sendable {
    private let scenes: any SceneStore
    private let mirror: any ArchiveMirror
    private let archive: CurrentArchive
    private let world: World

    package init(
        scenes: any SceneStore, mirror: any ArchiveMirror, archive: @escaping CurrentArchive, world: World
    ) {
        self.scenes = scenes
        self.mirror = mirror
        self.archive = archive
        self.world = world
    }

    package func page(
        _ filter: SceneFilter, by order: SceneOrder, descending: Bool, offset: Int, limit: Int
    ) async throws -> ScenePage {
        try await scenes.page(filter, by: order, descending: descending, offset: offset, limit: limit)
    }

    /// Throws `CurationError.unknownScene`.
    package func scene(_ id: String) async throws -> Scene {
        guard let scene = try await scenes.scene(id) else { throw CurationError.unknownScene(id) }
        return scene
    }

    package func summary() async throws -> SceneSummary {
        try await scenes.summary()
    }

    /// By name without case; those with `search` inside their name, or all.
    package func entities(_ kind: ArchiveKind, search: String?) async throws -> [ArchiveEntity] {
        try await scenes.entities(kind, search: search)
    }

    /// Throws `CurationError.unknownEntity`.
    package func entity(_ kind: ArchiveKind, _ id: String) async throws -> ArchiveEntity {
        guard let entity = try await scenes.entity(kind, upstreamID: id) else {
            throw CurationError.unknownEntity(kind, id)
        }
        return entity
    }
}

/// What is done in the archive at once. All of it throws `ArchiveFailure` and `CurationError.noArchive`.
extension SceneDesk {
    /// Reads a scene from the archive. Throws `CurationError.unknownScene`, also when it is gone there; it is not known
    /// here any more then.
    package func resync(_ id: String) async throws -> Scene {
        _ = try await scene(id)
        return try await takeOver(id, from: present())
    }

    /// Writes an edit to the archive, and what came of it to the mirror. Throws `CurationError` `unknownScene`,
    /// `unknownEntity` and `badValue`.
    package func edit(_ id: String, _ wish: SceneWish) async throws -> Scene {
        _ = try await scene(id)
        try check(wish.scalars)
        try await checkNames(of: wish)
        let archive = try await present()
        let facts = try await facts(of: id, in: archive)
        var write = SceneWrite([])
        write.edit = wish.scalars
        write.difference(.tag, from: facts.tags, to: wish.tagIDs)
        write.difference(.performer, from: facts.performers, to: wish.performerIDs)
        return try await uncancelled { [write] in
            _ = try await write.send(to: archive, scene: id)
            return try await takeOver(id, from: archive)
        }
    }

    /// Gives tags to scenes, or takes them away. Throws `CurationError.unknownEntity` and `badValue`.
    package func changeTags(
        _ mode: RelationEdit.Mode, _ tagIDs: [String], of sceneIDs: [String]
    ) async throws -> SceneTagReport {
        guard sceneIDs.count <= CurationLimits.scenesPerCallMax else {
            throw CurationError.badValue("At most \(CurationLimits.scenesPerCallMax) scenes are changed at once.")
        }
        try await checkNames([(.tag, tagIDs)])
        let archive = try await present()
        let known = try await scenes.known(sceneIDs)
        var (report, seen) = (SceneTagReport(), Set<String>())
        for id in sceneIDs where seen.insert(id).inserted {
            guard known.contains(id), let facts = try await existing(id, in: archive) else {
                report.missing.append(id)
                continue
            }
            let present = Set(facts.tags.map(\.id))
            var relation = RelationEdit(mode)
            relation.tagIDs = tagIDs.filter { present.contains($0) == (mode == .remove) }
            guard !relation.isEmpty else {
                report.unchanged.append(id)
                continue
            }
            try await uncancelled { [relation] in
                _ = try await archive.update([id], relation)
                _ = try await takeOver(id, from: archive)
            }
            report.updated.append(id)
        }
        return report
    }

    private func present() async throws -> any Archive {
        guard let archive = await archive() else { throw CurationError.noArchive }
        return archive
    }

    /// Reads a scene and mirrors it; nil, and forgotten here, when it is gone.
    private func existing(_ id: String, in archive: any Archive) async throws -> SceneFacts? {
        guard let facts = try await archive.scene(id) else {
            _ = try await mirror.remove(.scene, [id], at: world.now())
            return nil
        }
        return facts
    }

    private func facts(of id: String, in archive: any Archive) async throws -> SceneFacts {
        guard let facts = try await existing(id, in: archive) else { throw CurationError.unknownScene(id) }
        return facts
    }

    private func takeOver(_ id: String, from archive: any Archive) async throws -> Scene {
        let askedAt = world.now()
        _ = try await mirror.takeOver([facts(of: id, in: archive)], at: askedAt)
        return try await scene(id)
    }

    private func check(_ edit: SceneEdit) throws {
        if case .set(let rating?) = edit.rating100, !(1...100).contains(rating) {
            throw CurationError.badValue("The rating must be from 1 to 100.")
        }
        if case .set(let date?) = edit.date, SceneFacts.firstDay(of: date) == nil {
            throw CurationError.badValue("The date must be YYYY, YYYY-MM or YYYY-MM-DD.")
        }
    }

    private func checkNames(of wish: SceneWish) async throws {
        var studios: [String] = []
        if case .set(let studio?) = wish.scalars.studioID { studios.append(studio) }
        try await checkNames([
            (.studio, studios), (.tag, wish.tagIDs ?? []), (.performer, wish.performerIDs ?? []),
        ])
    }

    /// Throws `CurationError.unknownEntity` for the first name that is not known here.
    private func checkNames(_ names: [(kind: ArchiveKind, ids: [String])]) async throws {
        let wanted: [ArchiveKind: [String]] = Dictionary(names.map { ($0.kind, $0.ids) }) { first, _ in first }
        let known = try await scenes.known(wanted)
        for (kind, ids) in names {
            for id in ids where known[kind]?.contains(id) != true { throw CurationError.unknownEntity(kind, id) }
        }
    }
}

extension SceneWrite {
    /// Adds and removes what makes the present names those that are wanted.
    fileprivate mutating func difference(_ kind: ArchiveKind, from present: [ArchiveName], to wanted: [String]?) {
        guard let wanted else { return }
        let ids = present.map(\.id)
        add.include(wanted.filter { !ids.contains($0) }, of: kind)
        remove.include(ids.filter { !wanted.contains($0) }, of: kind)
    }
}
