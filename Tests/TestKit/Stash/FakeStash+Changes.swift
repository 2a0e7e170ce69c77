import Basics
import Domain

extension FakeStash {
    /// Each is done as a whole or not at all.
    func change(_ field: String, _ input: JSONValue) throws -> GraphQLNode {
        switch field {
        case "sceneUpdate": return try update(input)
        case "bulkSceneUpdate": return .list(try updateMany(input))
        case "tagDestroy":
            let id = try Self.number(input["id"] ?? .null)
            guard archive.name(.tag, id) != nil else { throw GraphQLFault("tag with id \(id) not found") }
            archive.remove(.tag, id)
            return .flag(true)
        default: break
        }
        for kind in ArchiveKind.entities where field == kind.rawValue + "Create" { return try create(kind, input) }
        throw GraphQLFault("not implemented: \(field)")
    }

    private func update(_ input: JSONValue) throws -> GraphQLNode {
        let id = try Self.number(input["id"] ?? .null)
        guard var scene = archive.scene(id) else { throw GraphQLFault("scene with id \(id) not found") }
        try set(input, of: &scene)
        if let tags = input["tag_ids"] { scene.tags = try known(.tag, tags) }
        if let performers = input["performer_ids"] { scene.performers = try known(.performer, performers) }
        if scene.title?.isEmpty ?? true, input["title"] != nil, scene.files.isEmpty {
            throw GraphQLFault("title must be set if scene has no files")
        }
        let changed = scene
        archive.edit(scene: id) { $0 = changed }
        return archive.scene(id).map(node) ?? .null
    }

    private func updateMany(_ input: JSONValue) throws -> [GraphQLNode] {
        let ids = try (input["ids"]?.list ?? []).map(Self.number)
        let changed = try ids.map { id in
            guard var scene = archive.scene(id) else { throw GraphQLFault("scene with id \(id) not found") }
            try set(input, of: &scene)
            scene.tags = try relate(scene.tags, .tag, input["tag_ids"])
            scene.performers = try relate(scene.performers, .performer, input["performer_ids"])
            return scene
        }
        for scene in changed { archive.edit(scene: scene.id) { $0 = scene } }
        return ids.compactMap(archive.scene).map(node)
    }

    /// What is not mentioned stays, and null clears.
    private func set(_ input: JSONValue, of scene: inout FakeStashScene) throws {
        func text(_ member: String, _ present: String?) -> String? {
            input[member].map { $0.text?.trimmed } ?? present
        }
        scene.title = text("title", scene.title)
        scene.details = text("details", scene.details)
        scene.date = text("date", scene.date)
        if let organized = input["organized"] { scene.isOrganized = organized == .bool(true) }
        if let rating = input["rating100"] { scene.rating100 = rating.int }
        if let studio = input["studio_id"] {
            scene.studio = studio == .null ? nil : try known(.studio, .list([studio])).first
        }
    }

    private func relate(_ present: [Int], _ kind: ArchiveKind, _ edit: JSONValue?) throws -> [Int] {
        guard let edit, edit != .null else { return present }
        let ids = try (edit["ids"]?.list ?? []).map(Self.number)
        switch edit["mode"]?.text {
        case "ADD": return present + (try known(kind, edit["ids"] ?? .null)).filter { !present.contains($0) }
        case "REMOVE": return present.filter { !ids.contains($0) }
        default: return try known(kind, edit["ids"] ?? .null)
        }
    }

    private func known(_ kind: ArchiveKind, _ ids: JSONValue) throws -> [Int] {
        let ids = try (ids.list ?? []).map(Self.number)
        guard ids.allSatisfy({ archive.name(kind, $0) != nil }) else {
            throw GraphQLFault("FOREIGN KEY constraint failed")
        }
        return ids
    }

    /// Names of tags and studios are told from all names and aliases, those of performers from names alone.
    private func create(_ kind: ArchiveKind, _ input: JSONValue) throws -> GraphQLNode {
        let name = input["name"]?.text?.trimmed ?? ""
        guard !name.isEmpty else { throw GraphQLFault("\(kind.rawValue) name must not be blank") }
        for other in archive.names(kind) {
            if other.name.lowercased() == name.lowercased(), kind != .performer || other.disambiguation == nil {
                throw GraphQLFault("\(kind.rawValue) with name '\(name)' already exists")
            }
            if kind != .performer, other.aliases.contains(where: { $0.lowercased() == name.lowercased() }) {
                throw GraphQLFault("name '\(name)' is used as alias for '\(other.name)'")
            }
        }
        let id = archive.add(kind, name)
        return archive.name(kind, id).map { node($0, kind) } ?? .null
    }
}
