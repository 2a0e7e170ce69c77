import Basics
import Domain
import TestKit
import Testing

@testable import SurfaceCuration

@Suite("Curation: words about one job")
struct JobWordsTests {
    private static func job(
        _ state: JobState, done: Int = 0, started: Bool = true, failure: String? = nil
    ) -> Job {
        let now = Instant(milliseconds: 1_000)
        var row = JobRow(
            id: JobID(7), name: "sync_all", parameters: "{}", state: state, attempt: 1, isCancelRequested: false)
        row.percent = Double(done)
        return Job(
            row: row, progress: JobProgress(done: done, total: 100),
            notes: JobNotes(checkpoint: nil, failure: failure),
            times: JobTimes(
                createdAt: now, runAt: now, startedAt: started ? now : nil, finishedAt: nil, leaseUntil: nil))
    }

    private static func statuses(_ jobs: [Job]) throws -> [String] {
        var words = JobWords()
        return try jobs.flatMap { words.frames(for: $0) }.map { try JSONValue(parsing: $0)["status"]?.text ?? "" }
    }

    @Test("what looks the same is told once")
    func same() throws {
        let jobs = [Self.job(.running, done: 1), Self.job(.running, done: 1), Self.job(.running, done: 2)]
        #expect(try Self.statuses(jobs) == ["running", "running"])
    }

    @Test("a job that began and ended unseen has been running, unless it never began")
    func unseen() throws {
        #expect(
            try Self.statuses([Self.job(.waiting, started: false), Self.job(.succeeded)])
                == ["pending", "running", "completed"])
        #expect(
            try Self.statuses([Self.job(.waiting, started: false), Self.job(.cancelled, started: false)])
                == ["pending", "cancelled"])
    }

    @Test("a job that failed says why in any case")
    func failed() throws {
        for (failure, words) in [("Stash is gone", "Stash is gone"), (nil, "The job failed without saying why.")] {
            var told = JobWords()
            let frame = try #require(told.frames(for: Self.job(.failed, failure: failure)).last)
            #expect(try JSONValue(parsing: frame)["error"] == .text(words))
        }
    }
}
