import Basics
import Domain
import Synchronization
import Testing

@testable import Jobs

@Suite struct JobContextTests {
    private let clock = FakeClock()

    /// What was written, and whether the store takes it.
    private final class Written: Sendable {
        struct Entry: Equatable {
            let done: Int
            let checkpoint: String?
        }

        let entries = Mutex<[Entry]>([])
        let isHeld = Mutex(true)
        let isBusy = Mutex(false)

        func save(_ progress: JobProgress, _ checkpoint: String?) throws -> Bool {
            if isBusy.withLock({ $0 }) { throw JobFakeError.busy }
            guard isHeld.withLock({ $0 }) else { return false }
            entries.withLock { $0.append(Entry(done: progress.done, checkpoint: checkpoint)) }
            return true
        }
    }

    private func reporter(_ written: Written) -> JobReporter {
        let sheet = JobSheet(id: JobID(1), name: "plain", startedAt: clock.now)
        return JobReporter(sheet: sheet, world: clock.world, intervalSeconds: 0.5) {
            try written.save($0.progress, $0.checkpoint)
        }
    }

    @Test func progressIsWrittenTwiceASecondAndTheLastOneAlways() async throws {
        let written = Written()
        let reporter = reporter(written)
        for done in 1...100 {
            try await reporter.change { $0.report(JobProgress(done: done), checkpoint: done == 42 ? "42" : nil) }
            clock.advance(seconds: 0.01)
        }
        #expect(written.entries.withLock { $0.map(\.done) } == [1, 51])
        #expect(written.entries.withLock { $0.map(\.checkpoint) } == [nil, "42"])
        try await reporter.flush()
        try await reporter.flush()
        #expect(written.entries.withLock { $0.map(\.done) } == [1, 51, 100])
    }

    @Test func aBusyDatabaseDoesNotEndTheJobAndLosesNoCheckpoint() async throws {
        let written = Written()
        let reporter = reporter(written)
        written.isBusy.withLock { $0 = true }
        try await reporter.change { $0.report(JobProgress(done: 1), checkpoint: "1") }
        await #expect(throws: JobFakeError.self) { try await reporter.flush() }
        written.isBusy.withLock { $0 = false }
        clock.advance(seconds: 1)
        try await reporter.change { $0.report(JobProgress(done: 2), checkpoint: nil) }
        #expect(written.entries.withLock { $0 } == [.init(done: 2, checkpoint: "1")])
    }

    @Test func aLostLeaseEndsTheJobAtItsNextReport() async throws {
        let written = Written()
        written.isHeld.withLock { $0 = false }
        let reporter = reporter(written)
        await #expect(throws: CancellationError.self) {
            try await reporter.change { $0.report(JobProgress(), checkpoint: nil) }
        }
        #expect(await reporter.isLost)
        await #expect(throws: CancellationError.self) {
            try await reporter.change { $0.report(JobProgress(), checkpoint: nil) }
        }
    }

    @Test func aReportOfACancelledTaskThrows() async throws {
        let written = Written()
        let context = JobContext(id: JobID(1)) { try written.save($0, $1) }
        let started = Signal()
        let task = Task {
            try? await started.wait()
            try await context.report(JobProgress(done: 1))
        }
        task.cancel()
        started.fire()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(written.entries.withLock { $0.isEmpty })
    }

    @Test func reportsOfManyTasksEndWithTheNewest() async throws {
        let written = Written()
        let context = JobContext(id: JobID(1), world: clock.world) { try written.save($0, $1) }
        try await withThrowingTaskGroup { group in
            for done in 1...50 { group.addTask { try await context.report(JobProgress(done: done)) } }
            try await group.waitForAll()
        }
        try await context.report(JobProgress(done: 51, message: String(repeating: "x", count: 1000)))
        #expect(written.entries.withLock { $0.last?.done } == 51)
    }
}

@Suite struct FailureTextTests {
    private struct Described: Error, CustomStringConvertible {
        let description: String
    }

    @Test(arguments: [
        ("The file ends too early.", "The file ends too early."),
        ("two\nlines\t\u{20}here", "two lines here"),
        ("postgres://ann:geheim@db.local/films refused", "postgres://***@db.local/films refused"),
        ("GET http://a/?api_key=0123456789abcdef0123456789abcdef&x=1", "GET http://a/?api_key=***&x=1"),
        ("Bearer sk-abcdefghijklmnopqrstuvwxyz0123456789 refused", "Bearer *** refused"),
    ])
    func describedErrorsAreToldInOneLineWithoutSecrets(text: String, expected: String) {
        #expect(FailureText.of(Described(description: text)) == expected)
    }

    @Test func otherErrorsAreToldByTypeAndCase() {
        #expect(FailureText.of(JobFakeError.busy) == "JobFakeError.busy")
        #expect(FailureText.of(JobFakeError.refused(token: "geheim")) == "JobFakeError.refused")
    }

    @Test func theTextIsBounded() {
        #expect(FailureText.of(JobFailure(String(repeating: "ab ", count: 1000))).count == 500)
    }
}
