import Basics
import Domain
import Jobs
import SurfaceKit

struct JobsResponse: Encodable {
    let jobs: [JobResponse]
}

struct ActiveJobsResponse: Encodable {
    let jobs: [JobProgressResponse]
}

/// A job, as lists hold it.
struct JobResponse: Encodable {
    let name: String
    let description: String
    @OrNull var cron: String?
    let status: String
    let currentJobId: String?
    @OrNull var progress: Progress?
    let schedule: JobScheduleResponse
    @OrNull var lastRun: LastRun?

    /// In lists there are four members of the progress only.
    enum Progress: Encodable {
        case brief(JobProgressResponse)
        case whole(JobProgressResponse)

        private struct Brief: Encodable {
            let overallProgress: Int
            let currentStep: String
            let itemsProcessed: Int
            let itemsTotal: Int
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .whole(let progress): try progress.encode(to: encoder)
            case .brief(let progress):
                try Brief(
                    overallProgress: progress.overallProgress, currentStep: progress.currentStep,
                    itemsProcessed: progress.itemsProcessed, itemsTotal: progress.itemsTotal
                ).encode(to: encoder)
            }
        }
    }

    struct LastRun: Encodable {
        let id: String
        let status: String
        let startedAt: String
        let completedAt: String
        let durationMs: Int64
        let itemsProcessed: Int
        let itemsTotal: Int
        @OrNull var errorMessage: String?

        init(_ record: JobRunRecord) {
            id = record.id.description
            status = record.status.rawValue
            startedAt = record.startedAt.iso8601WithMilliseconds
            completedAt = record.completedAt.iso8601WithMilliseconds
            durationMs = record.durationMilliseconds
            itemsProcessed = record.itemsProcessed
            itemsTotal = record.itemsTotal
            _errorMessage = OrNull(wrappedValue: record.error)
        }
    }

    /// A job whose run waits cannot be started either, so it counts as running.
    init(_ entry: JobRoster.Entry, isWhole: Bool) {
        let progress = entry.open.map { JobProgressResponse(JobProgressReport(of: $0)) }
        name = entry.definition.name
        description = entry.definition.description
        _cron = OrNull(wrappedValue: entry.schedule.cron)
        status = entry.open == nil ? "idle" : "running"
        currentJobId = entry.open?.id.description
        _progress = OrNull(wrappedValue: progress.map { isWhole ? .whole($0) : .brief($0) })
        schedule = JobScheduleResponse(entry.schedule)
        _lastRun = OrNull(wrappedValue: entry.last.map { LastRun($0) })
    }
}

/// What became of an order.
struct JobOrderResponse: Encodable {
    let message: String
    let jobId: String
    let status: String

    init(message: String, _ id: JobID, status: String) {
        self.message = message
        jobId = id.description
        self.status = status
    }
}

/// How far a run is.
struct JobProgressResponse: Encodable {
    let jobId: String
    let jobName: String
    let status: String
    let startedAt: String
    let completedAt: String?
    let currentStep: String
    let currentStepIndex: Int
    let totalSteps: Int
    let stepProgress: Int
    let overallProgress: Int
    let itemsProcessed: Int
    let itemsTotal: Int
    let currentItem: String?
    let logs: [JobLineResponse]
    let error: String?
    let result: [String: Int]?

    init(_ report: JobProgressReport) {
        jobId = report.jobID.description
        jobName = report.jobName
        status = report.status.rawValue
        startedAt = report.startedAt.iso8601WithMilliseconds
        completedAt = report.completedAt?.iso8601WithMilliseconds
        currentStep = report.currentStep
        currentStepIndex = report.currentStepIndex
        totalSteps = report.steps.count
        stepProgress = report.stepProgress
        overallProgress = report.overallProgress
        itemsProcessed = report.itemsProcessed
        itemsTotal = report.itemsTotal
        currentItem = report.currentItem
        logs = report.logs.map { JobLineResponse($0) }
        error = report.error
        result = report.status == .completed ? report.result : nil
    }
}

struct JobLineResponse: Encodable {
    let timestamp: String
    let level: String
    let message: String
    let data: [String: String]?

    init(_ line: JobLogLine) {
        timestamp = line.at.iso8601WithMilliseconds
        level = line.level.rawValue
        message = line.message
        data = line.data.isEmpty ? nil : line.data
    }
}
