import Basics
import Domain

/// One thing that is done to a scene.
enum SceneEffect: Sendable, Hashable {
    case add(ArchiveKind, [ArchiveName])
    case remove(ArchiveKind, [ArchiveName])
    case studio(ArchiveName?)
    case details(String?)
    case title(String?)

    /// The scene as it is afterwards.
    func applied(to facts: SceneFacts) -> SceneFacts {
        var facts = facts
        switch self {
        case .add(let kind, let names):
            facts.change(kind) { present in
                let known = Set(present.map(\.id))
                return present + names.filter { !known.contains($0.id) }
            }
        case .remove(let kind, let names):
            let gone = Set(names.map(\.id))
            facts.change(kind) { $0.filter { !gone.contains($0.id) } }
        case .studio(let studio): facts.studio = studio
        case .details(let text): facts.details = text
        case .title(let text): facts.title = text ?? ""
        }
        return facts
    }

    /// Whether the scene is so already.
    func isTrue(of facts: SceneFacts) -> Bool {
        switch self {
        case .add(let kind, let names):
            Set(names.map(\.id)).isSubset(of: facts.names(of: kind).map(\.id))
        case .remove(let kind, let names):
            Set(names.map(\.id)).isDisjoint(with: facts.names(of: kind).map(\.id))
        case .studio(let studio): facts.studio?.id == studio?.id
        case .details(let text): facts.details.meaning == text.meaning
        case .title(let text): facts.title.meaning == text.meaning
        }
    }
}

extension SceneFacts {
    fileprivate mutating func change(_ kind: ArchiveKind, _ change: ([ArchiveName]) -> [ArchiveName]) {
        switch kind {
        case .tag: tags = change(tags)
        case .performer: performers = change(performers)
        case .studio, .scene: break
        }
    }
}

extension String? {
    /// Archives trim texts, and an empty one is none.
    var meaning: String? { self?.meaning }
}

extension String {
    var meaning: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}

/// What a change, or taking one back, does to its scene.
struct SceneStep: Sendable {
    let change: ChangeID
    var effect: SceneEffect
}

/// What is sent to the archive for a scene.
struct SceneWrite: Sendable {
    var add = RelationEdit(.add)
    var remove = RelationEdit(.remove)
    var edit = SceneEdit()

    /// Everything together. What is both added and removed stays as it is.
    init(_ effects: [SceneEffect]) {
        for effect in effects { include(effect) }
        let tags = Set(add.tagIDs).intersection(remove.tagIDs)
        let performers = Set(add.performerIDs).intersection(remove.performerIDs)
        for edit in [\SceneWrite.add, \.remove] {
            self[keyPath: edit].tagIDs.removeAll { tags.contains($0) }
            self[keyPath: edit].performerIDs.removeAll { performers.contains($0) }
        }
    }

    private mutating func include(_ effect: SceneEffect) {
        switch effect {
        case .add(let kind, let names): add.include(names.map(\.id), of: kind)
        case .remove(let kind, let names): remove.include(names.map(\.id), of: kind)
        case .studio(let studio): edit.studioID = .set(studio?.id)
        case .details(let text): edit.details = .set(text)
        case .title(let text): edit.title = .set(text)
        }
    }

    /// Returns the moment of the scene's last change as the archive tells it; nil when there is nothing to write.
    func send(to archive: any Archive, scene: String) async throws -> String? {
        var stamp: String?
        for relation in [add, remove] where !relation.isEmpty {
            stamp = try await archive.update([scene], relation).last?.updatedAt ?? stamp
        }
        if !edit.isEmpty { stamp = try await archive.update(scene, edit).updatedAt }
        return stamp
    }
}

extension RelationEdit {
    mutating func include(_ ids: [String], of kind: ArchiveKind) {
        switch kind {
        case .tag: tagIDs += ids.filter { !tagIDs.contains($0) }
        case .performer: performerIDs += ids.filter { !performerIDs.contains($0) }
        case .studio, .scene: break
        }
    }
}
