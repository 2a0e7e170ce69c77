import Domain
package import Jobs

/// The job that writes everybody's recommended films as a library of the media server.
package struct SyncMovieLibraries: JobType {
    package static let name = "sync-movie-libraries"

    private let libraries: PickLibraries

    package init(_ libraries: PickLibraries) {
        self.libraries = libraries
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await PickLibraryRun(parts: libraries, kind: .movie, context: context)()
    }
}

/// The job that writes everybody's recommended series as a library of the media server.
package struct SyncSeriesLibraries: JobType {
    package static let name = "sync-series-libraries"

    private let libraries: PickLibraries

    package init(_ libraries: PickLibraries) {
        self.libraries = libraries
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await PickLibraryRun(parts: libraries, kind: .series, context: context)()
    }
}
