import Domain
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

/// The job that reads the archive's studios.
package struct SyncStudios: SyncJob {
    package static let name = CurationJobNames.studioSync
    package let sync: ArchiveSync

    package init(_ sync: ArchiveSync) {
        self.sync = sync
    }

    package func run(_ parameters: EntitySyncParameters, context: JobContext) async throws {
        try await run(context) { try await $0.entities(.studio, force: parameters.force) }
    }
}

/// The job that reads the archive's tags.
package struct SyncTags: SyncJob {
    package static let name = CurationJobNames.tagSync
    package let sync: ArchiveSync

    package init(_ sync: ArchiveSync) {
        self.sync = sync
    }

    package func run(_ parameters: EntitySyncParameters, context: JobContext) async throws {
        try await run(context) { try await $0.entities(.tag, force: parameters.force) }
    }
}

/// The job that reads the archive's performers.
package struct SyncPerformers: SyncJob {
    package static let name = CurationJobNames.performerSync
    package let sync: ArchiveSync

    package init(_ sync: ArchiveSync) {
        self.sync = sync
    }

    package func run(_ parameters: EntitySyncParameters, context: JobContext) async throws {
        try await run(context) { try await $0.entities(.performer, force: parameters.force) }
    }
}
