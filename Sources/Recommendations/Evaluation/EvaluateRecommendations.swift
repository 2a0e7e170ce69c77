package import Basics
import Domain
import Foundation
package import Jobs

/// The job that measures, on the household's own history, how good the recommendations are. The better variant chooses
/// from then on.
package struct EvaluateRecommendations: JobType {
    package static let name = "evaluate-recommendations"

    private let measuring: RecommenderMeasuring
    private let world: World

    package init(_ measuring: RecommenderMeasuring, world: World) {
        self.measuring = measuring
        self.world = world
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await context.step(0)
        let films = try await measure(.movie, "films", context)
        try await context.step(1)
        let series = try await measure(.series, "series", context)
        try await context.result(["movieUsers": films, "seriesUsers": series])
    }

    /// Returns how many people's likes were foretold; 0 where there is too little to measure.
    private func measure(_ kind: TitleKind, _ word: String, _ context: JobContext) async throws -> Int {
        guard let measurement = try await measuring.measure(kind, at: world.now()) else {
            try await context.log(
                "Too little is known to measure recommendations of \(word): nobody has said of at least "
                    + "\(MeasuringLimits.likesMin) that they like them. What chooses stays as it is.")
            return 0
        }
        for mark in measurement.marks {
            try await context.log(
                "\(word.capitalized), \(mark.scorer): NDCG@10 \(mark.ndcg.told), HR@10 \(mark.hitRate.told), "
                    + "Recall@20 \(mark.recall.told), coverage \(mark.coverage.told).")
        }
        try await context.log("\(measurement.live) chooses \(word) from now on.")
        return measurement.userCount
    }
}

extension Double {
    /// With three decimals.
    fileprivate var told: String { String((self * 1000).rounded() / 1000) }
}
