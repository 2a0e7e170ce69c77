package import Basics
package import Domain
package import Jobs

/// The job that looks into files that a scan had to leave, because they were still being written.
///
/// One at a time, and beside scans. It looks once and ends; while files are left it queues itself for later, so that
/// no worker is held by somebody's long download. What it does not reach goes on waiting in the database: the next
/// scan, or start of a server, queues it again.
package struct ProbeMedia: JobType {
    package struct Parameters: Codable, Sendable {
        /// How often in a row files were left before.
        package let round: Int

        package init(round: Int) {
            self.round = round
        }
    }

    package static let name = "probe-media"
    package let isExclusive = true

    private let prober: MediaProber
    private let later: ProbeQueue

    package init(store: any MediaStore, later: ProbeQueue, settings: ScanSettings, world: World) {
        self.later = later
        prober = MediaProber(store: store, settings: settings, world: world)
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        let round = try await prober.run(context)
        if round.isLaterWanted {
            try await later.enqueue(round: min(parameters.round, CatalogueLimits.quietRoundsMax) + 1)
        }
        let message = (["\(round.looked) files looked into"] + round.remarks).joined(separator: ". ")
        try await context.report(JobProgress(done: round.looked, total: round.looked, message: message))
    }
}

/// Where `ProbeMedia` waits for its moment.
package struct ProbeQueue: Sendable {
    /// Of jobs that begin as soon as files can have come to rest, of which one waits at most.
    static let soon = "soon"
    /// Of those that have waited in vain for long.
    private static let late = "late"

    private let jobs: any JobStore
    private let quietSeconds: Double
    private let world: World

    /// `quietSeconds` as scans have it.
    package init(jobs: any JobStore, quietSeconds: Double, world: World) {
        self.jobs = jobs
        self.quietSeconds = quietSeconds
        self.world = world
    }

    /// Queues the job unless one waits already. After `CatalogueLimits.quietRoundsMax` rounds it comes less often.
    func enqueue(round: Int) async throws {
        let isLate = round >= CatalogueLimits.quietRoundsMax
        let standard = isLate ? CatalogueLimits.lateProbeSeconds : CatalogueLimits.soonProbeSecondsMin
        let now = world.now()
        let parameters = #"{"round":\#(min(max(round, 0), CatalogueLimits.quietRoundsMax))}"#
        _ = try await jobs.enqueue(
            NewJob(
                name: ProbeMedia.name, parameters: parameters, deduplicationKey: isLate ? Self.late : Self.soon,
                runAt: now.adding(seconds: max(quietSeconds, standard)), createdAt: now))
    }
}
