import Domain

/// Somebody who follows all jobs of some names, with what they were told.
struct JobBoard {
    /// What somebody who follows a job can see of it in every list.
    private struct Face: Equatable {
        let state: JobState
        let progress: JobProgress
        let percent: Double
        let result: String?

        init(_ job: Job) {
            state = job.state
            progress = job.progress
            percent = job.percent
            result = job.result
        }
    }

    let names: Set<String>
    let continuation: AsyncStream<Job>.Continuation
    /// Nil before the first look.
    private var told: [JobID: Face]?

    init(names: Set<String>, continuation: AsyncStream<Job>.Continuation) {
        self.names = names
        self.continuation = continuation
    }

    /// Jobs whose end is still to be told.
    var open: [JobID] { told?.filter { !$0.value.state.isFinal }.map(\.key) ?? [] }

    /// What is to be told of these jobs, which are the newest and all open ones. What had ended before the first look
    /// is no news.
    mutating func news(_ jobs: [Job]) -> [Job] {
        let faces = jobs.filter { names.contains($0.name) }.map { ($0, Face($0)) }
        let news = faces.filter { job, face in
            told.map { $0[job.id] != face } ?? !face.state.isFinal
        }
        told = Dictionary(faces.map { ($0.0.id, $0.1) }) { $1 }
        return news.map(\.0)
    }
}
