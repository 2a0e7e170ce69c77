import Basics
import Domain

/// One apply or undo of a plan about scenes at work.
///
/// What is about to be written is kept first. When the server ends before the outcome is stored, the next apply finds
/// the effect in the archive and settles it with what was kept.
struct ArchiveSession: PlanWriting {
    let plan: PlanID
    let stores: ArchivePlanWriter.Stores
    let archive: any Archive
    let world: World

    var names: NameResolver {
        NameResolver(archive: archive, scenes: stores.scenes, mirror: stores.mirror, world: world)
    }

    func apply(_ planned: PlannedSubject) async throws -> WriteReport {
        let askedAt = world.now()
        let facts: SceneFacts
        do {
            guard let found = try await archive.scene(planned.subject.wireID) else { return try await reject(planned) }
            facts = found
        } catch let failure as ArchiveFailure where !failure.isOutage {
            return try await settle(planned, failures: planned.changes.map { ($0, failure.description) })
        }
        let earlier = try await stores.plans.entries(for: planned.changes.map(\.id)).filter { !$0.isDone }
        let kept = Dictionary(earlier.map { ($0.change, $0) }) { first, _ in first }
        var decisions = SceneDecisions(planned.subject, facts: facts, names: names)
        for change in planned.changes {
            try await decisions.decide(change, earlier: kept[change.id])
            if let made = decisions.entries.last, made.change == change.id { try await keep(made) }
        }
        let decided = decisions
        return try await uncancelled {
            try await write(decided, planned, present: Written(facts: facts, askedAt: askedAt))
        }
    }

    /// Keeps what was made for a change at once, as it stays in the archive whatever becomes of the rest.
    private func keep(_ entry: JournalEntry) async throws {
        guard !entry.created.isEmpty else { return }
        try await uncancelled { try await stores.plans.prepare([entry], in: plan, at: world.now()) }
    }

    /// From here on nothing is left half done: what is written is settled, whoever cancels meanwhile.
    private func write(
        _ decisions: SceneDecisions, _ planned: PlannedSubject, present: Written
    ) async throws -> WriteReport {
        var written = present
        if !decisions.steps.isEmpty {
            try await stores.plans.prepare(decisions.entries, in: plan, at: world.now())
            written = try await send(decisions.steps, to: present.facts) { step in
                try await resolved(step, decisions.entries)
            }
        }
        var outcome = SubjectOutcome()
        outcome.applied = decisions.already
        var failures = decisions.refused
        for step in decisions.steps {
            if let reason = written.failures[step.change] {
                failures += planned.changes.filter { $0.id == step.change }.map { ($0, reason) }
            } else {
                outcome.applied.append(step.change)
            }
        }
        return try await settle(planned, outcome, failures: failures, written)
    }

    /// The step with ids that the archive itself tells, because those of the mirror were refused; kept before it is
    /// written, as every step is. Nil when nothing is different then.
    private func resolved(_ step: SceneStep, _ entries: [JournalEntry]) async throws -> SceneStep? {
        guard let entry = entries.first(where: { $0.change == step.change }) else { return nil }
        var (step, after, created) = (step, entry.after, entry.created)
        func again(_ kind: ArchiveKind, _ name: ArchiveName) async throws -> ArchiveName {
            let found = try await names.findOrCreate(kind, name.name, anew: true)
            if found.isNew { created.append(found.name.id) }
            return found.name
        }
        switch step.effect {
        case .add(let kind, let old):
            var new: [ArchiveName] = []
            for name in old { new.append(try await again(kind, name)) }
            guard new.map(\.id) != old.map(\.id) else { return nil }
            (step.effect, after) = (.add(kind, new), .list(new))
        case .studio(let old?):
            let new = try await again(.studio, old)
            guard new.id != old.id else { return nil }
            (step.effect, after) = (.studio(new), .name(new))
        default: return nil
        }
        var renewed = JournalEntry(
            change: entry.change, subject: entry.subject, field: entry.field, effect: entry.effect,
            before: entry.before, after: after)
        renewed.created = created
        try await stores.plans.prepare([renewed], in: plan, at: world.now())
        return step
    }

    /// The scene is gone, and nothing will ever become of its changes.
    private func reject(_ planned: PlannedSubject) async throws -> WriteReport {
        let reason = "The scene is not in the archive any more."
        var outcome = SubjectOutcome()
        outcome.rejected = planned.changes.map { ($0.id, reason) }
        try await stores.plans.settle(outcome, scene: nil, in: plan, at: world.now())
        _ = try await stores.mirror.remove(.scene, [planned.subject.wireID], at: world.now())
        var report = WriteReport()
        report.skipped = planned.changes.count
        report.problems = planned.changes.prefix(1).map { problem($0, planned.subject, reason) }
        return report
    }

    private func settle(
        _ planned: PlannedSubject, _ outcome: SubjectOutcome = SubjectOutcome(),
        failures: [(change: PlanChange, reason: String)], _ written: Written? = nil
    ) async throws -> WriteReport {
        var outcome = outcome
        outcome.failed = failures.map { ($0.change.id, $0.reason) }
        try await stores.plans.settle(
            outcome, scene: written?.facts, in: plan, at: written?.askedAt ?? world.now())
        var report = WriteReport()
        report.applied = outcome.applied.count
        report.failed = failures.count
        report.problems = failures.map { problem($0.change, planned.subject, $0.reason) }
        return report
    }

    private func problem(_ change: PlanChange, _ subject: PlanSubject, _ reason: String) -> ChangeProblem {
        ChangeProblem(change: change.id, subject: subject.wireID, field: change.content.field, text: reason)
    }
}
