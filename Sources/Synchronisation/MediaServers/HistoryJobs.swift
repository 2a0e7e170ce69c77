package import Domain
package import Jobs

/// A job that takes over what people watched on the media server.
package protocol HistoryJob: JobType where Parameters == NoParameters {
    /// Films or series.
    static var kind: TitleKind { get }
    /// Whether it reads everything and removes plays that are no longer told, or only what is new since the last time.
    static var isFull: Bool { get }

    var parts: MediaServerParts { get }
}

extension HistoryJob {
    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await HistoryRun(parts: parts, kind: Self.kind, isFull: Self.isFull, context: context)()
    }
}

/// The job that takes over the films that people watched on the media server since the last time.
package struct SyncMovieHistory: HistoryJob {
    package static let name = "sync-movie-watch-history"
    package static let kind = TitleKind.movie
    package static let isFull = false

    package let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }
}

/// The job that takes over all films that people watched on the media server.
package struct FullSyncMovieHistory: HistoryJob {
    package static let name = "full-sync-movie-watch-history"
    package static let kind = TitleKind.movie
    package static let isFull = true

    package let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }
}

/// The job that takes over the episodes that people watched on the media server since the last time.
package struct SyncSeriesHistory: HistoryJob {
    package static let name = "sync-series-watch-history"
    package static let kind = TitleKind.series
    package static let isFull = false

    package let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }
}

/// The job that takes over all episodes that people watched on the media server.
package struct FullSyncSeriesHistory: HistoryJob {
    package static let name = "full-sync-series-watch-history"
    package static let kind = TitleKind.series
    package static let isFull = true

    package let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }
}
