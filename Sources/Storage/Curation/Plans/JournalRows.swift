import Basics
import Domain
import SQL

/// What applying wrote, in `plan_entry`, in a script.
struct JournalRows {
    let connection: any SQLConnection

    static let columns: SQL = """
        plan_entry.change_id, plan_change.field, plan_entry.effect, plan_entry.before_value, plan_entry.after_value,
        plan_entry.created, CASE WHEN plan_entry.done_at IS NULL THEN 0 ELSE 1 END
        """

    static func entry(_ row: SQLRow) throws -> JournalEntry {
        var entry = JournalEntry(
            change: try row.get(0), subject: try ChangeRows.subject(row, from: 7), field: try row.get(1),
            effect: try row.get(2), before: ChangeValue(json: try row.text(3)),
            after: ChangeValue(json: try row.text(4)))
        entry.created = try JSONText.decodeCodes(row.text(5))
        entry.isDone = try row.bool(6)
        return entry
    }

    /// Entries with their changes and subjects.
    func entries(_ condition: SQL, order: SQL) throws -> [JournalEntry] {
        try connection.query(
            """
            SELECT \(sql: Self.columns), \(sql: ChangeRows.subjectColumns) FROM plan_entry
            JOIN plan_change ON plan_change.id = plan_entry.change_id
            JOIN plan_subject ON plan_subject.id = plan_change.subject_id
            WHERE \(sql: condition) ORDER BY \(sql: order)
            """
        ).map { try Self.entry($0) }
    }

    /// Replaces what was kept of the same changes.
    func replace(_ entries: [JournalEntry], in plan: PlanID, at moment: Instant) throws {
        try connection.execute("DELETE FROM plan_entry WHERE change_id IN \(list: entries.map(\.change))")
        let place = try connection.int(
            "SELECT CAST(COALESCE(MAX(place), 0) + 1 AS BIGINT) FROM plan_entry WHERE plan_id = \(plan)")
        let rows = try entries.map { entry -> [SQLBinding] in
            [
                SQLBinding(plan), SQLBinding(entry.change), SQLBinding(place), SQLBinding(entry.effect),
                SQLBinding(Folding.storable(entry.before.json)), SQLBinding(Folding.storable(entry.after.json)),
                SQLBinding(try JSONText.encode(entry.created)), SQLBinding(moment),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO plan_entry (plan_id, change_id, place, effect, before_value, after_value, created, prepared_at)
            VALUES \(rows: $0)
            """
        }
    }

    /// What was prepared for these changes is in force.
    func markDone(_ changes: [ChangeID], at moment: Instant) throws {
        guard !changes.isEmpty else { return }
        try connection.execute(
            """
            UPDATE plan_entry SET done_at = \(moment)
            WHERE change_id IN \(list: changes) AND done_at IS NULL AND undone_at IS NULL
            """)
    }

    /// Forgets what was prepared and was not written, but for what was made for it.
    func forgetUnwritten(_ changes: [ChangeID]) throws {
        guard !changes.isEmpty else { return }
        try connection.execute(
            "DELETE FROM plan_entry WHERE change_id IN \(list: changes) AND done_at IS NULL AND created = '[]'")
    }

    func markUndone(_ changes: [ChangeID], at moment: Instant) throws {
        guard !changes.isEmpty else { return }
        try connection.execute(
            "UPDATE plan_entry SET undone_at = \(moment) WHERE change_id IN \(list: changes) AND undone_at IS NULL")
    }

    /// Notes what was made for changes, with the first entry of each.
    func note(created: [ChangeID: [String]]) throws {
        for (change, ids) in created.sorted(by: { $0.key < $1.key }) where !ids.isEmpty {
            try connection.execute(
                """
                UPDATE plan_entry SET created = \(try JSONText.encode(ids))
                WHERE id = (
                    SELECT id FROM plan_entry WHERE change_id = \(change) AND undone_at IS NULL ORDER BY +id LIMIT 1)
                """)
        }
    }
}
