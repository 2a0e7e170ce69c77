package import Domain
import SQL

/// What is told of the changes of plans.
extension SQLPlanStore {
    package func subjects(
        of plan: PlanID, _ selection: ChangeSelection, offset: Int, limit: Int
    ) async throws -> [PlannedSubject] {
        let condition = selection.conditionOfSubject
        // Few of many subjects are found by their keys.
        let named: SQL =
            if let subjects = selection.subjects {
                "plan_subject.wire_key IN \(list: subjects.map(ArchiveKeys.id))"
            } else {
                "1 = 1"
            }
        return try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT plan_subject.id, \(sql: ChangeRows.subjectColumns) FROM plan_subject
                WHERE plan_subject.plan_id = \(plan) AND \(sql: named) AND EXISTS (
                    SELECT 1 FROM plan_change
                    WHERE plan_change.subject_id = plan_subject.id AND \(sql: condition))
                ORDER BY plan_subject.wire_key LIMIT \(limit) OFFSET \(offset)
                """)
            guard !rows.isEmpty else { return [] }
            var changes: [Int: [PlanChange]] = [:]
            let ids = try rows.map { try $0.int(0) }
            try connection.forEach(
                """
                SELECT \(sql: ChangeRows.columns) FROM plan_change
                WHERE plan_change.subject_id IN \(list: ids) AND \(sql: condition)
                ORDER BY plan_change.subject_id, plan_change.field, plan_change.id
                """
            ) { changes[try ChangeRows.subjectID($0), default: []].append(try ChangeRows.change($0)) }
            return try rows.map {
                PlannedSubject(try ChangeRows.subject($0, from: 1), changes: changes[try $0.int(0)] ?? [])
            }
        }
    }

    package func counts(
        of plan: PlanID, _ selection: ChangeSelection
    ) async throws -> (subjects: Int, changes: Int) {
        try await database.read { connection in
            let row = try connection.first(
                """
                SELECT COUNT(DISTINCT subject_id), COUNT(*) FROM plan_change
                WHERE \(sql: selection.condition(in: plan))
                """)
            return (try row?.int(0) ?? 0, try row?.int(1) ?? 0)
        }
    }

    package func change(_ id: ChangeID) async throws -> (change: PlanChange, subject: PlanSubject)? {
        try await database.read { connection in
            try connection.first(
                """
                SELECT \(sql: ChangeRows.columns), \(sql: ChangeRows.subjectColumns) FROM plan_change
                JOIN plan_subject ON plan_subject.id = plan_change.subject_id WHERE plan_change.id = \(id)
                """
            ).map { (try ChangeRows.change($0), try ChangeRows.subject($0, from: 12)) }
        }
    }

    /// The sign keeps the databases from going through all changes for the sake of the order.
    package func history(ofSubject wireID: String, limit: Int) async throws -> [PlanChange] {
        try await database.read { connection in
            try connection.query(
                """
                SELECT \(sql: ChangeRows.columns) FROM plan_change
                WHERE plan_change.subject_id IN (
                    SELECT id FROM plan_subject WHERE wire_key = \(ArchiveKeys.id(wireID)))
                ORDER BY +plan_change.id DESC LIMIT \(limit)
                """
            ).map { try ChangeRows.change($0) }
        }
    }
}
