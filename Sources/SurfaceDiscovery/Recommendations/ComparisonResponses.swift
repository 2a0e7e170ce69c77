import Basics
import Domain
import Recommendations
import SurfaceKit

/// What changed from one run to another.
struct ComparisonResponse: Encodable {
    let run: RunRow
    let with: RunRow
    let came: [ComparedRow]
    let went: [ComparedRow]
    let moved: [ComparedRow]
    let stayed: Int
    let settings: [InputRow]

    init(_ comparison: PickComparison, _ extras: TitleExtras) {
        run = RunRow(comparison.run)
        with = RunRow(comparison.former)
        came = comparison.came.map { ComparedRow($0, extras) }
        went = comparison.went.map { ComparedRow($0, extras) }
        moved = comparison.moved.map { ComparedRow($0, extras) }
        stayed = comparison.stayedCount
        settings = comparison.inputs.map { InputRow($0) }
    }
}

/// A title in two runs.
struct ComparedRow: Encodable {
    /// A title's standing in one of them.
    struct Standing: Encodable {
        let rank: Int
        @OrNull var selectedRank: Int?
        let finalScore: Double
        let scoreBreakdown: ScoreParts

        init(_ standing: ComparedPick.Standing) {
            rank = standing.candidate.rank
            _selectedRank = OrNull(wrappedValue: standing.place)
            finalScore = standing.candidate.scores.final
            scoreBreakdown = ScoreParts(standing.candidate.scores)
        }

        enum CodingKeys: String, CodingKey {
            case rank
            case selectedRank = "selected_rank"
            case finalScore = "final_score"
            case scoreBreakdown = "score_breakdown"
        }
    }

    let title: PickedTitleFields
    @OrNull var before: Standing?
    @OrNull var now: Standing?

    init(_ pick: ComparedPick, _ extras: TitleExtras) {
        title = PickedTitleFields(pick.title, extras)
        _before = OrNull(wrappedValue: pick.before.map { Standing($0) })
        _now = OrNull(wrappedValue: pick.now.map { Standing($0) })
    }
}

/// Something that two runs were made with differently.
struct InputRow: Encodable {
    struct Value: Encodable {
        let value: InputDifference.Value

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .flag(let flag): try container.encode(flag)
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    let name: String
    @OrNull var before: Value?
    @OrNull var now: Value?

    init(_ difference: InputDifference) {
        name = difference.name
        _before = OrNull(wrappedValue: difference.before.map { Value(value: $0) })
        _now = OrNull(wrappedValue: difference.now.map { Value(value: $0) })
    }
}
