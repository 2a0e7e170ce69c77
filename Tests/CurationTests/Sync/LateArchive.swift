import Domain

/// An archive that knows one scene, and before whose answer arrives something else happens.
struct LateArchive: Archive {
    let facts: SceneFacts
    let meanwhile: @Sendable () async throws -> Void

    let origin = "http://late:80"

    func scene(_ id: String) async throws -> SceneFacts? {
        try await meanwhile()
        return facts
    }

    func probe() async throws -> ArchiveProbe { throw ArchiveFailure.unsupported }
    func scenes(page: Int, size: Int, since: String?) async throws -> ArchivePage<SceneFacts> {
        throw ArchiveFailure.unsupported
    }
    func sceneStamps(page: Int, size: Int) async throws -> ArchivePage<ArchiveStamp> {
        throw ArchiveFailure.unsupported
    }
    func entities(
        _ kind: ArchiveKind, page: Int, size: Int, since: String?
    ) async throws -> ArchivePage<ArchiveEntityFacts> { throw ArchiveFailure.unsupported }
    func count(_ kind: ArchiveKind, since: String?) async throws -> Int { throw ArchiveFailure.unsupported }
    func entities(_ kind: ArchiveKind, named name: String) async throws -> [ArchiveEntityFacts] {
        throw ArchiveFailure.unsupported
    }
    func create(_ kind: ArchiveKind, name: String) async throws -> ArchiveEntityFacts {
        throw ArchiveFailure.unsupported
    }
    func destroyTag(_ id: String) async throws { throw ArchiveFailure.unsupported }
    func update(_ scene: String, _ edit: SceneEdit) async throws -> ArchiveStamp { throw ArchiveFailure.unsupported }
    func update(_ scenes: [String], _ edit: RelationEdit) async throws -> [ArchiveStamp] {
        throw ArchiveFailure.unsupported
    }
}
