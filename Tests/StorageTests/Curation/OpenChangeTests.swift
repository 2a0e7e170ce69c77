import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Open changes follow what the archive says.
@Suite struct OpenChangeTests {
    @Test(arguments: TestDriver.available)
    func `a proposal keeps its difference when the names change beside it`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x"), .withoutTag("b")])]).id
            try await bench.take("7") { $0.tags = [.test("c"), .test("b")] }
            let changes = try await bench.changes(of: plan)
            #expect(changes.map(\.content.current) == [.names(["b", "c"]), .names(["b", "c"])])
            #expect(changes.map(\.content.proposed) == [.names(["b", "c", "x"]), .names(["c"])])
            #expect(changes.map(\.status) == [.pending, .pending])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what has become true is closed as applied, whatever plan it is of`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let first = try await bench.plan([("7", [.tag("x"), .withoutTag("b"), .studio("Acme")])]).id
            let second = try await bench.plan([("7", [.details("Text."), .tag("y")]), ("31", [.tag("x")])]).id
            _ = try await bench.plans.decide(
                first, .of { $0.field = .studio }, as: .approved, note: nil, at: .test(2))
            try await bench.take("7", at: 8) { facts in
                facts.tags = [.test("a"), .test("X")]
                facts.studio = ArchiveName(id: "5", name: "ACME")
                facts.details = "Text."
            }
            let closed = try await bench.changes(of: first)
            #expect(closed.allSatisfy { $0.status == .applied && $0.note != nil && $0.decidedAt == .test(8) })
            #expect(try await bench.fresh(first).status == .applied)
            #expect(try await bench.fresh(first).appliedAt == .test(8))
            let left = try await bench.changes(of: second)
            #expect(left.map(\.status) == [.applied, .pending, .pending])
            #expect(left[1].content.current == .names(["a", "X"]))
            #expect(left[2].content == .tag("x"))
            let counts = try await bench.fresh(second).counts
            #expect(counts.pending == 2 && counts.applied == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `texts and studios get the value that there is now`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.details("Text."), .studio("Acme")])]).id
            try await bench.take("7") { facts in
                facts.details = "It says 'é' \"🎬\"."
                facts.studio = ArchiveName(id: "5", name: "Other")
            }
            var changes = try await bench.changes(of: plan)
            #expect(changes.map(\.content.current) == [.text("It says 'é' \"🎬\"."), .text("Other")])
            #expect(changes.map(\.content.action) == [.update, .set])
            #expect(changes.map(\.content.proposed) == [.text("Text."), .text("Acme")])
            try await bench.take("7") { _ in }
            changes = try await bench.changes(of: plan)
            #expect(changes.map(\.content) == [.details("Text."), .studio("Acme")])
        }
    }

    @Test(arguments: TestDriver.available)
    func `values that people sent follow, too`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x"), .studio("Acme"), .details("Text.")])]).id
            let changes = try await bench.changes(of: plan)
            let (details, studio, tag) = (changes[0].id, changes[1].id, changes[2].id)
            _ = try await bench.plans.setProposed(.text("y"), of: tag)
            _ = try await bench.plans.setProposed(.null, of: studio)
            _ = try await bench.plans.setProposed(ChangeValue(json: "17"), of: details)
            try await bench.take("7") { facts in
                facts.tags.append(.test("c"))
                facts.studio = ArchiveName(id: "5", name: "Other")
            }
            var after = try await bench.changes(of: plan)
            #expect(after.map(\.content.proposed) == [ChangeValue(json: "17"), .null, .text("y")])
            #expect(after[2].content.current == .names(["a", "b", "c"]) && after[2].status == .pending)
            try await bench.take("7") { $0.tags.append(.test("y")) }
            after = try await bench.changes(of: plan)
            #expect(after.map(\.status) == [.pending, .applied, .applied])
        }
    }

    @Test(arguments: TestDriver.available)
    func `decided changes and those of other plans than the archive's stay as they are`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x"), .tag("y")])]).id
            let changes = try await bench.changes(of: plan)
            _ = try await bench.plans.decide(
                plan, .of { $0.changes = [changes[0].id] }, as: .rejected, note: nil, at: .test(2))
            try await bench.apply([changes[1]])
            let own = try await bench.plans.begin(
                NewPlan(scope: .catalogue, name: "Own", job: nil, createdAt: .test(0)))
            let proposals = [SubjectProposals(try await bench.subject("7"), changes: [.tag("x")])]
            try await bench.plans.add(proposals, to: own.id, at: .test(1))
            let before = try await bench.changes(of: plan)
            try await bench.take("7") { $0.tags = [.test("x")] }
            #expect(try await bench.changes(of: plan) == before)
            #expect(try await bench.changes(of: own.id).map(\.content) == [.tag("x")])
            #expect(try await bench.fresh(own.id).counts.pending == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a change that was written before a kill keeps its journal when a sync closes it`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.details("Text.")])]).id
            let change = try #require(try await bench.changes(of: plan).first)
            try await bench.plans.prepare([try await bench.entry(change)], in: plan, at: .test(3))
            try await bench.take("7") { $0.details = "Text." }
            let journal = try await bench.plans.journal(of: plan, after: nil, limit: 9)
            #expect(journal.map(\.change) == [change.id] && journal[0].before == .null && journal[0].isDone)
            let closed = try #require(try await bench.changes(of: plan).first)
            #expect(closed.status == .applied && closed.note == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a write that was refused is nobody's work when somebody else does the same later`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.details("Text.")])]).id
            let change = try #require(try await bench.changes(of: plan).first)
            try await bench.plans.prepare([try await bench.entry(change)], in: plan, at: .test(3))
            var outcome = SubjectOutcome()
            outcome.failed = [(change.id, "no such luck")]
            try await bench.plans.settle(outcome, scene: nil, in: plan, at: .test(4))
            try await bench.take("7", at: 5) { $0.details = "Text." }
            let closed = try #require(try await bench.changes(of: plan).first)
            #expect(closed.status == .applied && closed.note != nil)
            #expect(try await bench.plans.journal(of: plan, after: nil, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `open changes of a scene that is gone are rejected, and the plan keeps its texts`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x"), .tag("y")]), ("31", [.tag("x")])]).id
            let changes = try await bench.changes(of: plan)
            try await bench.apply([changes[0]])
            #expect(try await bench.stores.archive.remove(.scene, ["7", "999"], at: .test(9)) == 1)
            let after = try await bench.plans.subjects(of: plan, ChangeSelection(), offset: 0, limit: 9)
            #expect(after.map(\.subject.wireID) == ["7", "31"])
            #expect(after[0].subject.title == "Scene 7" && after[0].subject.titleID == nil)
            #expect(after[0].changes.map(\.status) == [.applied, .rejected])
            #expect(after[0].changes[1].note == "The scene is not in the archive any more.")
            #expect(after[1].changes.map(\.status) == [.pending])
            let counts = try await bench.fresh(plan).counts
            #expect(counts.pending == 1 && counts.rejected == 1 && counts.applied == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a page of scenes costs the same number of statements however many changes are open`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            func statements(_ number: Int) async throws -> Int {
                let scenes = ["7", "31", "100"].map { id in
                    SceneFacts.tagged(id) { $0.tags.append(.test("n\(number)")) }
                }
                return try await StatementCounter.counting {
                    try await bench.stores.archive.takeOver(scenes, at: .test(5))
                }.1.count
            }
            _ = try await bench.plan([("7", [.tag("x")])])
            _ = try await statements(1)
            let few = try await statements(2)
            for _ in 0..<3 {
                let many = (0..<9).map { NewChange.tag("y\($0)") }
                _ = try await bench.plan(["7", "31", "100"].map { ($0, many) })
            }
            _ = try await statements(3)
            #expect(try await statements(4) == few)
        }
    }
}

extension PlanBench {
    /// The archive says something else of a scene.
    fileprivate func take(
        _ scene: String, at seconds: Double = 4, _ change: (inout SceneFacts) -> Void
    ) async throws {
        let result = try await stores.archive.takeOver([.tagged(scene, change)], at: .test(seconds))
        guard result.errors.isEmpty else { throw CurationError.unknownScene(scene) }
    }
}

extension ArchiveName {
    fileprivate static func test(_ name: String) -> ArchiveName { ArchiveName(id: "id-\(name)", name: name) }
}
