/// What an archive has rows of, in the order in which they are taken over: relations resolve then.
package enum ArchiveKind: String, Sendable, Codable, CaseIterable {
    case studio
    case tag
    case performer
    case scene

    /// The kinds of names that scenes carry.
    package static let entities: [ArchiveKind] = [.studio, .tag, .performer]
}

package typealias ArchiveEntityID = ID<ArchiveEntity>

/// A studio, tag or performer by the archive's id and its name.
package struct ArchiveName: Hashable, Sendable, Codable {
    package let id: String
    package let name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// What an archive says of a studio, tag or performer.
package struct ArchiveEntityFacts: Hashable, Sendable {
    package let kind: ArchiveKind
    /// The archive's own id.
    package let upstreamID: String
    package var name: String
    /// Tells performers of one name apart.
    package var disambiguation: String?
    package var aliases: [String] = []
    package var details: String?
    /// The archive asks that this is never proposed.
    package var ignoresAutoTag = false
    /// RFC 3339 exactly as it was received; nil where only a scene named it.
    package var updatedAt: String?
    /// Scenes that carry it by the archive's own count; nil where that was not told. Not mirrored.
    package var sceneCount: Int?

    package init(_ kind: ArchiveKind, upstreamID: String, name: String) {
        self.kind = kind
        self.upstreamID = upstreamID
        self.name = name
    }

    package var reference: ArchiveName { ArchiveName(id: upstreamID, name: name) }
}

/// A studio, tag or performer as it is mirrored here.
package struct ArchiveEntity: Hashable, Sendable {
    package let id: ArchiveEntityID
    package let facts: ArchiveEntityFacts
    /// Scenes that carry it.
    package let sceneCount: Int

    package init(id: ArchiveEntityID, facts: ArchiveEntityFacts, sceneCount: Int) {
        self.id = id
        self.facts = facts
        self.sceneCount = sceneCount
    }
}
