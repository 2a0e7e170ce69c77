/// Why an archive did not do what it was asked. No text holds a key or an answer's body.
package enum ArchiveFailure: Error, Hashable, Sendable {
    /// What should be its address is none.
    case badAddress
    case unreachable
    case timedOut
    case keyRefused
    /// It answers, but asks for its own set-up or migration first.
    case notReady(status: String)
    /// It does not understand the question: a version that is too old, or our mistake.
    case unsupported
    /// It is in trouble itself (5xx, or an error that may pass).
    case failing
    /// It refused this one thing, in words of its own (bounded, for people).
    case refused(String)
    case unreadable
    case answerTooLarge
}

extension ArchiveFailure: CustomStringConvertible {
    /// A sentence for people.
    package var description: String {
        switch self {
        case .badAddress: "The address of Stash must begin with http:// or https://."
        case .unreachable: "Stash cannot be reached."
        case .timedOut: "Stash did not answer in time."
        case .keyRefused: "Stash refuses the API key."
        case .notReady(let status): "Stash is not ready: its status is \(status)."
        case .unsupported: "Stash does not understand the question; its version may be too old."
        case .failing: "Stash answers with an error of its own."
        case .refused(let words): "Stash refused: \(words)"
        case .unreadable: "Stash gave an answer that cannot be read."
        case .answerTooLarge: "Stash gave an answer that is too large."
        }
    }

    /// Whether the archive as a whole cannot be used now; else only this request failed.
    package var isOutage: Bool {
        switch self {
        case .refused, .unreadable, .answerTooLarge: false
        default: true
        }
    }
}

/// What an archive says of itself.
package struct ArchiveProbe: Sendable, Hashable {
    package let version: String
    /// `OK` when it can be used.
    package let status: String
    package let scenes: Int
    package let performers: Int
    package let tags: Int
    package let studios: Int

    package init(version: String, status: String, scenes: Int, performers: Int, tags: Int, studios: Int) {
        self.version = version
        self.status = status
        self.scenes = scenes
        self.performers = performers
        self.tags = tags
        self.studios = studios
    }
}

/// A page of rows that the archive answered.
package struct ArchivePage<Row: Sendable>: Sendable {
    package let rows: [Row]
    /// Rows that could not be read.
    package let errors: [MirrorError]
    /// Of everything that was asked for, before paging.
    package let total: Int
    /// How many rows the answer held, readable or not.
    package let count: Int

    package init(rows: [Row], errors: [MirrorError], total: Int, count: Int) {
        self.rows = rows
        self.errors = errors
        self.total = total
        self.count = count
    }
}

/// An id with the moment of its last change, as it was received.
package struct ArchiveStamp: Sendable, Hashable {
    package let id: String
    package let updatedAt: String

    package init(id: String, updatedAt: String) {
        self.id = id
        self.updatedAt = updatedAt
    }
}

/// Scalars of a scene that are to be written; what is not mentioned stays as it is.
package struct SceneEdit: Sendable, Hashable {
    /// What becomes of a member; nil clears it.
    package enum Value<Of: Sendable & Hashable>: Sendable, Hashable {
        case kept
        case set(Of?)
    }

    package var title: Value<String> = .kept
    package var details: Value<String> = .kept
    package var date: Value<String> = .kept
    package var studioID: Value<String> = .kept
    package var isOrganized: Value<Bool> = .kept
    package var rating100: Value<Int> = .kept

    package init() {}

    package var isEmpty: Bool { self == SceneEdit() }
}

/// Names that are added to scenes, or taken from them.
package struct RelationEdit: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable {
        case add = "ADD"
        case remove = "REMOVE"
    }

    package let mode: Mode
    /// The archive's ids.
    package var tagIDs: [String] = []
    package var performerIDs: [String] = []

    package init(_ mode: Mode) {
        self.mode = mode
    }

    package var isEmpty: Bool { tagIDs.isEmpty && performerIDs.isEmpty }
}

/// A personal video archive that is kept by another server (Stash). All methods throw `ArchiveFailure` and
/// `CancellationError`; what may pass is tried again inside.
package protocol Archive: Sendable {
    /// What tells archives apart: scheme, host, port, and the path below which it is.
    var origin: String { get }

    func probe() async throws -> ArchiveProbe
    /// Scenes by id; `page` begins with 1. `since` is a filter value as `ArchiveWatermark` makes it.
    func scenes(page: Int, size: Int, since: String?) async throws -> ArchivePage<SceneFacts>
    func sceneStamps(page: Int, size: Int) async throws -> ArchivePage<ArchiveStamp>
    /// Studios, tags or performers by id.
    func entities(
        _ kind: ArchiveKind, page: Int, size: Int, since: String?
    ) async throws -> ArchivePage<ArchiveEntityFacts>
    /// How many rows have changed since then, or how many there are. Answers within 3 s or throws.
    func count(_ kind: ArchiveKind, since: String?) async throws -> Int
    /// Nil when there is none of that id, and for an id that is no number.
    func scene(_ id: String) async throws -> SceneFacts?
    /// Those of which the name or an alias equals `name`, whatever the case of its letters.
    func entities(_ kind: ArchiveKind, named name: String) async throws -> [ArchiveEntityFacts]
    /// Throws `ArchiveFailure.refused` when the name is taken.
    func create(_ kind: ArchiveKind, name: String) async throws -> ArchiveEntityFacts
    /// Forgets a tag that this server made.
    func destroyTag(_ id: String) async throws
    /// Writes scalars and returns the new moment of the scene's last change.
    func update(_ scene: String, _ edit: SceneEdit) async throws -> ArchiveStamp
    /// Adds or removes names of scenes, all or none, and returns the new moments.
    func update(_ scenes: [String], _ edit: RelationEdit) async throws -> [ArchiveStamp]
}

/// The archive as it is set up now; nil without one.
package typealias CurrentArchive = @Sendable () async -> (any Archive)?
