package import Basics
package import Domain
import SQL

/// How plans about the own catalogue are applied and taken back.
extension SQLCatalogueRepairStore {
    package func apply(
        _ planned: PlannedSubject, in plan: PlanID, at moment: Instant
    ) async throws -> SubjectOutcome {
        try await database.writeUncancelled { [world] connection in
            try connection.lock(.titles)
            // Who stores vectors takes them before the titles.
            if planned.changes.contains(where: { $0.content.field == .duplicate }) { try connection.lock(.vectors) }
            let record = PlanRecord(connection: connection)
            try record.hold(plan)
            let work = TitleRepair(connection: connection, world: world)
            var (outcome, entries) = (SubjectOutcome(), [JournalEntry]())
            for change in planned.changes {
                switch try work.result(of: change, planned.subject) {
                case .written(let before, let after):
                    outcome.applied.append(change.id)
                    entries.append(
                        JournalEntry(
                            change: change.id, subject: planned.subject, field: change.content.field, effect: .own,
                            before: before, after: after))
                case .true: outcome.applied.append(change.id)
                case .gone: outcome.rejected.append((change.id, "The title is not in the catalogue any more."))
                case .refused(let reason): outcome.failed.append((change.id, reason))
                }
            }
            if !entries.isEmpty { try JournalRows(connection: connection).replace(entries, in: plan, at: moment) }
            try SQLPlanStore.store(outcome, of: plan, record, at: moment)
            return outcome
        }
    }

    package func undo(
        _ entries: [JournalEntry], in plan: PlanID, at moment: Instant
    ) async throws -> RepairUndo {
        try await database.writeUncancelled { [world] connection in
            try connection.lock(.titles)
            if entries.contains(where: { $0.field == .duplicate }) { try connection.lock(.vectors) }
            let record = PlanRecord(connection: connection)
            try record.hold(plan)
            var undo = RepairUndo()
            for entry in entries {
                let result = try Self.takeBack(entry, TitleRepair(connection: connection, world: world))
                switch result {
                case .restored(let remarks):
                    undo.outcome.restored.append(entry.change)
                    undo.remarks += remarks.map { (entry.change, $0) }
                case .kept(let reason): undo.outcome.kept.append((entry.change, reason))
                }
            }
            try SQLPlanStore.store(undo: undo.outcome, of: plan, record, at: moment)
            return undo
        }
    }

    private static func takeBack(_ entry: JournalEntry, _ repair: TitleRepair) throws -> RepairReversal {
        guard let title = entry.subject.titleID else {
            return .kept("The title is not in the catalogue any more.")
        }
        if entry.field == .duplicate {
            return try TwinMerge(repair: repair).takeBack(JSONText.decode(entry.after.json))
        }
        return try TitleRestoration(
            repair: repair, field: entry.field, before: JSONText.decode(entry.before.json),
            after: JSONText.decode(entry.after.json)
        ).restore(title)
    }
}

/// What came of one change.
enum RepairResult {
    /// With what the journal keeps.
    case written(before: ChangeValue, after: ChangeValue)
    /// It was so already.
    case `true`
    case gone
    /// Why it stays open, for people.
    case refused(String)
}

/// What came of taking one change back.
enum RepairReversal {
    /// With what of it was edited since and stays.
    case restored(remarks: [String])
    /// Why it stays as it is.
    case kept(String)
}
