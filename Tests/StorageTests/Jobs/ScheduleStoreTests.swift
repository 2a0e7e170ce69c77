import Basics
import Domain
import Storage
import TestKit
import Testing

/// What administrators decide about schedules, and that each due moment is fired once.
@Suite(.timeLimit(.minutes(10))) struct ScheduleStoreTests {
    private static let standard = JobSchedule(clamping: .daily(hour: 3, minute: 0))

    private static func entry(_ store: SQLScheduleStore, _ name: String = "sync") async throws -> ScheduleEntry {
        try #require(try await store.schedules([name]).first).entry(standard: standard)
    }

    private static func claim(_ entry: ScheduleEntry, due: Double, runs: Bool = true) -> ScheduleClaim {
        ScheduleClaim(entry: entry, due: .test(due), job: runs ? .run(entry.name) : nil)
    }

    @Test(arguments: TestDriver.available)
    func `names are noted once and have the standard schedule`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.schedules
            _ = try await concurrently(3) { try await store.note(["sync", "embed"], at: .test(Double($0))) }
            let first = try await store.schedules(["sync", "embed", "none"])
            #expect(first.map(\.name) == ["embed", "sync"])
            try await store.note(["sync"], at: .test(99))
            try await store.note([], at: .test(99))
            #expect(try await store.schedules(["sync", "embed"]) == first)
            #expect(first.allSatisfy { $0.edited == nil && $0.lastFiredAt == nil })
            #expect(try await Self.entry(store).schedule == Self.standard)
            #expect(try await store.schedules([]).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an edit changes what it names and nothing else`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.schedules
            func edit(_ draft: ScheduleDraft, at seconds: Double) async throws -> JobSchedule {
                try await store.edit("sync", draft, standard: Self.standard, at: .test(seconds))
            }
            let later = try await edit(ScheduleDraft(numbers: [.hour: .set(5)]), at: 1)
            #expect(later.rule == .daily(hour: 5, minute: 0))
            let weekly = try await edit(ScheduleDraft(kind: "weekly", numbers: [.dayOfWeek: .set(0)]), at: 2)
            #expect(weekly.rule == .weekly(weekday: 0, hour: 5, minute: 0))
            let off = try await edit(ScheduleDraft(kind: "manual", isEnabled: false), at: 3)
            #expect(off.fields.hour == 5 && off.fields.dayOfWeek == 0)
            let back = try await edit(ScheduleDraft(kind: "weekly", isEnabled: true), at: 4)
            #expect(back == weekly)
            await #expect(throws: ScheduleError.missing(.intervalHours, .interval)) {
                try await edit(ScheduleDraft(kind: "interval"), at: 5)
            }
            await #expect(throws: ScheduleError.outOfRange(.hour)) {
                try await edit(ScheduleDraft(numbers: [.hour: .set(24)]), at: 5)
            }
            // An edit that changes nothing leaves the moment alone, so that what is due stays due.
            _ = try await edit(ScheduleDraft(numbers: [.hour: .set(5)]), at: 6)
            let stored = try #require(try await store.schedules(["sync"]).first)
            #expect(stored.edited == weekly && stored.changedAt == .test(4))
        }
    }

    @Test(arguments: TestDriver.available)
    func `of simultaneous claims one starts the run`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.schedules
            try await store.note(["sync"], at: .test(0))
            let entry = try await Self.entry(store)
            let outcomes = try await concurrently(6) { _ in try await store.claim(Self.claim(entry, due: 60)) }
            let started = outcomes.compactMap(\.started)
            #expect(started.count == 1 && outcomes.count { $0.isOutdated } == 5)
            #expect(try await test.stores.jobs.open(["sync"]).map(\.id) == started.map(\.id))
            #expect(try await Self.entry(store).lastFiredAt == .test(60))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a moment that comes while a run is open is passed`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.schedules
            try await store.note(["sync"], at: .test(0))
            let open = try #require(try await test.stores.jobs.start(.run("sync")).started)
            #expect(try await store.claim(Self.claim(Self.entry(store), due: 60)).isPassed)
            #expect(try await store.claim(Self.claim(Self.entry(store), due: 120, runs: false)).isPassed)
            _ = try await test.stores.jobs.requestCancel(open.id, at: .test(121))
            #expect(try await Self.entry(store).lastFiredAt == .test(120))
            #expect(try await store.claim(Self.claim(Self.entry(store), due: 180)).started != nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a claim of a schedule that was edited since is none`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let store = test.stores.schedules
            try await store.note(["sync"], at: .test(0))
            let entry = try await Self.entry(store)
            _ = try await store.edit(
                "sync", ScheduleDraft(isEnabled: false), standard: Self.standard, at: .test(1))
            #expect(try await store.claim(Self.claim(entry, due: 60)).isOutdated)
            let unknown = ScheduleEntry(name: "x", schedule: Self.standard, lastFiredAt: nil, changedAt: .test(0))
            #expect(try await store.claim(Self.claim(unknown, due: 60)).isOutdated)
            #expect(try await test.stores.jobs.recent(name: nil, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `other processes are told of an edit`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let changes = test.stores.feed.changes()
            try await test.reopened { other in
                _ = try await other.stores.schedules.edit(
                    "sync", ScheduleDraft(kind: "manual"), standard: Self.standard, at: .test(1))
            }
            for await area in changes where area == .schedules { break }
        }
    }
}

extension ScheduleOutcome {
    fileprivate var started: Job? {
        if case .started(let job) = self { job } else { nil }
    }

    fileprivate var isPassed: Bool {
        if case .passed = self { true } else { false }
    }

    fileprivate var isOutdated: Bool {
        if case .outdated = self { true } else { false }
    }
}
