package import Basics
package import Domain
import SQL

/// How changes come into a plan, and what is decided about them.
extension SQLPlanStore {
    package func add(_ proposals: [SubjectProposals], to plan: PlanID, at moment: Instant) async throws {
        guard !proposals.isEmpty else { return }
        try await database.writeAmongRemovals { connection in
            let record = PlanRecord(connection: connection)
            try record.hold(plan)
            let makable: SQL = "SELECT 1 FROM curation_plan WHERE id = \(plan) AND \(sql: PlanRows.isMakable)"
            guard try connection.first(makable) != nil else { return }
            let titles = try connection.hold(titles: Set(proposals.compactMap(\.subject.titleID)))
            let ids = try Self.insertSubjects(proposals, titles, plan, connection)
            let rows = proposals.flatMap { one -> [[SQLBinding]] in
                guard let id = ids[ArchiveKeys.id(one.subject.wireID)] else { return [] }
                return one.changes.map { Self.bindings($0, subject: id, plan) }
            }
            try connection.insert(rows) {
                """
                INSERT INTO plan_change (plan_id, subject_id, field, action, current_value, proposed_value, confidence,
                    reason, status)
                VALUES \(rows: $0)
                """
            }
            try record.count([.pending: rows.count], of: plan)
            let looked = proposals.count { $0.changes.isEmpty } + ids.count
            try connection.execute(
                """
                UPDATE curation_plan SET is_building = 1, subject_count = subject_count + \(looked) WHERE id = \(plan)
                """)
            try connection.execute(
                "UPDATE archive_scene SET is_analyzed = 1 WHERE title_id IN \(list: titles) AND is_analyzed = 0")
        }
    }

    /// The subjects with changes that are new to the plan, by the keys of their ids.
    private static func insertSubjects(
        _ proposals: [SubjectProposals], _ titles: Set<TitleID>, _ plan: PlanID, _ connection: any SQLConnection
    ) throws -> [String: Int] {
        let rows = proposals.filter { !$0.changes.isEmpty }.map { one -> [SQLBinding] in
            let subject = one.subject
            let title = subject.titleID.flatMap { titles.contains($0) ? $0 : nil }
            return [
                SQLBinding(plan), SQLBinding(subject.wireID), SQLBinding(ArchiveKeys.id(subject.wireID)),
                SQLBinding(title), SQLBinding(Folding.storable(subject.title)),
                SQLBinding(subject.path.map(Folding.storable)),
            ]
        }
        let inserted = try connection.insert(rows) {
            """
            INSERT INTO plan_subject (plan_id, wire_id, wire_key, title_id, title, path) VALUES \(rows: $0)
            ON CONFLICT (plan_id, wire_key) DO NOTHING RETURNING wire_key, id
            """
        }
        var ids: [String: Int] = [:]
        for row in inserted { ids[try row.text(0)] = try row.int(1) }
        return ids
    }

    private static func bindings(_ change: NewChange, subject: Int, _ plan: PlanID) -> [SQLBinding] {
        [
            SQLBinding(plan), SQLBinding(subject), SQLBinding(change.field), SQLBinding(change.action),
            SQLBinding(Folding.storable(change.current.json)), SQLBinding(Folding.storable(change.proposed.json)),
            SQLBinding(change.confidence), SQLBinding(Folding.storable(change.reason)),
            SQLBinding(ChangeStatus.pending),
        ]
    }

    package func setProposed(_ value: ChangeValue, of change: ChangeID) async throws -> PlanChange {
        try await database.write { connection in
            let plan = try connection.first("SELECT plan_id FROM plan_change WHERE id = \(change)")
            guard let plan: PlanID = try plan?.get(0) else { throw CurationError.unknownChange(change) }
            try PlanRecord(connection: connection).hold(plan)
            let row = try connection.first(
                """
                UPDATE plan_change
                SET proposed_value = \(Folding.storable(value.json)), reason = \(NewChange.editedReason)
                WHERE id = \(change) AND status <> 'applied' RETURNING \(sql: ChangeRows.columns)
                """)
            guard let row else { throw CurationError.alreadyApplied }
            return try ChangeRows.change(row)
        }
    }

    package func decide(
        _ plan: PlanID, _ selection: ChangeSelection, as status: ChangeStatus, note: String?, at moment: Instant
    ) async throws -> Int {
        try await database.write { connection in
            let record = PlanRecord(connection: connection)
            try record.hold(plan)
            return try record.move(
                selection.condition(in: plan),
                .init(from: [.pending, .approved, .rejected], to: status, note: note.map(PlanRecord.bounded)),
                at: moment)
        }
    }
}
