import Basics
import Domain
import Synchronization
import Testing

@testable import Jobs

/// The list of jobs, which pages ask for again and again.
@Suite(.timeLimit(.minutes(10))) struct KeptJobListTests {
    private let clock = FakeClock()
    private let runs = FakeJobStore()
    private let schedules: FakeScheduleStore
    private let changes = CountedChanges()
    private let roster: JobRoster

    init() {
        schedules = FakeScheduleStore(runs)
        roster = JobRoster(
            types: [ScriptedSync()], store: runs, schedules: schedules, world: clock.world, changes: changes)
    }

    @Test func `it is read once while no job is open and nothing changes`() async throws {
        for _ in 0..<3 { #expect(try await roster.entries().map(\.definition.name) == ["sync-movies"]) }
        #expect(await schedules.reads == 1)
    }

    @Test func `a run that begins is told with the next look, and then every one is fresh`() async throws {
        _ = try await roster.entries()
        let job = try await roster.start("sync-movies")
        changes.change()
        for _ in 0..<3 {
            let open = try await roster.entries().first?.open?.id
            #expect(open == job.id)
        }
        #expect(await schedules.reads == 4)
    }
}

/// Changes that the test makes up.
private final class CountedChanges: ChangeCounts {
    private let changes = Atomic<UInt64>(0)

    func change() {
        changes.add(1, ordering: .relaxed)
    }

    func count(of area: ChangeArea) -> UInt64? {
        changes.load(ordering: .relaxed)
    }
}
