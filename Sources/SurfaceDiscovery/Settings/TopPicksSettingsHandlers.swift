import Administration
import Basics
import Domain
import Hummingbird
import Jobs
import SurfaceKit

/// How the titles that everybody watches are worked out, and where they are written.
extension DiscoverySurface {
    static let refreshJob = "refresh-top-picks"

    func topPicksSettings(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let libraries = TopPicksLibraries(try await features.link.written(false))
        return try .json(TopPicksWithLibrariesResponse(config: await topPicksConfig(), libraries: libraries))
    }

    func changeTopPicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        let edits = try TopPicksConfig.members.edits(in: body)
        let schedule = try Self.schedule(in: body)
        try await store(edits, context)
        if let schedule { try await setSchedule(schedule) }
        return try .json(await topPicksConfig())
    }

    func resetTopPicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await store(TopPicksConfig.members.resets, context)
        try await setSchedule(Self.standardSchedule)
        return try .json(await topPicksConfig())
    }

    private func topPicksConfig() async throws -> TopPicksConfig {
        let snapshot = settingsNow.snapshot
        let moments = TopPicksConfig.Moments(
            lastRefreshed: try await lastRefresh(), created: snapshot.createdAt,
            updated: snapshot.changedAt(TopPicksConfig.members.map(\.setting)))
        let schedule = try await schedule(of: Self.refreshJob)
        // A job that only runs by hand has no line; the client wants one, and gets that of the day it is switched on.
        let line = JobSchedule(clamping: schedule.rule).cron ?? Self.standardSchedule.cron ?? ""
        return TopPicksConfig(snapshot.values.topPicks, cron: line, moments)
    }

    /// Nil before the first refresh that ended well.
    func lastRefresh() async throws -> Instant? {
        do {
            let runs = try await features.jobs.roster.history(
                of: Self.refreshJob, limit: DiscoveryLimits.refreshesLookedAtMax)
            return runs.first { $0.status == .completed }?.completedAt
        } catch JobRosterError.unknownJob {
            return nil
        }
    }

    /// The job's schedule is the one truth about when it runs.
    private func setSchedule(_ schedule: JobSchedule) async throws {
        let fields = schedule.fields
        func edit(_ value: Int?) -> ScheduleEdit { value.map { .set($0) } ?? .kept }
        let draft = ScheduleDraft(
            kind: fields.kind.rawValue,
            numbers: [
                .hour: edit(fields.hour), .minute: edit(fields.minute), .dayOfWeek: edit(fields.dayOfWeek),
                .intervalHours: edit(fields.intervalHours),
            ])
        _ = try await features.configuration.schedules.edit(
            Self.refreshJob, draft, standard: Self.standardSchedule, at: features.world.now())
    }

    private static var standardSchedule: JobSchedule {
        DiscoveryJobs.named(refreshJob)?.defaultSchedule ?? JobSchedule(clamping: .manual)
    }

    private static func schedule(in body: JSONTree) throws(DiscoveryError) -> JobSchedule? {
        guard let line = try body.words("refreshCron") else { return nil }
        guard let schedule = JobSchedule(cron: line) else {
            throw .badRequest(
                "refreshCron must be daily (m h * * *), weekly (m h * * d) or every so many hours (0 */n * * *)")
        }
        return schedule
    }
}
