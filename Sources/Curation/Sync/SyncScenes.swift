import Domain
package import Jobs

/// The job that reads scenes: all, those that have changed, or certain ones.
package struct SyncScenes: SyncJob {
    /// In one of the two forms in which clients ask: `{"incremental"}`, or `{"scene_ids","force"}`.
    package struct Parameters: Codable, Sendable, Hashable {
        var incremental: Bool?
        var sceneIDs: [String]?
        var force: Bool?

        enum CodingKeys: String, CodingKey {
            case incremental
            case sceneIDs = "scene_ids"
            case force
        }

        init(incremental: Bool) {
            self.incremental = incremental
        }

        init(sceneIDs: [String]?, force: Bool) {
            self.sceneIDs = sceneIDs
            self.force = force
        }

        /// Clients see the ids as null where all scenes are meant.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            if let incremental { return try container.encode(incremental, forKey: .incremental) }
            try container.encode(sceneIDs, forKey: .sceneIDs)
            try container.encode(force, forKey: .force)
        }
    }

    package static let name = CurationJobNames.sceneSync
    package let sync: ArchiveSync

    package init(_ sync: ArchiveSync) {
        self.sync = sync
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        try await run(context) { run in
            if let ids = parameters.sceneIDs {
                try await run.scenes(ids)
            } else {
                try await run.scenes(force: parameters.force ?? !(parameters.incremental ?? true))
            }
        }
    }
}
