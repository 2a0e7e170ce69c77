import Basics
import Domain
import Storage

/// A plan of a certain size.
struct MadePlan: Encodable {
    let id: Int
    let changes: Int
    let seconds: Double

    /// Two changes for each of the first scenes: another performer and another tag.
    static func made(in folder: String, changes count: Int) async throws -> MadePlan {
        let place = try await Workplace.open(folder)
        let (plans, start) = (place.stores.plans, ContinuousClock.now)
        let plan = try await plans.begin(
            NewPlan(scope: .archive, name: "A large plan", job: nil, createdAt: World.live.now()))
        var subjects = 0
        try await place.forEachPart { scenes in
            let part = scenes.prefix(count / 2 - subjects)
            try await plans.add(
                part.map { SubjectProposals(PlanSubject($0), changes: proposals(for: $0)) }, to: plan.id,
                at: World.live.now())
            subjects += part.count
            return subjects < count / 2
        }
        try await plans.finish(plan.id, subjects: subjects, metadata: "{}")
        let total = try await plans.plan(plan.id)?.counts.total ?? 0
        await place.close()
        return MadePlan(id: Int(plan.id.rawValue), changes: total, seconds: Spent.seconds(since: start))
    }

    private static func proposals(for scene: Scene) -> [NewChange] {
        let facts = scene.facts
        return [
            added("Nobody In Particular", to: facts.performers, .performers, confidence: 1),
            added("of a large plan", to: facts.tags, .tags, confidence: 0.75),
        ]
    }

    private static func added(
        _ name: String, to names: [ArchiveName], _ field: ChangeField, confidence: Double
    ) -> NewChange {
        let present = names.map(\.name)
        return NewChange(
            field, .add, from: .names(present), to: .names(present + [name]), confidence: confidence,
            reason: "The file name contains the name \(name).")
    }
}
