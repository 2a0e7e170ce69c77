import Basics
import Domain
import Storage
import TestKit
import Testing

/// How a plan is held, applied, and taken back.
@Suite struct PlanApplyTests {
    @Test(arguments: TestDriver.available)
    func `one holder at a time has a plan, until its time is over`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plans = bench.plans
            let plan = try await bench.plan([("7", [.tag("x")])]).id
            try await plans.hold(plan, by: "one", until: .test(30), at: .test(0))
            #expect(try await bench.fresh(plan).heldUntil == .test(30))
            await #expect(throws: CurationError.planIsHeld) {
                try await plans.hold(plan, by: "two", until: .test(59), at: .test(29))
            }
            try await plans.hold(plan, by: "one", until: .test(40), at: .test(29))
            try await plans.release(plan, by: "two")
            #expect(try await bench.fresh(plan).heldUntil == .test(40))
            try await plans.hold(plan, by: "two", until: .test(70), at: .test(40))
            await #expect(throws: CurationError.planIsHeld) {
                try await plans.hold(plan, by: "one", until: .test(99), at: .test(41))
            }
            try await plans.release(plan, by: "two")
            try await plans.hold(plan, by: "one", until: .test(99), at: .test(42))
            await #expect(throws: CurationError.unknownPlan(PlanID(99))) {
                try await plans.hold(PlanID(99), by: "one", until: .test(99), at: .test(42))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `of simultaneous holders one wins`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x")])]).id
            let holders = try await concurrently(6) { number in
                do {
                    try await bench.plans.hold(plan, by: "\(number)", until: .test(30), at: .test(0))
                    return true
                } catch CurationError.planIsHeld {
                    return false
                }
            }
            #expect(holders.count { $0 } == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what came of a subject moves its changes and mirrors the scene together`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x"), .studio("Acme"), .details("Text."), .tag("y")])]).id
            let changes = try await bench.changes(of: plan)
            let (details, studio, x, y) = (changes[0], changes[1], changes[2], changes[3])
            var outcome = SubjectOutcome()
            outcome.applied = [x.id]
            outcome.rejected = [(y.id, "It is gone.")]
            outcome.failed = [(details.id, "conflict: it was edited."), (x.id, "never mind")]
            let scene = SceneFacts.tagged("7") { facts in
                facts.tags.append(ArchiveName(id: "3", name: "x"))
                facts.details = "Other."
                facts.updatedAt = "2026-02-02T00:00:00Z"
            }
            try await bench.plans.settle(outcome, scene: scene, in: plan, at: .test(9))

            let after = try await bench.changes(of: plan)
            #expect(after.map(\.status) == [.pending, .pending, .applied, .rejected])
            #expect(after.map(\.note) == ["conflict: it was edited.", nil, nil, "It is gone."])
            #expect(after[0].content.current == .text("Other.") && after[0].content.action == .update)
            #expect(after[1].content == studio.content)
            #expect(after[2].decidedAt == .test(9))
            let stored = try await bench.fresh(plan)
            #expect(stored.counts.pending == 2 && stored.counts.applied == 1 && stored.counts.rejected == 1)
            #expect(stored.status == .pending && stored.appliedAt == .test(9))
            let mirrored = try #require(try await bench.stores.scenes.scene("7"))
            #expect(mirrored.facts.tags.map(\.name) == ["a", "b", "x"] && mirrored.facts.details == "Other.")
            #expect(mirrored.facts.updatedAt == "2026-02-02T00:00:00Z" && mirrored.lastSyncedAt == .test(9))
            #expect(try await bench.plans.counts(of: plan, .of { $0.hasNote = true }).changes == 2)

            try await bench.plans.settle(outcome, scene: scene, in: plan, at: .test(10))
            #expect(try await bench.fresh(plan).counts == stored.counts)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was prepared is in the journal when it was written, and replaced when it was not`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.studio("Acme"), .tag("x")])]).id
            let changes = try await bench.changes(of: plan)
            var entries = [try await bench.entry(changes[0]), try await bench.entry(changes[1])]
            try await bench.plans.prepare(entries, in: plan, at: .test(5))
            #expect(try await bench.plans.journal(of: plan, after: nil, limit: 9).isEmpty)
            #expect(try await bench.plans.entries(for: changes.map(\.id)) == entries)

            let again = JournalEntry(
                change: changes[0].id, subject: entries[0].subject, field: .studio, effect: .set,
                before: .text("Other"), after: .text("Acme"))
            try await bench.plans.prepare([again], in: plan, at: .test(6))
            #expect(try await bench.plans.entries(for: [changes[0].id]) == [again])

            var outcome = SubjectOutcome()
            outcome.applied = changes.map(\.id)
            outcome.created = [changes[1].id: ["12"]]
            try await bench.plans.settle(outcome, scene: nil, in: plan, at: .test(7))
            (entries[0], entries[1].created) = (again, ["12"])
            for index in entries.indices { entries[index].isDone = true }
            #expect(try await bench.plans.journal(of: plan, after: nil, limit: 9) == entries)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the journal is told backwards, and goes on where it was although that is taken back`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([
                ("7", [.tag("x"), .tag("y")]), ("31", [.tag("x")]), ("100", [.tag("x"), .studio("Acme")]),
            ]).id
            let subjects = try await bench.plans.subjects(of: plan, ChangeSelection(), offset: 0, limit: 9)
            let order = [subjects[1].changes, subjects[2].changes, subjects[0].changes]
            for changes in order { try await bench.apply(changes) }
            var told: [[ChangeID]] = []
            var last: ChangeID?
            while true {
                let page = try await bench.plans.journal(of: plan, after: last, limit: 1)
                guard let end = page.last else { break }
                told.append(page.map(\.change))
                last = end.change
                var outcome = UndoOutcome()
                outcome.restored = page.map(\.change)
                try await bench.plans.settle(undo: outcome, scene: nil, in: plan, at: .test(20))
            }
            #expect(told == order.reversed().map { $0.map(\.id).reversed() })
            #expect(try await bench.plans.journal(of: plan, after: nil, limit: 9).isEmpty)
            let undone = try await bench.fresh(plan)
            #expect(undone.counts.rejected == 5 && undone.counts.applied == 0)
            #expect(undone.status == .completed && undone.undoneAt == .test(20))
        }
    }

    @Test(arguments: TestDriver.available)
    func `taking back restores some changes and leaves others as they were edited`(
        driver: TestDriver
    ) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x"), .details("Text.")])]).id
            let changes = try await bench.changes(of: plan)
            try await bench.apply(changes, scene: .tagged("7") { $0.details = "Text." })
            var outcome = UndoOutcome()
            outcome.restored = [changes[1].id]
            outcome.kept = [(changes[0].id, "It was edited since.")]
            let scene = SceneFacts.tagged("7") { $0.details = "Edited." }
            try await bench.plans.settle(undo: outcome, scene: scene, in: plan, at: .test(20))
            let after = try await bench.changes(of: plan)
            #expect(after.map(\.status) == [.applied, .rejected])
            #expect(after[0].note == "It was edited since." && after[1].note != nil)
            #expect(try await bench.plans.journal(of: plan, after: nil, limit: 9).map(\.change) == [changes[0].id])
            #expect(try await bench.plans.entries(for: [changes[1].id]).isEmpty)
            #expect(try await bench.stores.scenes.scene("7")?.facts.details == "Edited.")
            #expect(try await bench.fresh(plan).status == .applied)

            // Approved again it is applied again, with a journal of its own.
            _ = try await bench.plans.decide(
                plan, .of { $0.changes = [changes[1].id] }, as: .approved, note: nil, at: .test(21))
            try await bench.apply([changes[1]], at: .test(22))
            let journal = try await bench.plans.journal(of: plan, after: nil, limit: 9)
            #expect(journal.map(\.change) == [changes[1].id, changes[0].id])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was written is stored although the task is cancelled`(driver: TestDriver) async throws {
        try await PlanBench.with(driver) { bench in
            let plan = try await bench.plan([("7", [.tag("x")])]).id
            try await bench.plans.hold(plan, by: "one", until: .test(30), at: .test(0))
            let change = try #require(try await bench.changes(of: plan).first)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                var outcome = SubjectOutcome()
                outcome.applied = [change.id]
                try await bench.plans.settle(outcome, scene: .tagged("7"), in: plan, at: .test(1))
                try await bench.plans.release(plan, by: "one")
            }
            try await task.value
            let stored = try await bench.fresh(plan)
            #expect(stored.counts.applied == 1 && stored.heldUntil == nil)
        }
    }
}
