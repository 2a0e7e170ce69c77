package import Domain
import Foundation

/// What is different in a run's selection from that of a former one, and in what they were made with.
package struct PickComparison: Hashable, Sendable {
    package let run: RecommendationRun
    package let former: RecommendationRun
    /// Titles that the former run did not select, in their order.
    package let came: [ComparedPick]
    /// Titles that only the former run selected, in their order there.
    package let went: [ComparedPick]
    /// Titles that both selected at different places, in their order.
    package let moved: [ComparedPick]
    /// How many titles kept their places.
    package let stayedCount: Int
    /// By name.
    package let inputs: [InputDifference]

    package init(
        run: RecommendationRun, former: RecommendationRun, came: [ComparedPick], went: [ComparedPick],
        moved: [ComparedPick], stayedCount: Int, inputs: [InputDifference]
    ) {
        self.run = run
        self.former = former
        self.came = came
        self.went = went
        self.moved = moved
        self.stayedCount = stayedCount
        self.inputs = inputs
    }
}

/// A title in two runs.
package struct ComparedPick: Hashable, Sendable {
    /// What became of a title in one of the runs.
    package struct Standing: Hashable, Sendable {
        package let candidate: StoredCandidate
        /// Among the selected ones that are still shown, from 1; nil for one that was only weighed.
        package let place: Int?

        package init(candidate: StoredCandidate, place: Int?) {
            self.candidate = candidate
            self.place = place
        }
    }

    package let title: Title
    /// Nil where it was not among the best candidates.
    package let now: Standing?
    package let before: Standing?

    package init(title: Title, now: Standing?, before: Standing?) {
        self.title = title
        self.now = now
        self.before = before
    }
}

/// A setting, a model or a quantity that two runs were made with.
package struct InputDifference: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case flag(Bool)
        case number(Double)
        case text(String)
    }

    /// As `RunInputs` stores it, such as `selected_count`.
    package let name: String
    /// Nil where the run was made without it.
    package let before: Value?
    package let now: Value?

    package init(name: String, before: Value?, now: Value?) {
        self.name = name
        self.before = before
        self.now = now
    }

    /// What differs in two texts of `RunInputs`, by name.
    static func all(from before: String, to now: String) -> [InputDifference] {
        let (before, now) = (values(before), values(now))
        return Set(before.keys).union(now.keys).sorted().filter { before[$0] != now[$0] }
            .map { InputDifference(name: $0, before: before[$0], now: now[$0]) }
    }

    /// What cannot be read says nothing.
    private static func values(_ json: String) -> [String: Value] {
        (try? JSONDecoder().decode([String: Value].self, from: Data(json.utf8))) ?? [:]
    }
}

extension InputDifference.Value: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}

/// Why two runs cannot be compared.
package enum PickComparisonError: Error, Hashable, Sendable {
    /// One of them is none of this person.
    case unknownRun
    /// There is no completed one of the kind before it.
    case noFormer
    /// One is of films, the other of series.
    case differentKinds
    /// One of them still runs, or failed.
    case notCompleted
    /// What one of them selected is no longer kept.
    case forgotten
}
