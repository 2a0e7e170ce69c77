import Domain
package import Jobs

/// The job that takes over the films that people watched on the media server since the last time.
package struct SyncMovieHistory: JobType {
    package struct Parameters: Codable, Sendable {
        package init() {}
    }

    package static let name = "sync-movie-watch-history"

    private let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        try await HistoryRun(parts: parts, kind: .movie, isFull: false, context: context)()
    }
}

/// The job that takes over all films that people watched on the media server, and removes plays that it no longer
/// tells.
package struct FullSyncMovieHistory: JobType {
    package struct Parameters: Codable, Sendable {
        package init() {}
    }

    package static let name = "full-sync-movie-watch-history"

    private let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        try await HistoryRun(parts: parts, kind: .movie, isFull: true, context: context)()
    }
}

/// The job that takes over the episodes that people watched on the media server since the last time.
package struct SyncSeriesHistory: JobType {
    package struct Parameters: Codable, Sendable {
        package init() {}
    }

    package static let name = "sync-series-watch-history"

    private let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        try await HistoryRun(parts: parts, kind: .series, isFull: false, context: context)()
    }
}

/// The job that takes over all episodes that people watched on the media server, and removes plays that it no longer
/// tells.
package struct FullSyncSeriesHistory: JobType {
    package struct Parameters: Codable, Sendable {
        package init() {}
    }

    package static let name = "full-sync-series-watch-history"

    private let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        try await HistoryRun(parts: parts, kind: .series, isFull: true, context: context)()
    }
}
