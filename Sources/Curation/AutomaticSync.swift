import Basics
import Domain
package import Jobs
package import Logging
import ServiceLifecycle

/// Starts by itself what keeps the archive and this server in step: syncs, analyses of new scenes, and the writing of
/// what those are sure of.
///
/// Every server of a database runs one. What is started is told from the jobs alone, so each is started once.
package struct AutomaticSync: Service {
    private let sync: ArchiveSync
    private let analysis: Analysis
    private let plans: PlanDesk
    private let settings: CurrentCurationSettings
    private let sleeper: Sleeper
    private let logger: Logger

    package init(
        sync: ArchiveSync, analysis: Analysis, plans: PlanDesk, settings: @escaping CurrentCurationSettings,
        sleeper: Sleeper = .live, logger: Logger
    ) {
        self.sync = sync
        self.analysis = analysis
        self.plans = plans
        self.settings = settings
        self.sleeper = sleeper
        self.logger = logger
    }

    /// Works until graceful shutdown or cancellation.
    package func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await look()
                } catch {
                    if Task.isCancelled { return }
                    logger.info("nothing was started", metadata: ["error": "\(type(of: error))"])
                }
                do { try await sleeper(seconds: CurationLimits.automaticLookSeconds) } catch { return }
            }
        }
    }

    /// Starts what is due.
    package func look() async throws {
        guard await sync.isReady() else { return }
        try await startSync()
        let settings = settings()
        if settings.isAutomatic, try await isAnalysisDue() { _ = try await analysis.generateForNew() }
        if let confidence = settings.appliesAbove { try await applySure(from: confidence) }
    }

    private func startSync() async throws {
        let interval = Double(settings().syncIntervalMinutes) * 60
        guard interval > 0, try await !sync.isSyncing() else { return }
        let last = try await sync.history(limit: 1).first?.times.createdAt
        guard last.map({ plans.world.now().seconds(since: $0) >= interval }) ?? true else { return }
        _ = try await sync.all(force: false)
    }

    /// Whether scenes were read since the last analysis of new ones.
    private func isAnalysisDue() async throws -> Bool {
        guard let finished = try await sync.scenesFinishedAt() else { return false }
        let last = try await plans.jobs.list(type: CurationJobNames.batchAnalysis, limit: 1).first
        return last.map { $0.times.createdAt < finished } ?? true
    }

    /// Applies what the latest analyses of new scenes are sure of, each once.
    private func applySure(from confidence: Double) async throws {
        let now = plans.world.now()
        let applied = try await plans.jobs.list(
            type: CurationJobNames.applyPlan, limit: DomainLimits.curationPageMax
        ).compactMap { ApplyPlan.parameters(from: $0.parameters)?.plan }
        let analyses = try await plans.jobs.list(
            status: .completed, type: CurationJobNames.batchAnalysis, limit: CurationLimits.automaticPlansLooked)
        for job in analyses where now.seconds(since: job.times.createdAt) < CurationLimits.automaticPlanSeconds {
            guard let plan = try await plans.plans.plan(of: job.id), !applied.contains(plan.id) else { continue }
            var selection = ApplySelection()
            selection.confidenceMin = confidence
            guard try await plans.counts(of: plan.id, selection.open).changes > 0 else { continue }
            do {
                _ = try await plans.apply(plan.id, selection)
            } catch CurationError.otherArchive {
                // It is left to people, and keeps no other from being applied.
                continue
            }
        }
    }
}
