package import Domain
package import Jobs

/// A job that reads the archive. Such jobs run one after the other, and one that is interrupted begins anew.
package protocol SyncJob: JobType {
    var sync: ArchiveSync { get }
}

extension SyncJob {
    package var exclusionGroup: String? { CurationJobNames.syncGroup }
    package var isKeptByAge: Bool { true }

    /// Runs a sync. What it has come to is the job's result however it ends.
    func run(_ context: JobContext, _ work: (inout SyncRun) async throws -> Void) async throws {
        let observer = SyncObserver(
            progress: { done, total in
                let progress = JobProgress(done: done, total: total, message: "\(done) of \(total) rows read")
                try await context.report(progress)
            },
            warn: { try await context.log($0, .warn) })
        do {
            var run = try await sync.run(observer: observer)
            try await context.report(JobProgress(message: "Reading the archive"))
            do {
                try await work(&run)
            } catch {
                run.end()
                try await context.result(json: run.report.json(status: .failed))
                throw error
            }
            let all = run.report.all
            let message = "\(all.created) created, \(all.updated) updated, \(all.deleted) removed, \(all.failed) failed"
            try await context.report(JobProgress(done: all.processed, total: all.processed, message: message))
            try await context.result(json: run.report.json(status: .completed))
        } catch {
            throw JobFailure.curation(error)
        }
    }
}

/// The job that reads the whole archive: studios, tags, performers, scenes.
package struct SyncAll: SyncJob {
    package struct Parameters: Codable, Sendable, Hashable {
        let force: Bool
    }

    package static let name = CurationJobNames.syncAll
    package let sync: ArchiveSync

    package init(_ sync: ArchiveSync) {
        self.sync = sync
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        try await run(context) { try await $0.everything(force: parameters.force) }
    }
}

/// What syncs of names are told.
package struct EntitySyncParameters: Codable, Sendable, Hashable {
    let force: Bool
}

/// Names of one kind as a type, because the jobs of each kind are stored under a name of their own.
package protocol SyncedNames: Sendable {
    static var kind: ArchiveKind { get }
    static var jobName: String { get }
}

package enum StudioNames: SyncedNames {
    package static let kind = ArchiveKind.studio
    package static let jobName = CurationJobNames.studioSync
}

package enum TagNames: SyncedNames {
    package static let kind = ArchiveKind.tag
    package static let jobName = CurationJobNames.tagSync
}

package enum PerformerNames: SyncedNames {
    package static let kind = ArchiveKind.performer
    package static let jobName = CurationJobNames.performerSync
}

package typealias SyncStudios = SyncEntities<StudioNames>
package typealias SyncTags = SyncEntities<TagNames>
package typealias SyncPerformers = SyncEntities<PerformerNames>

/// The job that reads the archive's names of one kind.
package struct SyncEntities<Names: SyncedNames>: SyncJob {
    package static var name: String { Names.jobName }
    package let sync: ArchiveSync

    package init(_ sync: ArchiveSync) {
        self.sync = sync
    }

    package func run(_ parameters: EntitySyncParameters, context: JobContext) async throws {
        try await run(context) { try await $0.entities(Names.kind, force: parameters.force) }
    }
}
