import Basics
import Domain
import Foundation
import Synchronization
import Testing

@testable import Jobs

/// The clock stands at 2023-11-14 22:13:20 UTC, a Tuesday, when each test begins.
@Suite(.timeLimit(.minutes(10))) struct JobSchedulerTests {
    private let clock = FakeClock()
    private let runs = FakeJobStore()
    private let schedules: FakeScheduleStore
    private static let name = "sync-movies"

    init() {
        schedules = FakeScheduleStore(runs)
    }

    private func scheduler(
        zone: String = "UTC", feed: FakeFeed? = nil, sleeper: Sleeper = .live,
        hasWork: @escaping JobScheduler.HasWork = { _ in true }
    ) -> JobScheduler {
        var settings = JobSettings()
        settings.sleeper = sleeper
        return JobScheduler(
            [DiscoveryJobs.named(Self.name)].compactMap(\.self),
            stores: JobScheduler.Stores(runs: runs, schedules: schedules, feed: feed),
            zone: { TimeZone(identifier: zone) ?? .gmt }, world: clock.world, settings: settings,
            hasWork: hasWork)
    }

    private func set(_ iso: String) {
        let date = (try? Date(iso, strategy: .iso8601)) ?? .distantPast
        clock.advance(seconds: date.timeIntervalSince1970 - clock.now.seconds)
    }

    private var count: Int { get async { await runs.rows.count } }

    private func endAll() async {
        for row in await runs.rows { await runs.end(row.id, as: .succeeded, at: clock.now) }
    }

    @Test func aScheduleThatWasNeverSeenBeginsNow() async {
        let scheduler = scheduler()
        #expect(await scheduler.look() == 30)
        #expect(await count == 0)
        #expect(await schedules.stored[Self.name]?.changedAt == clock.now)
    }

    @Test func aDueRunStartsOnce() async {
        let scheduler = scheduler()
        _ = await scheduler.look()
        set("2023-11-15T02:59:50Z")
        #expect(await scheduler.look() == 10)
        #expect(await count == 0)
        set("2023-11-15T03:00:00Z")
        #expect(await scheduler.look() == 30)
        await endAll()
        clock.advance(seconds: 1)
        _ = await scheduler.look()
        #expect(await count == 1)
        let job = await runs.rows.first?.new
        #expect(job?.name == Self.name && job?.parameters == "{}")
        set("2023-11-16T03:00:20Z")
        _ = await scheduler.look()
        #expect(await count == 2)
    }

    @Test func whatWasMissedWhileTheServerWasDownIsOneRun() async {
        _ = await scheduler().look()
        set("2023-11-18T09:00:00Z")
        let later = scheduler()
        _ = await later.look()
        await endAll()
        clock.advance(seconds: 60)
        _ = await later.look()
        #expect(await count == 1)
    }

    @Test func aMomentThatComesWhileARunIsOpenIsPassed() async {
        let scheduler = scheduler()
        _ = await scheduler.look()
        _ = await runs.start(.run(of: Self.name, at: clock.now))
        set("2023-11-15T03:00:05Z")
        _ = await scheduler.look()
        await endAll()
        clock.advance(seconds: 30)
        _ = await scheduler.look()
        #expect(await count == 1)
    }

    @Test func aMomentWithoutWorkIsPassedAndNotMadeUpForLater() async {
        let isSetUp = Mutex(false)
        let scheduler = scheduler { _ in isSetUp.withLock { $0 } }
        _ = await scheduler.look()
        set("2023-11-15T03:00:00Z")
        _ = await scheduler.look()
        #expect(await count == 0)
        #expect(await schedules.stored[Self.name]?.lastFiredAt == clock.now)
        isSetUp.withLock { $0 = true }
        clock.advance(seconds: 60)
        _ = await scheduler.look()
        #expect(await count == 0)
        set("2023-11-16T03:00:00Z")
        _ = await scheduler.look()
        #expect(await count == 1)
    }

    @Test func ofTwoServersOneFires() async {
        let (one, two) = (scheduler(), scheduler())
        _ = await one.look()
        set("2023-11-15T03:00:01Z")
        await withTaskGroup { group in
            for server in [one, two] { group.addTask { _ = await server.look() } }
        }
        #expect(await count == 1)
    }

    @Test func anEditCountsFromItsMomentOn() async throws {
        let scheduler = scheduler()
        _ = await scheduler.look()
        var draft = ScheduleDraft(numbers: [.hour: .set(22), .minute: .set(0)])
        let standard = try #require(DiscoveryJobs.named(Self.name)).defaultSchedule
        _ = try await schedules.edit(Self.name, draft, standard: standard, at: clock.now)
        // Twenty-two o'clock was a quarter of an hour ago.
        _ = await scheduler.look()
        #expect(await count == 0)
        draft.numbers = [.minute: .set(14)]
        _ = try await schedules.edit(Self.name, draft, standard: standard, at: clock.now)
        set("2023-11-14T22:14:00Z")
        _ = await scheduler.look()
        #expect(await count == 1)
        await endAll()
        draft = ScheduleDraft(isEnabled: false)
        _ = try await schedules.edit(Self.name, draft, standard: standard, at: clock.now)
        set("2023-11-20T22:14:00Z")
        #expect(await scheduler.look() == 30)
        #expect(await count == 1)
    }

    @Test func anHourThatClocksLeaveOutIsDueAfterTheGap() async throws {
        set("2026-03-28T12:00:00Z")
        let scheduler = scheduler(zone: "Europe/Berlin")
        let draft = ScheduleDraft(numbers: [.hour: .set(2), .minute: .set(30)])
        let standard = try #require(DiscoveryJobs.named(Self.name)).defaultSchedule
        _ = try await schedules.edit(Self.name, draft, standard: standard, at: clock.now)
        set("2026-03-29T00:59:59Z")
        #expect(await scheduler.look() == 1)
        #expect(await count == 0)
        set("2026-03-29T01:00:00Z")
        _ = await scheduler.look()
        #expect(await count == 1)
    }

    @Test func aDatabaseInTroubleIsAskedAgain() async {
        let scheduler = scheduler()
        _ = await scheduler.look()
        set("2023-11-15T03:00:00Z")
        await schedules.beBusy(true)
        #expect(await scheduler.look() == 30)
        #expect(await count == 0)
        await schedules.beBusy(false)
        _ = await scheduler.look()
        #expect(await count == 1)
    }

    @Test func itRunsThroughTheNightAndLooksAtTheClockTwiceAMinute() async {
        let pauses = Mutex<[Double]>([])
        let sleeper = Sleeper { [clock] seconds in
            pauses.withLock { $0.append(seconds) }
            clock.advance(seconds: seconds)
            try Task.checkCancellation()
        }
        let scheduler = scheduler(sleeper: sleeper)
        let running = Task { await scheduler.run() }
        while await count == 0 { await Task.yield() }
        #expect(scheduler.isRunning)
        running.cancel()
        await running.value
        #expect(!scheduler.isRunning)
        #expect(pauses.withLock { $0.allSatisfy { $0 <= 30 && $0 > 0 } && $0.count > 500 })
        #expect(await count == 1)
    }

    @Test func anEditWakesIt() async throws {
        let feed = FakeFeed()
        // Nobody wakes up by the clock.
        let scheduler = scheduler(feed: feed, sleeper: Sleeper { _ in try await Task.sleep(for: .seconds(86_400)) })
        let running = Task { await scheduler.run() }
        while await schedules.stored.isEmpty { await Task.yield() }
        set("2023-11-15T03:00:01Z")
        feed.continuation.yield(.jobs)
        feed.continuation.yield(.schedules)
        while await count == 0 { await Task.yield() }
        running.cancel()
        await running.value
    }
}
