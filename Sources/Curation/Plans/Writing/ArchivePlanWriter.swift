package import Basics
package import Domain

/// Writes plans about scenes to the archive.
package struct ArchivePlanWriter: PlanWriter {
    package struct Stores: Sendable {
        let plans: any PlanStore
        let scenes: any SceneStore
        let mirror: any ArchiveMirror

        package init(plans: any PlanStore, scenes: any SceneStore, mirror: any ArchiveMirror) {
            self.plans = plans
            self.scenes = scenes
            self.mirror = mirror
        }
    }

    package let scope = PlanScope.archive
    private let stores: Stores
    private let archive: CurrentArchive
    private let world: World

    package init(_ stores: Stores, archive: @escaping CurrentArchive, world: World) {
        self.stores = stores
        self.archive = archive
        self.world = world
    }

    /// Without an archive nothing is said about the plan.
    package func check(_ plan: CurationPlan) async throws {
        if let archive = await archive() { try Self.check(plan, isFor: archive) }
    }

    package func session(for plan: PlanID) async throws -> any PlanWriting {
        guard let archive = await archive() else { throw CurationError.noArchive }
        guard let present = try await stores.plans.plan(plan) else { throw CurationError.unknownPlan(plan) }
        try Self.check(present, isFor: archive)
        return ArchiveSession(plan: plan, stores: stores, archive: archive, world: world)
    }

    /// Ids mean something else in another archive.
    private static func check(_ plan: CurationPlan, isFor archive: any Archive) throws {
        guard let planned = plan.archive, planned != archive.origin else { return }
        throw CurationError.otherArchive(planned: planned, present: archive.origin)
    }

    package func problem(with value: ChangeValue, for change: NewChange) -> String? {
        switch change.field {
        case .tags, .performers:
            guard let names = value.names else { return "must be a name, a list of names, or objects with a name." }
            guard names.count <= CurationLimits.namesPerChangeMax else {
                return "must hold at most \(CurationLimits.namesPerChangeMax) names."
            }
            return names.lazy.compactMap { Self.problem(withName: $0) }.first
        case .studio:
            if value.isNull { return nil }
            guard let name = value.text else { return "must be a name or null." }
            return Self.problem(withName: name)
        case .details, .title:
            return value.isNull || value.text != nil ? nil : "must be a text or null."
        default:
            return "cannot be changed."
        }
    }

    private static func problem(withName name: String) -> String? {
        if name.meaning == nil { return "must not hold a blank name." }
        guard name.count <= CurationLimits.nameCharactersMax else {
            return "must not hold a name of more than \(CurationLimits.nameCharactersMax) characters."
        }
        return nil
    }
}
