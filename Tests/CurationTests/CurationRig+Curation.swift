import Basics
import Curation
import Domain
import Jobs
import Storage
import TestKit
import Testing

extension CurationRig {
    /// A rig without workers: what is done is done while the test waits.
    static func quiet(
        _ archive: FakeArchive = .pier, batchSize: Int? = nil,
        _ body: @escaping @Sendable (CurationRig) async throws -> Void
    ) async throws {
        let setup = Setup {
            $0.archive = archive
            $0.hasWorkers = false
            if let batchSize { $0.variables["sync.batch_size"] = String(batchSize) }
        }
        try await with(setup, body)
    }

    /// Takes over all scenes with their names in the test's task.
    @discardableResult
    func readAll() async throws -> SyncReport {
        try await desks.sync.scenesNow(incremental: false)
    }

    /// Makes a plan with these proposals, by scene.
    func plan(_ proposals: [String: [NewChange]]) async throws -> PlanID {
        let plans = stores.stores.plans
        let plan = try await plans.begin(
            NewPlan(scope: .archive, name: "By hand", job: nil, createdAt: world.now))
        for (scene, changes) in proposals.sorted(by: { $0.key < $1.key }) {
            let subject = PlanSubject(try await desks.scenes.scene(scene))
            try await plans.add([SubjectProposals(subject, changes: changes)], to: plan.id, at: world.now)
        }
        try await plans.finish(plan.id, subjects: proposals.count, metadata: "{}")
        return plan.id
    }

    /// The changes of a plan by field and then id, subject after subject.
    func changes(of plan: PlanID) async throws -> [PlanChange] {
        try await desks.plans.subjects(of: plan, offset: 0, limit: 100).flatMap(\.changes)
    }

    func finished(_ job: Job) async throws -> Job {
        try await queue.wait(for: job.id, pollSeconds: 0.02)
    }
}

extension FakeStash {
    /// What it holds, but for the moments of changes.
    var content: [FakeStashScene] {
        archive.scenes.map { scene in
            var scene = scene
            scene.updatedAt = ""
            scene.tags.sort()
            scene.performers.sort()
            return scene
        }
    }
}

extension NewChange {
    static func adding(_ field: ChangeField, _ name: String, to names: [String], sure: Double = 0.9) -> NewChange {
        NewChange(
            field, .add, from: .names(names), to: .names((names + [name]).sorted()), confidence: sure,
            reason: "because")
    }

    static func removing(_ field: ChangeField, _ name: String, from names: [String]) -> NewChange {
        NewChange(
            field, .remove, from: .names(names), to: .names(names.filter { $0 != name }), confidence: 0.9,
            reason: "because")
    }

    static func setting(_ field: ChangeField, _ text: String?, from present: String?) -> NewChange {
        NewChange(
            field, present == nil ? .set : .update, from: present.map(ChangeValue.text) ?? .null,
            to: text.map(ChangeValue.text) ?? .null, confidence: 0.9, reason: "because")
    }
}
