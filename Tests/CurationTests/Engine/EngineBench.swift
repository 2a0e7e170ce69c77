import Basics
import Domain

@testable import Curation

/// The rules over an archive of which a test says the names: `Name|alias|alias`, with `!` in front where the archive
/// does not want it to be proposed. Ids are `studio1`, `tag2`, `performer3` in the order of the names.
struct EngineBench {
    let index: NameIndex
    private let rules: SceneRules

    init(
        studios: [String] = [], tags: [String] = [], performers: [String] = [], patterns: [StudioPattern] = [],
        createsMissing: Bool = false
    ) {
        index = NameIndex(
            Self.entities(.studio, studios) + Self.entities(.tag, tags) + Self.entities(.performer, performers))
        rules = SceneRules(index, patterns: patterns, createsMissing: createsMissing)
    }

    static func entities(_ kind: ArchiveKind, _ names: [String]) -> [ArchiveEntity] {
        names.enumerated().map { place, text in
            let parts = text.drop { $0 == "!" }.split(separator: "|").map(String.init)
            var facts = ArchiveEntityFacts(kind, upstreamID: "\(kind.rawValue)\(place + 1)", name: parts.first ?? "")
            facts.aliases = Array(parts.dropFirst())
            facts.ignoresAutoTag = text.hasPrefix("!")
            return ArchiveEntity(id: ArchiveEntityID(Int32(place + 1)), facts: facts, sceneCount: 0)
        }
    }

    func changes(_ scene: SceneFacts, above confidence: Double = 0, _ choice: DetectorChoice = DetectorChoice())
        -> [NewChange]
    {
        rules.proposals(scene, choice).changes(of: scene, index, confidenceMin: confidence)
    }

    /// What is proposed for a file, as `Name 0.95`, the surest first.
    func found(
        _ field: ChangeField, path: String? = nil, title: String = "", _ change: (inout SceneFacts) -> Void = { _ in }
    ) -> [String] {
        changes(.test(path: path, title: title, change)).filter { $0.field == field }.map { change in
            "\(change.added ?? "?") \(change.confidence)"
        }
    }
}

extension SceneFacts {
    static func test(
        _ id: String = "1", path: String? = nil, title: String = "", _ change: (inout SceneFacts) -> Void = { _ in }
    ) -> SceneFacts {
        var facts = SceneFacts(
            upstreamID: id, title: title, createdAt: Instant(milliseconds: 0), updatedAt: "2026-01-01T00:00:00Z")
        if let path { facts.files = [SceneFile(path: path)] }
        change(&facts)
        return facts
    }
}

extension NewChange {
    /// The one name that is added or set, or the text.
    var added: String? {
        guard field.isList else { return proposed.text }
        let new = (proposed.names ?? []).filter { !(current.names ?? []).contains($0) }
        return new.count == 1 ? new[0] : nil
    }
}
