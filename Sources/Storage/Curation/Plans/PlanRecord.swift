import Basics
import Domain
import SQL

/// Plans and the status of their changes, in a script. The counts of a plan move with its changes.
struct PlanRecord {
    /// What becomes of changes.
    struct Move {
        /// Changes of other statuses stay as they are.
        let from: [ChangeStatus]
        let to: ChangeStatus
        /// Why, for people.
        var note: String?
    }

    let connection: any SQLConnection

    /// Has scripts about these plans follow one another; returns those that there are.
    @discardableResult
    func hold(_ plans: [PlanID]) throws -> [PlanID] {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        return try connection.query(
            "SELECT id FROM curation_plan WHERE id IN \(list: plans) ORDER BY id\(sql: lock)"
        ).map { try $0.get(0) }
    }

    /// Throws `CurationError.unknownPlan`.
    func hold(_ plan: PlanID) throws {
        guard try !hold([plan]).isEmpty else { throw CurationError.unknownPlan(plan) }
    }

    /// Gives changes another status, whatever plans they belong to; returns how many. Their plans are held already.
    @discardableResult
    func move(_ condition: SQL, _ move: Move, at moment: Instant) throws -> Int {
        let moved: SQL = "\(sql: condition) AND status IN \(values: move.from) AND status <> \(move.to)"
        let rows = try connection.query(
            "SELECT plan_id, status, COUNT(*) FROM plan_change WHERE \(sql: moved) GROUP BY plan_id, status")
        guard !rows.isEmpty else { return 0 }
        let decidedAt: Instant? = move.to == .pending ? nil : moment
        try connection.execute(
            """
            UPDATE plan_change SET status = \(move.to), note = \(move.note), decided_at = \(decidedAt)
            WHERE \(sql: moved)
            """)
        var steps: [PlanID: [ChangeStatus: Int]] = [:]
        for row in rows {
            let plan: PlanID = try row.get(0)
            let count = try row.int(2)
            steps[plan, default: [:]][try row.get(1), default: 0] -= count
            steps[plan, default: [:]][move.to, default: 0] += count
        }
        for (plan, steps) in steps.sorted(by: { $0.key < $1.key }) { try count(steps, of: plan) }
        if move.to == .applied { try noteApplied(steps.keys.sorted(), at: moment) }
        return try rows.reduce(0) { $0 + (try $1.int(2)) }
    }

    /// Moves the counts of a plan.
    func count(_ steps: [ChangeStatus: Int], of plan: PlanID) throws {
        try connection.execute(
            """
            UPDATE curation_plan SET pending_count = pending_count + \(steps[.pending] ?? 0),
                approved_count = approved_count + \(steps[.approved] ?? 0),
                rejected_count = rejected_count + \(steps[.rejected] ?? 0),
                applied_count = applied_count + \(steps[.applied] ?? 0)
            WHERE id = \(plan)
            """)
    }

    private func noteApplied(_ plans: [PlanID], at moment: Instant) throws {
        try connection.execute("UPDATE curation_plan SET applied_at = \(moment) WHERE id IN \(list: plans)")
    }

    /// Notes why each of these changes stays as it is, where the status allows it; one statement.
    func note(
        _ reasons: [(change: ChangeID, reason: String)], of plan: PlanID, in statuses: [ChangeStatus]
    ) throws {
        guard !reasons.isEmpty else { return }
        let rows = reasons.map { [$0.change.description, Self.bounded($0.reason)] }
        try connection.execute(
            """
            UPDATE plan_change SET note = given.note
            FROM (
                SELECT \(sql: .integer(at: 0)) AS id, value ->> 1 AS note
                FROM \(sql: .elements(ofJSON: try JSONText.encode(rows)))
            ) AS given
            WHERE plan_change.id = given.id AND plan_change.plan_id = \(plan)
                AND plan_change.status IN \(values: statuses)
            """)
    }

    /// A text for people as it is stored.
    static func bounded(_ text: String) -> String {
        Folding.storable(String(text.prefix(StorageLimits.planNoteCharactersMax)))
    }
}
