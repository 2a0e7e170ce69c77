package import Basics
package import Domain
import SQL

/// How a plan is applied and taken back.
extension SQLPlanStore {
    package func hold(_ plan: PlanID, by holder: String, until: Instant, at moment: Instant) async throws {
        try await database.write { connection in
            try PlanRecord(connection: connection).hold(plan)
            let held = try connection.execute(
                """
                UPDATE curation_plan SET holder = \(holder), held_until = \(until)
                WHERE id = \(plan) AND (holder IS NULL OR holder = \(holder) OR held_until <= \(moment))
                """)
            guard held > 0 else { throw CurationError.planIsHeld }
        }
    }

    /// Stored even when the holder's task is cancelled, as it is when a job is.
    package func release(_ plan: PlanID, by holder: String) async throws {
        _ = try await database.writeUncancelled { connection in
            try connection.execute(
                """
                UPDATE curation_plan SET holder = NULL, held_until = NULL
                WHERE id = \(plan) AND holder = \(holder)
                """)
        }
    }

    package func prepare(_ entries: [JournalEntry], in plan: PlanID, at moment: Instant) async throws {
        guard !entries.isEmpty else { return }
        try await database.write { connection in
            try PlanRecord(connection: connection).hold(plan)
            try JournalRows(connection: connection).replace(entries, in: plan, at: moment)
        }
    }

    package func settle(
        _ outcome: SubjectOutcome, scene: SceneFacts?, in plan: PlanID, at moment: Instant
    ) async throws {
        try await writeWith(scene, plan, at: moment) { record in
            try Self.store(outcome, of: plan, record, at: moment)
        }
    }

    package func settle(
        undo outcome: UndoOutcome, scene: SceneFacts?, in plan: PlanID, at moment: Instant
    ) async throws {
        try await writeWith(scene, plan, at: moment) { record in
            try Self.store(undo: outcome, of: plan, record, at: moment)
        }
    }

    /// What came of one subject, in a script that holds the plan.
    static func store(_ outcome: SubjectOutcome, of plan: PlanID, _ record: PlanRecord, at moment: Instant) throws {
        let open: [ChangeStatus] = [.pending, .approved, .rejected]
        try record.move(
            "plan_id = \(plan) AND id IN \(list: outcome.applied)", .init(from: open, to: .applied), at: moment)
        for (reason, changes) in Dictionary(grouping: outcome.rejected, by: \.reason) {
            try record.move(
                "plan_id = \(plan) AND id IN \(list: changes.map(\.change))",
                .init(from: open, to: .rejected, note: PlanRecord.bounded(reason)), at: moment)
        }
        try record.note(outcome.failed, of: plan, in: [.pending, .approved])
        let journal = JournalRows(connection: record.connection)
        try journal.markDone(outcome.applied, at: moment)
        try journal.forgetUnwritten(outcome.failed.map(\.change))
        try journal.note(created: outcome.created)
    }

    /// What came of taking changes back, in a script that holds the plan.
    static func store(
        undo outcome: UndoOutcome, of plan: PlanID, _ record: PlanRecord, at moment: Instant
    ) throws {
        try record.move(
            "plan_id = \(plan) AND id IN \(list: outcome.restored)",
            .init(from: [.applied], to: .rejected, note: undoneNote), at: moment)
        try record.note(outcome.kept, of: plan, in: [.applied])
        try JournalRows(connection: record.connection).markUndone(outcome.restored, at: moment)
        guard !outcome.restored.isEmpty else { return }
        try record.connection.execute("UPDATE curation_plan SET undone_at = \(moment) WHERE id = \(plan)")
    }

    package func journal(of plan: PlanID, after: ChangeID?, limit: Int) async throws -> [JournalEntry] {
        let isInForce: SQL = """
            plan_entry.plan_id = \(plan) AND plan_entry.done_at IS NOT NULL AND plan_entry.undone_at IS NULL
            """
        var page = isInForce
        if let after {
            page += """
                 AND plan_entry.place < (
                    SELECT MIN(last.place) FROM plan_entry AS last WHERE last.change_id = \(after))
                """
        }
        return try await database.read { [page] connection in
            let first = try connection.first(
                """
                SELECT MIN(place) FROM (
                    SELECT DISTINCT place FROM plan_entry WHERE \(sql: page) ORDER BY place DESC LIMIT \(limit)
                ) AS places
                """)
            guard let first = try first?.optionalInt(0) else { return [] }
            return try JournalRows(connection: connection).entries(
                "\(sql: page) AND plan_entry.place >= \(first)", order: "plan_entry.place DESC, plan_entry.id DESC")
        }
    }

    package func entries(for changes: [ChangeID]) async throws -> [JournalEntry] {
        guard !changes.isEmpty else { return [] }
        return try await database.read { connection in
            try JournalRows(connection: connection).entries(
                "plan_entry.change_id IN \(list: changes) AND plan_entry.undone_at IS NULL", order: "plan_entry.id")
        }
    }

    private static let undoneNote = "It was applied and taken back."

    /// Runs a script about a plan, then mirrors the scene in the same transaction. What was written elsewhere is
    /// stored although the task was cancelled meanwhile.
    private func writeWith(
        _ scene: SceneFacts?, _ plan: PlanID, at moment: Instant,
        _ script: @Sendable @escaping (PlanRecord) throws -> Void
    ) async throws {
        try await database.writeUncancelled { [world] connection in
            if scene != nil { try connection.lock(.titles) }
            let record = PlanRecord(connection: connection)
            try record.hold(plan)
            try script(record)
            guard let scene else { return }
            _ = try SceneWriter(connection: connection, world: world).takeOver([scene], at: moment)
        }
    }
}
