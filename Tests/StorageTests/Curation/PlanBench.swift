import Basics
import Domain
import Storage
import TestKit

/// An archive of scenes with a plan about them.
struct PlanBench: Sendable {
    let stores: Stores

    var plans: SQLPlanStore { stores.plans }

    /// Runs a test with scenes that have the tags `a` and `b` and no details.
    static func with(
        _ driver: TestDriver, scenes ids: [String] = ["31", "7", "100"], _ body: (PlanBench) async throws -> Void
    ) async throws {
        try await TestStores.with(driver) { test in
            let bench = PlanBench(stores: test.stores)
            _ = try await test.stores.archive.takeOver(ids.map { .tagged($0) }, at: .test(0))
            try await body(bench)
        }
    }

    func subject(_ id: String) async throws -> PlanSubject {
        if let scene = try await stores.scenes.scene(id) { return PlanSubject(scene) }
        return PlanSubject(titleID: nil, wireID: id, title: "Scene \(id)", path: nil)
    }

    /// A finished plan with these changes.
    func plan(_ changes: [(scene: String, changes: [NewChange])]) async throws -> CurationPlan {
        let plan = try await begun()
        var proposals: [SubjectProposals] = []
        for (scene, changes) in changes {
            proposals.append(SubjectProposals(try await subject(scene), changes: changes))
        }
        try await plans.add(proposals, to: plan.id, at: .test(1))
        try await plans.finish(plan.id, subjects: proposals.count, metadata: #"{"warnings":[]}"#)
        return try await fresh(plan.id)
    }

    func begun(_ name: String = "A plan", job: JobID? = nil) async throws -> CurationPlan {
        try await plans.begin(NewPlan(scope: .archive, name: name, job: job, createdAt: .test(0)))
    }

    func fresh(_ plan: PlanID) async throws -> CurationPlan {
        guard let plan = try await plans.plan(plan) else { throw CurationError.unknownPlan(plan) }
        return plan
    }

    /// All changes of a plan, in the order of lists.
    func changes(of plan: PlanID, _ selection: ChangeSelection = ChangeSelection()) async throws -> [PlanChange] {
        try await plans.subjects(of: plan, selection, offset: 0, limit: 100).flatMap(\.changes)
    }

    /// Says that a change was written, with its journal.
    func apply(_ changes: [PlanChange], at moment: Instant = .test(5), scene: SceneFacts? = nil) async throws {
        guard let plan = changes.first?.plan else { return }
        var entries: [JournalEntry] = []
        for change in changes { entries.append(try await entry(change)) }
        try await plans.prepare(entries, in: plan, at: moment)
        var outcome = SubjectOutcome()
        outcome.applied = changes.map(\.id)
        try await plans.settle(outcome, scene: scene, in: plan, at: moment)
    }

    func entry(_ change: PlanChange) async throws -> JournalEntry {
        guard let subject = try await plans.change(change.id)?.subject else {
            throw CurationError.unknownChange(change.id)
        }
        return JournalEntry(
            change: change.id, subject: subject, field: change.content.field, effect: .set,
            before: change.content.current, after: change.content.proposed)
    }
}

extension SceneFacts {
    static func tagged(_ id: String, _ change: (inout SceneFacts) -> Void = { _ in }) -> SceneFacts {
        var facts = SceneFacts(
            upstreamID: id, title: "Scene \(id)", createdAt: .test(0), updatedAt: "2026-01-01T00:00:00Z")
        facts.tags = [ArchiveName(id: "1", name: "a"), ArchiveName(id: "2", name: "b")]
        change(&facts)
        return facts
    }
}

extension NewChange {
    static func tag(_ name: String, confidence: Double = 0.9) -> NewChange {
        NewChange(
            .tags, .add, from: .names(["a", "b"]), to: .names(["a", "b", name]), confidence: confidence,
            reason: "It is in the name of the file.")
    }

    static func withoutTag(_ name: String) -> NewChange {
        NewChange(
            .tags, .remove, from: .names(["a", "b"]), to: .names(["a", "b"].filter { $0 != name }),
            confidence: 0.8, reason: "It is nothing.")
    }

    static func studio(_ name: String, confidence: Double = 0.95) -> NewChange {
        NewChange(.studio, .set, from: .null, to: .text(name), confidence: confidence, reason: "A folder.")
    }

    static func details(_ text: String, confidence: Double = 1) -> NewChange {
        NewChange(.details, .set, from: .null, to: .text(text), confidence: confidence, reason: "It had none.")
    }
}

extension ChangeSelection {
    static func of(_ change: (inout ChangeSelection) -> Void) -> ChangeSelection {
        var selection = ChangeSelection()
        change(&selection)
        return selection
    }
}
