import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Which archive plans are about, and what becomes of those that were made before that was kept.
@Suite struct PlanArchiveTests {
    @Test(arguments: TestDriver.available)
    func `a plan keeps the archive that the scenes were read from, whatever is read later`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            #expect(try await bench.begun("Before").archive == nil)
            var state = MirrorState(kind: .scene)
            state.origin = "http://nas:9999/stash"
            try await bench.stores.archive.store(state)
            let plan = try await bench.begun()
            #expect(plan.archive == "http://nas:9999/stash")
            state.origin = "http://nas:8888"
            try await bench.stores.archive.store(state)
            #expect(try await bench.fresh(plan.id).archive == "http://nas:9999/stash")
            let plans = try await bench.plans.plans(nil, offset: 0, limit: 9).plans
            #expect(plans.map(\.archive) == ["http://nas:9999/stash", nil])
            let own = try await bench.plans.begin(
                NewPlan(scope: .catalogue, name: "Own", job: nil, createdAt: .test(0)))
            #expect(own.archive == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a plan of before names no archive and is as it was`(driver: TestDriver) async throws {
        let before = Array(driver.migrations.prefix { $0.name != "0024_plan_archives" })
        try await TestDatabase.with(driver, migrations: before) { database async throws in
            try await database.write { connection in
                _ = try connection.execute(
                    """
                    INSERT INTO curation_plan (scope, name, is_building, subject_count, metadata, created_at)
                    VALUES ('archive', 'Old', 0, 3, '{}', 1)
                    """)
            }
            _ = try await SQLMigrator(driver.migrations, nowMilliseconds: { 1 }).migrate(database)
            let plans = try await Stores(database: database).plans.plans(nil, offset: 0, limit: 9).plans
            #expect(plans.map(\.name) == ["Old"])
            #expect(plans.first?.archive == nil && plans.first?.subjects == 3)
        }
    }
}
