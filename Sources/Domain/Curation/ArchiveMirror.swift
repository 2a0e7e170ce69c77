package import Basics

/// What became of a row that was taken over.
package enum MirrorOutcome: String, Sendable, Hashable, Codable {
    case created
    case updated
    /// Nothing of it had changed.
    case skipped
}

/// A row that could not be taken over.
package struct MirrorError: Sendable, Hashable, Codable {
    package let entity: String
    package let id: String
    package let message: String

    package init(_ kind: ArchiveKind, id: String, message: String) {
        entity = kind.rawValue
        self.id = id
        self.message = message
    }
}

/// What became of a page of rows.
package struct MirrorResult: Sendable, Hashable {
    /// By the archive's id.
    package var outcomes: [String: MirrorOutcome] = [:]
    package var errors: [MirrorError] = []

    package init() {}
}

/// How far one kind has been taken over.
package struct MirrorState: Sendable, Hashable {
    package let kind: ArchiveKind
    /// The `Archive.origin` of the archive that was read.
    package var origin: String?
    /// The greatest `updatedAt` seen, as it was received; nil before the first finished walk.
    package var watermark: String?
    /// When the last walk that finished ended.
    package var finishedAt: Instant?
    /// When the last walk over everything ended, which also finds what is gone.
    package var fullAt: Instant?
    /// The digest of a set of ids so small that it was not believed, and when it was seen.
    package var doubt: String?
    package var doubtAt: Instant?

    package init(kind: ArchiveKind) {
        self.kind = kind
    }
}

/// Takes over what the archive says. Each method is one transaction; a row's facts, files and relations go together.
package protocol ArchiveMirror: Sendable {
    /// Takes over studios, tags or performers by the archive's ids. What a stub became is `updated`. One row that
    /// cannot be stored is an error of the result and keeps no other from being stored.
    func takeOver(_ entities: [ArchiveEntityFacts], at moment: Instant) async throws -> MirrorResult
    /// Takes over scenes: the title of the catalogue, facts, files, relations; names that are not known become stubs.
    ///
    /// A digest over everything but `updatedAt` decides what became of a row; a skipped one gets its moment and its
    /// `updatedAt` alone. `moment` is when the archive was asked: a row that is older than one stored since then is
    /// skipped, so that a sync does not put back what an apply has just changed. In the same transaction open changes
    /// about the scene get its present values, and those that have become true are closed as applied.
    func takeOver(_ scenes: [SceneFacts], at moment: Instant) async throws -> MirrorResult
    /// The archive's ids of everything of a kind that is known here.
    func knownIDs(_ kind: ArchiveKind) async throws -> Set<String>
    /// When the scenes that are known here were changed, by the archive's ids, as it was received.
    func sceneStamps() async throws -> [String: String]
    /// Names that scenes carry of which nothing but the name is known.
    func stubIDs(_ kind: ArchiveKind) async throws -> [String]
    /// Forgets rows that the archive does not have any more. Plans keep their texts; open changes about a scene that is
    /// gone are rejected with that reason. Returns how many there were.
    func remove(_ kind: ArchiveKind, _ upstreamIDs: [String], at moment: Instant) async throws -> Int
    func state(of kind: ArchiveKind) async throws -> MirrorState
    func store(_ state: MirrorState) async throws
}
