import Basics
import Domain

struct MeasurementsResponse: Encodable {
    let type: String
    /// Oldest first.
    let measurements: [MeasurementRow]
}

/// How well ways of choosing foretold what people liked.
struct MeasurementRow: Encodable {
    struct Mark: Encodable {
        let scorer: String
        let hitRate: Double
        let ndcg: Double
        let recall: Double
        let coverage: Double
        let novelty: Double

        enum CodingKeys: String, CodingKey {
            case scorer, ndcg, recall, coverage, novelty
            case hitRate = "hit_rate"
        }
    }

    let measuredAt: String
    let userCount: Int
    let interactionCount: Int
    /// The variant that chooses since then.
    let live: String
    let marks: [Mark]

    init(_ measurement: RecommenderMeasurement) {
        measuredAt = measurement.measuredAt.iso8601WithMilliseconds
        userCount = measurement.userCount
        interactionCount = measurement.interactionCount
        live = measurement.live
        marks = measurement.marks.map { mark in
            Mark(
                scorer: mark.scorer, hitRate: mark.hitRate, ndcg: mark.ndcg, recall: mark.recall,
                coverage: mark.coverage, novelty: mark.novelty)
        }
    }

    enum CodingKeys: String, CodingKey {
        case live, marks
        case measuredAt = "measured_at"
        case userCount = "user_count"
        case interactionCount = "interaction_count"
    }
}
