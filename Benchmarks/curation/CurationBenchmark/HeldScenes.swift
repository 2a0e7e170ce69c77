import Domain
import Storage

/// All scenes and names of a database in memory.
struct HeldScenes: SceneStore {
    private let scenes: [Scene]
    /// Where each scene is in the list.
    private let places: [TitleID: Int]
    private let entities: [ArchiveKind: [ArchiveEntity]]
    private let stored: SQLSceneStore

    init(_ place: Workplace) async throws {
        stored = place.stores.scenes
        var scenes: [Scene] = []
        try await place.forEachPart {
            scenes += $0
            return true
        }
        var entities: [ArchiveKind: [ArchiveEntity]] = [:]
        for kind in ArchiveKind.entities { entities[kind] = try await stored.entities(kind, search: nil) }
        self.scenes = scenes
        self.entities = entities
        places = Dictionary(scenes.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// Whatever the filter.
    func matching(_ filter: SceneFilter, after: TitleID?, limit: Int) async throws -> [Scene] {
        let start = after.flatMap { places[$0] }.map { $0 + 1 } ?? 0
        return Array(scenes[start...].prefix(limit))
    }

    func count(_ filter: SceneFilter) async throws -> Int { scenes.count }

    func entities(_ kind: ArchiveKind, search: String?) async throws -> [ArchiveEntity] { entities[kind] ?? [] }

    func page(
        _ filter: SceneFilter, by order: SceneOrder, descending: Bool, offset: Int, limit: Int
    ) async throws -> ScenePage {
        try await stored.page(filter, by: order, descending: descending, offset: offset, limit: limit)
    }

    func scene(_ upstreamID: String) async throws -> Scene? { try await stored.scene(upstreamID) }

    func scenes(_ ids: [TitleID]) async throws -> [Scene] { try await stored.scenes(ids) }

    func known(_ upstreamIDs: [String]) async throws -> Set<String> { try await stored.known(upstreamIDs) }

    func summary() async throws -> SceneSummary { try await stored.summary() }

    func entity(_ kind: ArchiveKind, upstreamID: String) async throws -> ArchiveEntity? {
        try await stored.entity(kind, upstreamID: upstreamID)
    }

    func known(_ names: [ArchiveKind: [String]]) async throws -> [ArchiveKind: Set<String>] {
        try await stored.known(names)
    }

    func entities(_ kind: ArchiveKind, named names: [String]) async throws -> [ArchiveEntity] {
        try await stored.entities(kind, named: names)
    }
}
