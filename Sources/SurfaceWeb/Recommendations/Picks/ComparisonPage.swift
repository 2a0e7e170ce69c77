import Basics
import Domain
import Foundation
import Recommendations

/// What is different in the picks since the run before.
struct ComparisonPage: Sendable {
    struct Row: Sendable {
        let title: String
        let facts: String
    }

    struct Section: Sendable {
        let id: String
        let heading: String
        let rows: [Row]
    }

    let shell: Shell
    let back: String
    /// When the two runs ended; nil when there are not two.
    let now: MomentText?
    let before: MomentText?
    let stayed: String?
    let sections: [Section]
    /// Settings, models and quantities that differ.
    let inputs: [Row]
    let hasInputs: Bool
    /// Instead of all that.
    let message: String?

    /// Nil for nothing to compare. `maySee` leaves out what is not for whoever is watching.
    init(
        shell: Shell, kind: TitleKind, comparison: PickComparison?, maySee: (Title) -> Bool, at moment: Instant
    ) {
        self.shell = shell
        back = kind == .series ? "/picks/series" : "/picks"
        func ended(_ run: RecommendationRun) -> MomentText { MomentText(run.endedAt ?? run.createdAt, now: moment) }
        now = comparison.map { ended($0.run) }
        before = comparison.map { ended($0.former) }
        stayed = comparison.map { "\(kind.counted($0.stayedCount)) kept the place." }
        let lists: [(id: String, heading: String, picks: [ComparedPick])] = [
            ("came", "What came", comparison?.came ?? []), ("went", "What went", comparison?.went ?? []),
            ("moved", "What moved", comparison?.moved ?? []),
        ]
        sections = lists.map { list in
            Section(id: list.id, heading: list.heading, rows: list.picks.filter { maySee($0.title) }.map { Row($0) })
        }.filter { !$0.rows.isEmpty }
        inputs = comparison?.inputs.map { Row($0) } ?? []
        hasInputs = !inputs.isEmpty
        message =
            comparison == nil
            ? "There is nothing to compare yet: it takes two runs whose titles are kept."
            : sections.isEmpty && inputs.isEmpty ? "Nothing is different." : nil
    }
}

extension ComparisonPage.Row {
    fileprivate init(_ pick: ComparedPick) {
        let metadata = pick.title.metadata
        title = metadata.year.map { "\(metadata.title) (\($0))" } ?? metadata.title
        facts = "Now \(Self.words(pick.now)) · before \(Self.words(pick.before))"
    }

    fileprivate init(_ difference: InputDifference) {
        title = Self.names[difference.name] ?? difference.name.replacing("_", with: " ")
        facts = "Now \(Self.words(difference.now)) · before \(Self.words(difference.before))"
    }

    private static func words(_ standing: ComparedPick.Standing?) -> String {
        guard let standing else { return "not among the best" }
        let percent = Int((standing.candidate.scores.final * 100).rounded())
        let place = standing.place.map { "place \($0)" } ?? "weighed only, at \(standing.candidate.rank) of all"
        return "\(place), with \(percent) %"
    }

    private static func words(_ value: InputDifference.Value?) -> String {
        switch value {
        case nil: "none"
        case .flag(let flag): flag ? "yes" : "no"
        case .number(let number):
            Int(exactly: number).map { Moments.grouped($0) } ?? String(format: "%.2f", number)
        case .text(let text): text
        }
    }

    private static let names = [
        "candidates_max": "Titles weighed at most", "selected_count": "Titles picked",
        "history_max": "Titles of your history that are looked at", "similarity": "Weight of your taste",
        "novelty": "Weight of what is new to you", "rating": "Weight of what others think",
        "diversity": "Weight of variety", "dislikes": "What is done with what you dislike",
        "includes_watched": "Watched titles may come again", "titles": "Titles there are",
        "vectors": "Titles whose meaning is known", "vector_model": "Model of meaning",
        "raters": "People whose likes are learned from", "history": "Titles that tell of your taste",
    ]
}
