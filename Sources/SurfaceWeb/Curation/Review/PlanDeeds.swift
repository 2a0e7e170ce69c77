import Basics
import Domain

/// What can be done with a plan as a whole.
struct PlanDeeds: Sendable {
    /// What is written when the plan is applied.
    struct Apply: Sendable {
        let applyWords: String
        /// Where accepted ones alone can be taken.
        let acceptedLabel: String?
        let openLabel: String
    }

    let apply: Apply?
    let undoWords: String?
    let closeWords: String?
    let canForget: Bool
    let hasAny: Bool

    init(_ content: PlanContent) {
        let (plan, counts) = (content.plan, content.plan.counts)
        let isFree = content.work.isEmpty && !plan.isBuilding
        apply = isFree && counts.open > 0 ? Apply(plan) : nil
        undoWords = isFree && counts.applied > 0 ? Self.undoWords(plan) : nil
        closeWords =
            isFree && counts.open > 0
            ? "\(Moments.count(counts.open, "open change")) will be rejected. That can be undone one by one." : nil
        canForget = isFree && counts.applied == 0
        hasAny = apply != nil || undoWords != nil || closeWords != nil || canForget
    }

    private static func undoWords(_ plan: CurationPlan) -> String {
        let place = plan.scope == .archive ? "in Stash" : "in your catalogue"
        return "\(Moments.count(plan.counts.applied, "applied change")) will be taken back \(place): names that were "
            + "added are removed, names that were removed come back, and texts are as they were before. What somebody "
            + "edited since stays as it is, and you are told what that is. What is taken back counts as rejected."
    }
}

extension PlanDeeds.Apply {
    init(_ plan: CurationPlan) {
        let counts = plan.counts
        let place = plan.scope == .archive ? "to Stash" : "to your catalogue"
        applyWords =
            "Changes are written \(place), one \(plan.scope == .archive ? "scene" : "title") after the other. What was "
            + "edited there since is not overwritten. Everything can be taken back afterwards."
        acceptedLabel = counts.approved > 0 ? "Apply the \(Moments.count(counts.approved, "accepted change"))" : nil
        openLabel =
            counts.approved > 0
            ? "Apply all \(Moments.count(counts.open, "open change")), accepted or not"
            : "Apply \(counts.open == 1 ? "the" : "all") \(Moments.count(counts.open, "open change"))"
    }
}

/// A decision about everything that the filters show.
struct BulkDecision: Sendable {
    struct Button: Sendable {
        let buttonStatus: String
        let buttonLabel: String
        let isQuiet: Bool
    }

    let buttons: [Button]
    let bulkFields: [HiddenField]

    /// Nil where there is nothing to decide about.
    init?(_ content: PlanContent, _ choice: PlanChoice) {
        guard !content.plan.isBuilding else { return nil }
        let counts: [(ChangeStatus, Int)] = [ChangeStatus.approved, .rejected, .pending].map { status in
            let changed = choice.decidable(as: status).statuses ?? []
            return (status, changed.reduce(0) { $0 + content.decidable[$1, default: 0] })
        }
        buttons = counts.filter { $0.1 > 0 }.map { status, count in
            Button(
                buttonStatus: status.rawValue, buttonLabel: Self.label(status, count, choice),
                isQuiet: status != .approved)
        }
        guard !buttons.isEmpty else { return nil }
        bulkFields = choice.with { _ in }.fields
    }

    private static func label(_ status: ChangeStatus, _ count: Int, _ choice: PlanChoice) -> String {
        let number = Moments.grouped(count)
        switch status {
        case .approved where choice.least > 0: return "Accept everything at \(choice.least) % or above (\(number))"
        case .approved: return "Accept everything shown (\(number))"
        case .rejected: return "Reject everything shown (\(number))"
        case .pending, .applied: return "Everything shown back to open (\(number))"
        }
    }
}

/// The filters of a plan's changes.
struct PlanFilters: Sendable {
    let shows: [MenuEntry]
    let fields: [MenuEntry]
    let least: Int
    let leastWords: String
    /// The only subject that is shown.
    let onlySubject: String?
    let isNarrow: Bool

    init(_ choice: PlanChoice, plan: CurationPlan, byField: [ChangeField: Int]) {
        shows = PlanChoice.Show.allCases.map {
            MenuEntry(entryValue: $0.rawValue, entryWords: $0.words, isChosen: $0 == choice.show)
        }
        let known = plan.scope.fields.filter { byField.isEmpty || byField[$0] != nil || $0 == choice.field }
        let all = MenuEntry(entryValue: "", entryWords: "Every field", isChosen: choice.field == nil)
        fields =
            [all]
            + known.map { field in
                let count = byField[field].map { " (\(Moments.grouped($0)))" } ?? ""
                return MenuEntry(
                    entryValue: field.rawValue, entryWords: CurationWords.field(field) + count,
                    isChosen: field == choice.field)
            }
        least = choice.least
        leastWords = "\(choice.least) %"
        onlySubject = choice.subject
        isNarrow = choice.isNarrow
    }
}

extension PlanScope {
    /// What its plans can change.
    var fields: [ChangeField] {
        let archive: [ChangeField] = [.performers, .studio, .tags, .details]
        return self == .archive ? archive : ChangeField.allCases.filter { ![.performers, .studio, .tags].contains($0) }
    }
}
