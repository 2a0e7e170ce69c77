import Basics
import Domain

/// How far a job is, in words and as a part of 100.
struct WorkProgress: Encodable, Sendable {
    let isOver: Bool
    /// 0...100.
    let percent: Int
    let progressWords: String
    /// What it is at, how fast it goes and how long it will take; what it waits for.
    let detail: String

    private enum CodingKeys: String, CodingKey {
        case isOver, percent, detail
        case progressWords = "words"
    }

    /// Of work that is not there any more.
    static let over = WorkProgress()

    private init() {
        (isOver, percent, progressWords, detail) = (true, 100, "", "")
    }

    init(_ job: Job, now: Instant) {
        let progress = job.progress
        let pace = WorkPace(
            done: progress.done, of: progress.total,
            seconds: max(0, now.seconds(since: job.times.startedAt ?? job.times.createdAt)), noun: "item")
        isOver = job.state.isFinal
        percent = isOver ? 100 : min(100, max(0, Int(job.percent)))
        progressWords =
            progress.total == 0
            ? (job.state == .waiting ? "It is about to begin." : "It has begun.")
            : "Done with \(Moments.grouped(progress.done)) of \(Moments.grouped(progress.total))."
        if job.state == .waiting, now.seconds(since: job.times.runAt) >= WebLimits.beginningSeconds {
            detail = "It waits: other work comes first, and it begins by itself. You can leave this page."
        } else {
            let parts = [progress.message.isEmpty ? nil : progress.message, pace.words].compactMap(\.self)
            let leave = "You can leave this page; it goes on."
            detail = parts.isEmpty ? leave : "\(parts.joined(separator: " · ")). \(leave)"
        }
    }
}

/// A job that is under way, with the way to watch and to stop it.
struct WorkRow: Sendable {
    let workID: String
    let workTitle: String
    /// Where its progress is told.
    let statusPath: String
    /// The page that shows it.
    let backPath: String
    let progress: WorkProgress

    /// `path` is given where a whole page waits, not for this job alone; `page` is the one that shows it.
    init(_ job: Job, watchedAt path: String? = nil, on page: String, now: Instant) {
        backPath = page
        statusPath = path ?? "/archive/work/\(job.id)"
        workID = job.id.description
        workTitle = JobWords.title(job)
        progress = WorkProgress(job, now: now)
    }
}

/// A job that is over.
struct WorkRecord: Sendable {
    let recordTitle: String
    let outcome: String
    let ended: MomentText
    let isBad: Bool
    /// What has to be told one by one.
    let details: [String]
    let hasDetails: Bool
    /// The plan that came of it.
    let plan: String?

    init(_ job: Job, now: Instant) {
        recordTitle = JobWords.title(job)
        outcome = JobWords.outcome(job)
        ended = MomentText(job.times.finishedAt ?? job.times.createdAt, now: now)
        isBad = job.state == .failed
        details = JobOutcome(job)?.details ?? []
        hasDetails = !details.isEmpty
        plan = job.state == .succeeded ? JobOutcome(job)?.plan.map { "/plans/\($0)" } : nil
    }
}
