package import Domain
package import Jobs

/// A job that chooses titles of a kind for everybody who gets recommendations.
package protocol RecommendationJob: JobType where Parameters == NoParameters {
    /// Films or series.
    static var kind: TitleKind { get }
    /// Whether everything that was chosen before goes first.
    static var clears: Bool { get }

    var runner: RecommendationRunner { get }
}

extension RecommendationJob {
    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await RecommendationRound(runner: runner, kind: Self.kind, clears: Self.clears, context: context)()
    }
}

/// The job that chooses films for everybody.
package struct GenerateMovieRecommendations: RecommendationJob {
    package static let name = "generate-movie-recommendations"
    package static let kind = TitleKind.movie
    package static let clears = false

    package let runner: RecommendationRunner

    package init(_ runner: RecommendationRunner) {
        self.runner = runner
    }
}

/// The job that chooses series for everybody.
package struct GenerateSeriesRecommendations: RecommendationJob {
    package static let name = "generate-series-recommendations"
    package static let kind = TitleKind.series
    package static let clears = false

    package let runner: RecommendationRunner

    package init(_ runner: RecommendationRunner) {
        self.runner = runner
    }
}

/// The job that forgets all chosen films and chooses anew.
package struct RebuildMovieRecommendations: RecommendationJob {
    package static let name = "rebuild-movie-recommendations"
    package static let kind = TitleKind.movie
    package static let clears = true

    package let runner: RecommendationRunner

    package init(_ runner: RecommendationRunner) {
        self.runner = runner
    }
}

extension RecommendationRunner {
    /// The jobs that choose titles for everybody.
    package var jobs: [any JobType] {
        [GenerateMovieRecommendations(self), RebuildMovieRecommendations(self), GenerateSeriesRecommendations(self)]
    }

    /// What a job of this name chooses; nil for other jobs.
    package static func kind(ofJob name: String) -> TitleKind? {
        let jobs: [any RecommendationJob.Type] = [
            GenerateMovieRecommendations.self, RebuildMovieRecommendations.self, GenerateSeriesRecommendations.self,
        ]
        return jobs.first { $0.name == name }?.kind
    }
}
