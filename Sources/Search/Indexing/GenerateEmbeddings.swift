import Domain
package import Jobs

/// The administrator's job that gives films their vectors.
package struct GenerateMovieEmbeddings: JobType {
    package static let name = "generate-movie-embeddings"

    private let indexing: CurrentIndexing

    package init(_ indexing: @escaping CurrentIndexing) {
        self.indexing = indexing
    }

    package init(_ indexing: TitleIndexing) {
        self.init { indexing }
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await context.step(0)
        var run = VectorRun(indexing: try indexing().orFailure(), context: context)
        let count = try await run.count(of: .movie)
        try await context.log("\(count) films have no vectors.")
        try await context.step(1)
        try await run.generate(.movie)
        try await context.step(2)
        try await context.result(["generated": run.tally.generated, "failed": run.tally.failed])
    }
}

/// The administrator's job that gives series their vectors. Episodes are found by their series and have none.
package struct GenerateSeriesEmbeddings: JobType {
    package static let name = "generate-series-embeddings"

    private let indexing: CurrentIndexing

    package init(_ indexing: @escaping CurrentIndexing) {
        self.indexing = indexing
    }

    package init(_ indexing: TitleIndexing) {
        self.init { indexing }
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await context.step(0)
        var run = VectorRun(indexing: try indexing().orFailure(), context: context)
        try await context.log("\(try await run.count(of: .series)) series have no vectors.")
        try await run.generate(.series)
        try await context.step(1)
        try await context.log("Episodes are found by their series and need no vectors.")
        try await context.step(2)
        try await context.result([
            "seriesGenerated": run.tally.generated, "episodesGenerated": 0, "failed": run.tally.failed,
        ])
    }
}
