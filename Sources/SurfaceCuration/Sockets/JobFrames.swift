import Domain
import SurfaceKit

/// What clients are told of one job, from its states as they come: each that looks different from the one before.
///
/// Jobs write their progress at most twice a second, so nothing here has to hold back.
struct JobFrames<Jobs: AsyncSequence & Sendable>: AsyncSequence, Sendable where Jobs.Element == Job {
    typealias Element = WebSocketEvent

    private let jobs: Jobs
    private let words: JobWords

    /// `words` know what was told already.
    init(of jobs: Jobs, after words: JobWords) {
        self.jobs = jobs
        self.words = words
    }

    func makeAsyncIterator() -> Iterator { Iterator(jobs: jobs.makeAsyncIterator(), words: words) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var jobs: Jobs.AsyncIterator
        private var words: JobWords
        private var waiting: [String] = []

        fileprivate init(jobs: Jobs.AsyncIterator, words: JobWords) {
            self.jobs = jobs
            self.words = words
        }

        mutating func next() async throws -> WebSocketEvent? {
            while waiting.isEmpty {
                guard let job = try await jobs.next() else { return nil }
                waiting = words.frames(for: job)
            }
            return .text(waiting.removeFirst())
        }
    }
}

/// Words the states of one job.
struct JobWords: Sendable {
    private var last: (job: Job, frame: String)?

    /// What is to be told when a job has become this. A job that began and ended since the last time has been running,
    /// and clients that count on seeing that do.
    mutating func frames(for job: Job) -> [String] {
        var frames: [String] = []
        if let last, last.job.state == .waiting, job.state.isFinal, job.times.startedAt != nil {
            frames.append(Self.frame(of: last.job, as: .running))
        }
        let frame = Self.frame(of: job, as: JobReportStatus(job.state))
        if frame != last?.frame { frames.append(frame) }
        last = (job, frame)
        return frames
    }

    private static func frame(of job: Job, as status: JobReportStatus) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("error", job.shownFailure)
            writer.member("job_id", job.id.description)
            writer.member("message", job.shownMessage)
            writer.member("progress", fraction: job.percent)
            writer.name("result")
            job.result.map { writer.json($0) } ?? writer.null()
            writer.member("status", status.rawValue)
            writer.member("type", "job_status")
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
