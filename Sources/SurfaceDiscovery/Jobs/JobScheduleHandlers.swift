import Domain
import Hummingbird
import Jobs
import SurfaceKit

extension DiscoverySurface {
    func jobConfig(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let name = try context.jobName
        let schedule = try await features.jobs.roster.schedule(of: name)
        return try .json(JobConfigAnswer(config: JobConfigResponse(name, schedule), message: nil))
    }

    /// Changes what is named; it counts from now on, for runs that would have been due before, too.
    func changeJobConfig(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let draft = try ScheduleDraft(await request.discoveryBody())
        let name = try context.jobName
        let schedule = try await features.jobs.roster.edit(name, draft)
        return try .json(
            JobConfigAnswer(
                config: JobConfigResponse(name, schedule), message: "Schedule saved: \(schedule.formatted)"))
    }

    /// The jobs that run by themselves.
    func schedulerStatus(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let rows = try await features.jobs.roster.entries().compactMap { entry in
            entry.schedule.cron.map { cron in
                SchedulerResponse.Row(
                    jobName: entry.definition.name, cronExpression: cron, schedule: entry.schedule.formatted)
            }
        }
        return try .json(SchedulerResponse(isRunning: features.jobs.scheduler.isRunning, scheduledJobs: rows))
    }
}

extension ScheduleDraft {
    /// The body of `PATCH …/config`. Throws `DiscoveryError.badRequest` for values of a wrong type; whether they are
    /// in their ranges is seen when the edit is applied.
    init(_ body: JSONTree) throws(DiscoveryError) {
        self.init()
        switch body["scheduleType"] {
        case nil: break
        case .text(let word)?: kind = word
        default: throw .badRequest("scheduleType must be text")
        }
        switch body["isEnabled"] {
        case nil: break
        case .bool(let flag)?: isEnabled = flag
        default: throw .badRequest("isEnabled must be true or false")
        }
        for member in ScheduleMember.allCases {
            switch body[member.rawValue] {
            case nil: continue
            case .null?: numbers[member] = .cleared
            case let value?:
                guard let number = value.int else {
                    throw .badRequest("\(member.rawValue) must be an integer or null")
                }
                numbers[member] = .set(number)
            }
        }
    }
}
