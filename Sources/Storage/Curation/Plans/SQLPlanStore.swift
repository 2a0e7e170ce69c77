package import Basics
package import Domain
package import SQL

/// Plans in the tables `curation_plan`, `plan_subject`, `plan_change` and `plan_entry`.
///
/// Scripts that change a plan hold its row, so they follow one another. Those that also mirror a scene hold the area
/// `titles` before that, as everybody does who writes titles.
package struct SQLPlanStore: PlanStore {
    let database: any SQLDatabase
    let world: World

    package init(database: any SQLDatabase, world: World = .live) {
        self.database = database
        self.world = world
    }

    package func begin(_ plan: NewPlan) async throws -> CurationPlan {
        try await database.write { connection in
            let name = Folding.storable(plan.name)
            let archive = try plan.scope == .archive ? Self.mirrored(connection) : nil
            let row = try connection.first(
                """
                INSERT INTO curation_plan (scope, name, job_id, is_building, metadata, created_at, archive)
                VALUES (\(plan.scope), \(name), \(SQLBinding(plan.job)), 1, '{}', \(plan.createdAt), \(archive))
                ON CONFLICT (job_id) DO NOTHING RETURNING \(sql: PlanRows.columns)
                """)
            if let row { return try PlanRows.plan(row) }
            guard let job = plan.job, let begun = try Self.plan("job_id = \(job)", connection) else {
                throw SQLError.decoding("the new plan gave no row")
            }
            return begun
        }
    }

    package func plan(of job: JobID) async throws -> CurationPlan? {
        try await database.read { try Self.plan("job_id = \(job)", $0) }
    }

    package func plan(_ id: PlanID) async throws -> CurationPlan? {
        try await database.read { try Self.plan("id = \(id)", $0) }
    }

    package func plans(
        _ statuses: [PlanStatus]?, offset: Int, limit: Int
    ) async throws -> (plans: [CurationPlan], total: Int) {
        let condition = statuses.map { PlanRows.stands($0) } ?? "1 = 1"
        return try await database.read { connection in
            let plans = try connection.query(
                """
                SELECT \(sql: PlanRows.columns) FROM curation_plan WHERE \(sql: condition)
                ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)
                """
            ).map { try PlanRows.plan($0) }
            let total = try connection.int("SELECT COUNT(*) FROM curation_plan WHERE \(sql: condition)")
            return (plans, total)
        }
    }

    package func plans(ids: [PlanID]) async throws -> [CurationPlan] {
        guard !ids.isEmpty else { return [] }
        return try await database.read { connection in
            try connection.query("SELECT \(sql: PlanRows.columns) FROM curation_plan WHERE id \(sql: .within(ids))")
                .map { try PlanRows.plan($0) }
        }
    }

    package func finish(_ plan: PlanID, subjects: Int, metadata: String) async throws {
        try await change(
            plan,
            "is_building = 0, subject_count = \(subjects), metadata = \(Folding.storable(metadata))")
    }

    package func abandon(_ plan: PlanID) async throws {
        try await change(plan, "is_building = 0")
    }

    package func remove(_ plan: PlanID, at moment: Instant) async throws {
        try await database.write { connection in
            try PlanRecord(connection: connection).hold(plan)
            let row = try connection.first(
                """
                SELECT applied_count, CASE WHEN held_until > \(moment) THEN 1 ELSE 0 END
                FROM curation_plan WHERE id = \(plan)
                """)
            if try row?.int(0) ?? 0 > 0 { throw CurationError.planWasApplied }
            if try row?.bool(1) ?? false { throw CurationError.planIsHeld }
            try connection.execute("DELETE FROM curation_plan WHERE id = \(plan)")
        }
    }

    package func totals() async throws -> PlanTotals {
        try await database.read { connection in
            var totals = PlanTotals()
            for row in try connection.query(
                """
                SELECT standing, COUNT(*), CAST(SUM(pending_count) AS BIGINT), CAST(SUM(approved_count) AS BIGINT),
                    CAST(SUM(rejected_count) AS BIGINT), CAST(SUM(applied_count) AS BIGINT)
                FROM (
                    SELECT pending_count, approved_count, rejected_count, applied_count,
                        CASE WHEN \(sql: PlanRows.stands([.pending])) THEN 0 WHEN applied_count > 0 THEN 1 ELSE 2 END
                            AS standing
                    FROM curation_plan
                ) AS plans GROUP BY standing
                """)
            {
                let plans = try row.int(1)
                totals.plans += plans
                switch try row.int(0) {
                case 0: totals.pendingPlans = plans
                case 1: totals.appliedPlans = plans
                default: totals.completedPlans = plans
                }
                totals.changes = totals.changes.adding(try PlanRows.counts(row, from: 2))
            }
            for row in try connection.query("SELECT field, COUNT(*) FROM plan_change GROUP BY field") {
                totals.byField[try row.get(0)] = try row.int(1)
            }
            return totals
        }
    }

    /// The archive that the scenes that are known here were read from.
    private static func mirrored(_ connection: any SQLConnection) throws -> String? {
        try connection.first("SELECT origin FROM archive_state WHERE kind = \(ArchiveKind.scene)")?.optionalText(0)
    }

    private static func plan(_ condition: SQL, _ connection: any SQLConnection) throws -> CurationPlan? {
        try connection.first("SELECT \(sql: PlanRows.columns) FROM curation_plan WHERE \(sql: condition)").map {
            try PlanRows.plan($0)
        }
    }

    /// Throws `CurationError.unknownPlan`.
    private func change(_ plan: PlanID, _ change: SQL) async throws {
        try await database.write { connection in
            guard try connection.execute("UPDATE curation_plan SET \(sql: change) WHERE id = \(plan)") > 0 else {
                throw CurationError.unknownPlan(plan)
            }
        }
    }
}

extension PlanCounts {
    fileprivate func adding(_ other: PlanCounts) -> PlanCounts {
        var sum = self
        sum.pending += other.pending
        sum.approved += other.approved
        sum.rejected += other.rejected
        sum.applied += other.applied
        return sum
    }
}
