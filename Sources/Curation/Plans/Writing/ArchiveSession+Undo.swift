import Basics
import Domain

extension ArchiveSession {
    func undo(_ subject: PlanSubject, _ entries: [JournalEntry]) async throws -> UndoneReport {
        let askedAt = world.now()
        let facts: SceneFacts
        do {
            guard let found = try await archive.scene(subject.wireID) else {
                return try await keep(entries, "The scene is not in the archive any more.")
            }
            facts = found
        } catch let failure as ArchiveFailure where !failure.isOutage {
            return try await keep(entries, failure.description)
        }
        return try await uncancelled { try await takeBack(entries, Written(facts: facts, askedAt: askedAt)) }
    }

    private func takeBack(_ entries: [JournalEntry], _ present: Written) async throws -> UndoneReport {
        var (facts, steps, kept) = (present.facts, [SceneStep](), [ChangeID: String]())
        for entry in entries {
            switch Self.reversal(of: entry, in: facts) {
            case .nothing: continue
            case .edited(let reason): kept[entry.change] = reason
            case .write(let effect):
                steps.append(SceneStep(change: entry.change, effect: effect))
                facts = effect.applied(to: facts)
            }
        }
        var written = present
        if !steps.isEmpty { written = try await send(steps, to: present.facts) }
        kept.merge(written.failures) { first, _ in first }
        let restored = entries.filter { kept[$0.change] == nil }
        var report = UndoneReport()
        // Before the outcome is stored: an undo that is cut off in between finds the entries, and looks again.
        try await forget(namesMadeFor: restored, &report)
        return try await settle(entries, kept: kept, written, report)
    }

    private enum Reversal {
        case nothing
        case edited(String)
        case write(SceneEffect)
    }

    /// What takes an entry back: what still is as it was written becomes as it was before.
    private static func reversal(of entry: JournalEntry, in facts: SceneFacts) -> Reversal {
        switch (entry.effect, entry.field) {
        case (.add, .tags), (.add, .performers):
            let kind = entry.field == .tags ? ArchiveKind.tag : .performer
            let present = Set(facts.names(of: kind).map(\.id))
            let added = entry.after.list.filter { present.contains($0.id) }
            return added.isEmpty ? .nothing : .write(.remove(kind, added))
        case (.remove, .tags), (.remove, .performers):
            let kind = entry.field == .tags ? ArchiveKind.tag : .performer
            let present = Set(facts.names(of: kind).map(\.id))
            let removed = entry.before.list.filter { !present.contains($0.id) }
            return removed.isEmpty ? .nothing : .write(.add(kind, removed))
        case (.set, .studio):
            return reversal(.studio(entry.before.name), of: .studio(entry.after.name), entry, facts)
        case (.set, .details):
            return reversal(.details(entry.before.text), of: .details(entry.after.text), entry, facts)
        case (.set, .title):
            return reversal(.title(entry.before.text), of: .title(entry.after.text), entry, facts)
        default:
            return .edited("It cannot be taken back.")
        }
    }

    private static func reversal(
        _ back: SceneEffect, of effect: SceneEffect, _ entry: JournalEntry, _ facts: SceneFacts
    ) -> Reversal {
        if back.isTrue(of: facts) { return .nothing }
        guard effect.isTrue(of: facts) else {
            return .edited("The \(entry.field.rawValue) was edited in the archive since.")
        }
        return .write(back)
    }

    /// Destroys tags that were made for these entries and that no scene carries any more; tells of what stays.
    private func forget(namesMadeFor entries: [JournalEntry], _ report: inout UndoneReport) async throws {
        for entry in entries where !entry.created.isEmpty {
            let names = entry.after.list + [entry.after.name].compactMap(\.self)
            for name in names where entry.created.contains(name.id) {
                guard entry.field == .tags else {
                    report.staying.append(StayingName(kind: entry.field == .studio ? .studio : .performer, name: name))
                    continue
                }
                switch try await destroy(name) {
                case true?: report.destroyed.append(name)
                case false?: report.staying.append(StayingName(kind: .tag, name: name))
                case nil: continue
                }
            }
        }
    }

    /// Whether the tag was destroyed; nil where there is none of that id and name any more, because somebody else has
    /// done it, or an undo that was cut off. One that somebody has worked on stays.
    private func destroy(_ tag: ArchiveName) async throws -> Bool? {
        func found() async throws -> ArchiveEntityFacts? {
            try await archive.entities(.tag, named: tag.name).first { $0.upstreamID == tag.id }
        }
        do {
            guard let present = try await found() else { return nil }
            guard present.sceneCount == 0, present.aliases.isEmpty, present.details.meaning == nil else {
                return false
            }
            do {
                try await archive.destroyTag(tag.id)
            } catch let failure as ArchiveFailure where !failure.isOutage {
                // The answer to an earlier try may have been lost.
                guard try await found() == nil else { return false }
            }
        } catch let failure as ArchiveFailure where !failure.isOutage {
            return false
        }
        _ = try await stores.mirror.remove(.tag, [tag.id], at: world.now())
        return true
    }

    private func keep(_ entries: [JournalEntry], _ reason: String) async throws -> UndoneReport {
        let kept = Dictionary(entries.map { ($0.change, reason) }) { first, _ in first }
        return try await settle(entries, kept: kept, nil, UndoneReport())
    }

    private func settle(
        _ entries: [JournalEntry], kept: [ChangeID: String], _ written: Written?, _ report: UndoneReport
    ) async throws -> UndoneReport {
        var (outcome, report) = (UndoOutcome(), report)
        for entry in entries {
            guard let reason = kept[entry.change] else {
                outcome.restored.append(entry.change)
                continue
            }
            outcome.kept.append((entry.change, reason))
            report.problems.append(
                ChangeProblem(
                    change: entry.change, subject: entry.subject.wireID, field: entry.field, text: reason))
        }
        report.restored = outcome.restored.count
        report.kept = outcome.kept.count
        try await stores.plans.settle(
            undo: outcome, scene: written?.facts, in: plan, at: written?.askedAt ?? world.now())
        return report
    }
}
