package import Basics

/// A video file of a scene, in the archive's view of the file system.
package struct SceneFile: Hashable, Sendable, Codable {
    package let path: String
    package var size: Int64?
    /// Seconds.
    package var duration: Double?
    package var width: Int?
    package var height: Int?
    /// Pictures a second.
    package var frameRate: Double?
    /// Bits a second.
    package var bitRate: Int64?
    /// The container, such as `mp4`.
    package var format: String?
    package var videoCodec: String?
    package var audioCodec: String?
    /// Hexadecimal text by its type: `oshash`, `md5`, `phash`.
    package var fingerprints: [String: String] = [:]

    package init(path: String) {
        self.path = path
    }

    /// The name with its ending.
    package var baseName: String {
        String(path.split(separator: "/", omittingEmptySubsequences: true).last ?? Substring(path))
    }
}

/// What an archive says of a scene.
package struct SceneFacts: Hashable, Sendable {
    /// The archive's own id.
    package let upstreamID: String
    /// May be blank.
    package var title: String
    package var details: String?
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as it was received.
    package var date: String?
    package var code: String?
    package var director: String?
    package var urls: [String] = []
    package var isOrganized = false
    /// 1–100.
    package var rating100: Int?
    /// The primary file first.
    package var files: [SceneFile] = []
    package var studio: ArchiveName?
    /// By name.
    package var performers: [ArchiveName] = []
    /// By name.
    package var tags: [ArchiveName] = []
    package var createdAt: Instant
    /// RFC 3339 exactly as it was received.
    package var updatedAt: String

    package init(upstreamID: String, title: String, createdAt: Instant, updatedAt: String) {
        self.upstreamID = upstreamID
        self.title = title
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// The title; where it is blank the name of the primary file; without file `Scene` and the id.
    package var shownTitle: String {
        if title.contains(where: { !$0.isWhitespace }) { return title }
        return files.first?.baseName ?? "Scene \(upstreamID)"
    }

    /// The first day of what `date` names, `YYYY-MM-DD`; nil without a date, and where it is none.
    package var day: String? { date.flatMap { Self.firstDay(of: $0) } }

    /// The first day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else.
    package static func firstDay(of date: String) -> String? {
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let month = parts.count > 1 ? Int(parts[1]) ?? 0 : 1
        let day = parts.count > 2 ? Int(parts[2]) ?? 0 : 1
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(parts[0])-\(two(month))-\(two(day))"
    }

    package func names(of kind: ArchiveKind) -> [ArchiveName] {
        switch kind {
        case .studio: studio.map { [$0] } ?? []
        case .performer: performers
        case .tag: tags
        case .scene: []
        }
    }
}

/// A scene of the archive as it is mirrored here: a title of the catalogue with the archive's facts.
package struct Scene: Hashable, Sendable {
    /// The title of kind `scene` that stands for it.
    package let id: TitleID
    package let facts: SceneFacts
    package let lastSyncedAt: Instant
    /// Whether an analysis has looked at it.
    package let isAnalyzed: Bool

    package init(id: TitleID, facts: SceneFacts, lastSyncedAt: Instant, isAnalyzed: Bool) {
        self.id = id
        self.facts = facts
        self.lastSyncedAt = lastSyncedAt
        self.isAnalyzed = isAnalyzed
    }
}

/// Which scenes a list holds. Everything that is given must hold.
package struct SceneFilter: Hashable, Sendable {
    /// Part of title, details or a path, whatever its case; blank for all.
    package var search: String?
    package var studioID: String?
    /// Scenes with any of these.
    package var performerIDs: [String] = []
    package var tagIDs: [String] = []
    package var excludedTagIDs: [String] = []
    package var isOrganized: Bool?
    package var isAnalyzed: Bool?
    /// `YYYY-MM-DD`, inclusive. Scenes without a date drop out.
    package var dateFrom: String?
    package var dateTo: String?
    /// Only these; nil for all, empty for none.
    package var sceneIDs: [String]?

    package init() {}
}

/// What scenes are sorted by. Text goes without case, ids by number where they are numbers, what is absent comes last
/// in both directions, and what is equal goes by id.
package enum SceneOrder: String, Sendable, CaseIterable {
    case title
    case created = "created_date"
    case date = "scene_date"
    case lastSynced = "last_synced"
    case organized
    case id
    case studio
    case duration
    case size
    case rating = "rating100"
}

/// A part of a list of scenes.
package struct ScenePage: Sendable {
    package let scenes: [Scene]
    /// Of the whole list.
    package let total: Int

    package init(scenes: [Scene], total: Int) {
        self.scenes = scenes
        self.total = total
    }
}

/// How much there is in the archive.
package struct SceneSummary: Hashable, Sendable {
    /// A studio with its scenes.
    package struct StudioCount: Hashable, Sendable {
        package let name: String
        package let scenes: Int

        package init(name: String, scenes: Int) {
            self.name = name
            self.scenes = scenes
        }
    }

    package var scenes = 0
    package var organized = 0
    package var analyzed = 0
    package var tags = 0
    package var performers = 0
    package var studios = 0
    /// The ten studios with the most scenes, the largest first.
    package var byStudio: [StudioCount] = []

    package init() {}
}

/// The archive's scenes and names as they are mirrored here. Reading only, and each method takes a fixed number of
/// statements.
package protocol SceneStore: Sendable {
    func page(
        _ filter: SceneFilter, by order: SceneOrder, descending: Bool, offset: Int, limit: Int
    ) async throws -> ScenePage
    /// Nil when no scene has the archive's id.
    func scene(_ upstreamID: String) async throws -> Scene?
    /// Those of the titles that are scenes, in the order of the ids.
    func scenes(_ ids: [TitleID]) async throws -> [Scene]
    /// The scenes that the filter lets through, by id.
    func matching(_ filter: SceneFilter, after: TitleID?, limit: Int) async throws -> [Scene]
    func count(_ filter: SceneFilter) async throws -> Int
    /// Those of the archive's ids that are known here.
    func known(_ upstreamIDs: [String]) async throws -> Set<String>
    func summary() async throws -> SceneSummary
    /// Studios, tags or performers by name without case, those with `search` inside their name or all.
    func entities(_ kind: ArchiveKind, search: String?) async throws -> [ArchiveEntity]
    func entity(_ kind: ArchiveKind, upstreamID: String) async throws -> ArchiveEntity?
    /// Those of the archive's ids of names that are known here, by kind.
    func known(_ names: [ArchiveKind: [String]]) async throws -> [ArchiveKind: Set<String>]
    /// Entities of which the name, or an alias, equals one of these without case.
    func entities(_ kind: ArchiveKind, named names: [String]) async throws -> [ArchiveEntity]
}
