package import Basics
package import Domain

/// Measures how much of what people liked later the recommender would have foretold.
package struct RecommenderMeasuring: Sendable {
    private let reader: TasteReader
    private let marks: any RecommenderMarkStore
    private let settings: @Sendable () -> RecommendationSettings
    private let learning: ItemModelSettings
    private let threads: ComputeThreads

    package init(
        reader: TasteReader, marks: any RecommenderMarkStore,
        settings: @escaping @Sendable () -> RecommendationSettings, learning: ItemLearning
    ) {
        self.reader = reader
        self.marks = marks
        self.settings = settings
        self.learning = learning.settings
        threads = ComputeThreads(learning.threads)
    }

    /// Measures on what everybody liked here, and stores the marks with the variant that is to choose from then on: the
    /// one with all terms, unless the one without what others liked foretells more. Nil, and nothing stored, where
    /// nobody liked enough.
    package func measure(_ kind: TitleKind, at moment: Instant) async throws -> RecommenderMeasurement? {
        let result = try await result(.lastFifth, of: try await judgements(kind), kind)
        guard result.userCount > 0 else { return nil }
        let (full, alone) = (result.mark(.recommender)?.ndcg ?? 0, result.mark(.alone)?.ndcg ?? 0)
        let measurement = RecommenderMeasurement(
            kind: kind, measuredAt: moment, userCount: result.userCount, interactionCount: result.interactionCount,
            marks: result.marks, live: (full >= alone ? Scorer.recommender : .alone).rawValue)
        try await marks.add(measurement)
        return measurement
    }

    /// What everybody said or showed of titles. One that was watched without a word counts as liked.
    package func judgements(_ kind: TitleKind) async throws -> [Judgement] {
        try await reader.interactions(kind).map { interaction in
            Judgement(
                user: interaction.userID, title: interaction.titleID,
                rating: interaction.rating ?? Opinion.firmLikeMin, at: interaction.at)
        }
    }

    /// The marks of one protocol, on any judgements of titles of the catalogue.
    package func result(
        _ plan: EvaluationProtocol, of judgements: [Judgement], _ kind: TitleKind
    ) async throws -> EvaluationResult {
        let items = try await reader.items(kind)
        var evaluation = EvaluationSettings()
        evaluation.picks = kind == .series ? settings().series : settings().movies
        evaluation.model = learning
        return try await threads.run { [evaluation] in
            try Evaluation(catalogue: items.catalogue, judgements: judgements, settings: evaluation).result(plan)
        }
    }
}
