import Domain

/// The form in which somebody writes another value for a proposal.
struct ChangeEdit: Sendable {
    let editLabel: String
    let editText: String
    let isLong: Bool
    /// It does not go through a form.
    let isTooLong: Bool
    /// Why what was entered is not taken; nil before anything was.
    let refusal: String?
    let editMax = WebLimits.detailsCharactersMax

    /// Nil for what is applied already, and for values that are no text.
    init?(_ change: PlanChange, refused: RefusedEdit?) {
        guard change.status != .applied, let entry = ChangeEntry(change.content) else { return nil }
        let refused = refused?.change == change.id ? refused : nil
        editLabel = entry.label
        editText = refused?.entered ?? entry.text
        isLong = entry.isLong
        isTooLong = refused == nil && entry.text.count > WebLimits.detailsCharactersMax
        refusal = refused?.problem.words
    }
}

/// What was entered for a change and not taken.
struct RefusedEdit: Sendable {
    let change: ChangeID
    let entered: String
    let problem: CurationProblem
}
