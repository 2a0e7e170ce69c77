import Basics
import Domain
import SurfaceKit

/// Which changes of a plan are shown, and which page of them.
struct PlanChoice: Sendable {
    enum Show: String, Sendable, CaseIterable {
        case all
        case open
        /// Open ones that could not be written.
        case stuck
        case accepted
        case rejected
        case applied

        var words: String {
            switch self {
            case .all: "Everything"
            case .open: "Open"
            case .stuck: "Could not be written"
            case .accepted: "Accepted"
            case .rejected: "Rejected"
            case .applied: "Applied"
            }
        }
    }

    var show = Show.all
    var field: ChangeField?
    /// Hundredths; 0 for all.
    var least = 0
    /// The wire id of the only subject; nil for all.
    var subject: String?
    /// From 1 on.
    var page = 1

    init() {}

    /// What cannot be read is left out.
    init(_ pairs: FormPairs) {
        show = pairs.first("show").flatMap { Show(rawValue: $0) } ?? .all
        field = pairs.first("field").flatMap { ChangeField(rawValue: $0) }
        least = min(100, max(0, pairs.first("least").flatMap { Int($0) } ?? 0))
        subject = pairs.first("subject").flatMap { id in
            id.isBlank || id.count > DomainLimits.archiveIDCharactersMax ? nil : id
        }
        page = min(max(1, pairs.first("page").flatMap { Int($0) } ?? 1), WebLimits.pageNumberMax)
    }

    var selection: ChangeSelection {
        var selection = ChangeSelection()
        selection.field = field
        selection.confidenceMin = least > 0 ? Double(least) / 100 : nil
        selection.subjects = subject.map { [$0] }
        switch show {
        case .all: break
        case .open: selection.statuses = [.pending, .approved]
        case .stuck:
            selection.statuses = [.pending, .approved]
            selection.hasNote = true
        case .accepted: selection.statuses = [.approved]
        case .rejected: selection.statuses = [.rejected]
        case .applied: selection.statuses = [.applied]
        }
        return selection
    }

    /// Open changes that could not be written.
    static let stuck = PlanChoice().with { $0.show = .stuck }

    /// What a decision about everything that is shown changes: whoever shows everything means what is undecided, or
    /// what was decided where it is to be open again.
    func decidable(as status: ChangeStatus) -> ChangeSelection {
        var selection = selection
        let shown = selection.statuses ?? (status == .pending ? [.approved, .rejected] : [.pending])
        selection.statuses = shown.filter { $0 != status && $0 != .applied }
        return selection
    }

    /// Whether it leaves anything out.
    var isNarrow: Bool { show != .all || field != nil || least > 0 || subject != nil }

    /// Whether it leaves out changes of a status that it shows.
    var isNarrowWithinStatus: Bool {
        show == .stuck || field != nil || least > 0 || subject != nil
    }

    /// Names and values of a query string.
    private var pairs: [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        if show != .all { pairs.append(("show", show.rawValue)) }
        if let field { pairs.append(("field", field.rawValue)) }
        if least > 0 { pairs.append(("least", String(least))) }
        if let subject { pairs.append(("subject", subject)) }
        return pairs
    }

    /// What a form needs to come back to the same changes.
    var fields: [HiddenField] {
        let all = pairs + (page > 1 ? [(name: "page", value: String(page))] : [])
        return all.map { HiddenField(name: $0.name, value: $0.value) }
    }

    /// The address of these changes of a plan, with whatever else it is to say.
    func address(_ plan: PlanID, _ more: String = "") -> String {
        var parts = pairs.map { "\($0.name)=\(PercentText.encode($0.value))" }
        if page > 1 { parts.append("page=\(page)") }
        if !more.isEmpty { parts.append(more) }
        return "/plans/\(plan)" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    func with(_ change: (inout PlanChoice) -> Void) -> PlanChoice {
        var choice = self
        choice.page = 1
        change(&choice)
        return choice
    }
}

/// An entry of a menu.
struct MenuEntry: Sendable {
    let entryValue: String
    let entryWords: String
    let isChosen: Bool
}
