import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// A mirror of an archive on a database of its own.
struct MirrorBench: Sendable {
    let test: TestStores

    var stores: Stores { test.stores }
    var mirror: SQLArchiveMirror { test.stores.archive }
    var scenes: SQLSceneStore { test.stores.scenes }

    static func with(_ driver: TestDriver, _ body: (MirrorBench) async throws -> Void) async throws {
        try await TestStores.with(driver) { test async throws in try await body(MirrorBench(test: test)) }
    }

    /// Takes scenes over and returns what became of them.
    @discardableResult
    func take(_ scenes: SceneFacts..., at second: Double = 10) async throws -> [String: MirrorOutcome] {
        let result = try await mirror.takeOver(scenes, at: .test(second))
        #expect(result.errors.isEmpty)
        return result.outcomes
    }

    @discardableResult
    func take(_ entities: ArchiveEntityFacts..., at second: Double = 10) async throws -> [String: MirrorOutcome] {
        let result = try await mirror.takeOver(entities, at: .test(second))
        #expect(result.errors.isEmpty)
        return result.outcomes
    }

    func scene(_ id: String) async throws -> Scene { try #require(try await scenes.scene(id)) }

    /// What the catalogue says of a scene.
    func title(_ id: String) async throws -> Title { try await title(try await scene(id).id) }

    func title(_ id: TitleID) async throws -> Title {
        try #require(try await stores.catalogue.titles(ids: [id]).first)
    }

    /// The archive's ids of a page.
    func ids(
        _ filter: SceneFilter = SceneFilter(), by order: SceneOrder = .id, descending: Bool = false,
        offset: Int = 0, limit: Int = 100
    ) async throws -> [String] {
        try await scenes.page(filter, by: order, descending: descending, offset: offset, limit: limit)
            .scenes.map(\.facts.upstreamID)
    }

    /// The archive's ids of everything that a filter lets through, which is told alike by all who take one.
    func matching(_ change: (inout SceneFilter) -> Void) async throws -> [String] {
        var filter = SceneFilter()
        change(&filter)
        let ids = try await ids(filter)
        #expect(try await scenes.count(filter) == ids.count)
        let matching = try await scenes.matching(filter, after: nil, limit: 100).map(\.facts.upstreamID)
        #expect(Set(matching) == Set(ids))
        return ids
    }
}

extension SceneFacts {
    static func test(
        _ id: String, _ title: String? = nil, _ change: (inout SceneFacts) -> Void = { _ in }
    ) -> SceneFacts {
        var facts = SceneFacts(
            upstreamID: id, title: title ?? "Scene \(id)", createdAt: .test(1), updatedAt: "2026-02-01T02:00:00-06:00")
        change(&facts)
        return facts
    }
}

extension SceneFile {
    static func test(_ path: String, _ change: (inout SceneFile) -> Void = { _ in }) -> SceneFile {
        var file = SceneFile(path: path)
        change(&file)
        return file
    }
}

extension ArchiveEntityFacts {
    /// One that the archive itself told of.
    static func test(
        _ kind: ArchiveKind, _ id: String, _ name: String, _ change: (inout ArchiveEntityFacts) -> Void = { _ in }
    ) -> ArchiveEntityFacts {
        var facts = ArchiveEntityFacts(kind, upstreamID: id, name: name)
        facts.updatedAt = "2026-02-01T02:00:00-06:00"
        change(&facts)
        return facts
    }
}

extension ArchiveName {
    static func test(_ id: String, _ name: String) -> ArchiveName { ArchiveName(id: id, name: name) }
}
