import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What is decided about changes, and which changes are meant.
@Suite struct PlanDecisionTests {
    @Test(arguments: TestDriver.available)
    func `a selection takes what fits all of it`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([
                ("7", [.tag("x", confidence: 0.5), .studio("Acme")]), ("31", [.tag("x", confidence: 0.7)]),
            ])
            let all = try await bench.changes(of: plan.id)
            func count(_ change: (inout ChangeSelection) -> Void) async throws -> [Int] {
                let counts = try await bench.plans.counts(of: plan.id, .of(change))
                return [counts.subjects, counts.changes]
            }
            #expect(try await count { _ in } == [2, 3])
            #expect(try await count { $0.subjects = ["7", "999"] } == [1, 2])
            #expect(try await count { $0.subjects = [] } == [0, 0])
            #expect(try await count { $0.field = .tags } == [2, 2])
            #expect(try await count { $0.confidenceMin = 0.7 } == [2, 2])
            #expect(try await count { $0.confidenceMax = 0.7 } == [2, 2])
            #expect(try await count { ($0.subjects, $0.field) = (["7"], .studio) } == [1, 1])
            #expect(try await count { $0.changes = [all[0].id] } == [1, 1])
            #expect(try await count { $0.statuses = [.approved] } == [0, 0])
            #expect(try await count { $0.hasNote = true } == [0, 0])
            #expect(try await count { $0.hasNote = false } == [2, 3])
            let tags = try await bench.plans.subjects(of: plan.id, .of { $0.field = .studio }, offset: 0, limit: 9)
            #expect(tags.map(\.subject.wireID) == ["7"] && tags[0].changes.map(\.content) == [.studio("Acme")])
        }
    }

    @Test(arguments: TestDriver.available)
    func `decisions move the plan's counts, and only what is not applied is decided about`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x"), .studio("Acme")]), ("31", [.tag("x")])])
            func decide(
                _ status: ChangeStatus, note: String? = nil, _ change: (inout ChangeSelection) -> Void
            ) async throws -> Int {
                try await bench.plans.decide(plan.id, .of(change), as: status, note: note, at: .test(5))
            }
            #expect(try await decide(.approved) { $0.field = .tags } == 2)
            #expect(try await decide(.approved) { $0.field = .tags } == 0)
            #expect(try await decide(.rejected, note: "No.") { $0.subjects = ["31"] } == 1)
            var counts = try await bench.fresh(plan.id).counts
            #expect([counts.pending, counts.approved, counts.rejected, counts.applied] == [1, 1, 1, 0])
            let rejected = try #require(try await bench.changes(of: plan.id).last)
            #expect(rejected.status == .rejected && rejected.note == "No." && rejected.decidedAt == .test(5))
            #expect(try await decide(.pending) { $0.changes = [rejected.id] } == 1)
            let open = try #require(try await bench.plans.change(rejected.id)?.change)
            #expect(open.status == .pending && open.note == nil && open.decidedAt == nil)

            let first = try #require(try await bench.changes(of: plan.id).first)
            try await bench.apply([first])
            #expect(try await decide(.rejected) { _ in } == 2)
            counts = try await bench.fresh(plan.id).counts
            #expect([counts.pending, counts.approved, counts.rejected, counts.applied] == [0, 0, 2, 1])
            #expect(try await bench.fresh(plan.id).status == .applied)
            await #expect(throws: CurationError.unknownPlan(PlanID(99))) {
                try await bench.plans.decide(PlanID(99), ChangeSelection(), as: .rejected, note: nil, at: .test(5))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a proposal is edited as it was sent until it is applied`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x"), .tag("y")])])
            let changes = try await bench.changes(of: plan.id)
            _ = try await bench.plans.decide(
                plan.id, .of { $0.changes = [changes[0].id] }, as: .approved, note: nil, at: .test(5))
            let sent = ChangeValue(json: #"[{"name":"é \"x\""}]"#)
            let edited = try await bench.plans.setProposed(sent, of: changes[0].id)
            #expect(edited.content.proposed == sent && edited.status == .approved)
            #expect(edited.content.current == changes[0].content.current)
            #expect(edited.content.isEdited && !changes[0].content.isEdited)
            #expect(try await bench.plans.change(edited.id)?.change == edited)
            try await bench.apply([changes[1]])
            await #expect(throws: CurationError.alreadyApplied) {
                try await bench.plans.setProposed(.null, of: changes[1].id)
            }
            await #expect(throws: CurationError.unknownChange(ChangeID(999))) {
                try await bench.plans.setProposed(.null, of: ChangeID(999))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a large plan is decided and told with a fixed number of statements`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.begun()
            let batch = (0..<1500).map { number in
                SubjectProposals(
                    PlanSubject(titleID: nil, wireID: String(number), title: "Scene", path: nil),
                    changes: [.tag("x"), .tag("y")])
            }
            try await bench.plans.add(batch, to: plan.id, at: .test(1))
            let (decided, deciding) = try await StatementCounter.counting {
                try await bench.plans.decide(
                    plan.id, .of { $0.confidenceMin = 0.5 }, as: .approved, note: nil, at: .test(2))
            }
            #expect(decided == 3000 && deciding.count <= 4)
            let (subjects, telling) = try await StatementCounter.counting {
                try await bench.plans.subjects(of: plan.id, ChangeSelection(), offset: 0, limit: 2000)
            }
            #expect(subjects.count == 1500 && telling.count == 2)
            #expect(subjects.last?.subject.wireID == "1499" && subjects.last?.changes.count == 2)
            #expect(try await bench.fresh(plan.id).counts.approved == 3000)
        }
    }
}
