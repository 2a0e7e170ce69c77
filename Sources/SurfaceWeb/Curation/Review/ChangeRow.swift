import Basics
import Domain
import SurfaceKit

/// A proposal: what is now beside what is to be, how sure it is, and what was decided.
struct ChangeRow: Sendable {
    /// A name with its fate.
    struct Chip: Sendable {
        let chipName: String
        let isAddedName: Bool
        let isRemovedName: Bool
    }

    let change: String
    let deed: String
    /// What a decision is called for whoever listens: "Tag: add beach".
    let spoken: String
    let confidence: String
    /// A person wrote what is proposed.
    let isEdited: Bool
    let reason: String?
    /// `pending`, `approved`, `rejected` or `applied`.
    let status: String
    let statusWords: String
    let isOpen: Bool
    let isAccepted: Bool
    let isRejected: Bool
    let isUndecided: Bool
    let note: ChangeNote?
    let chips: [Chip]
    let hasChips: Bool
    /// Names beyond those that are shown.
    let moreChips: String?
    let pieces: [TextDifference.Piece]
    let hasPieces: Bool
    /// Nil for what is not edited by hand.
    let edit: ChangeEdit?

    init(_ change: PlanChange, refused: RefusedEdit? = nil) {
        let (content, status) = (change.content, change.status)
        let value = ChangeDisplay(content)
        self.change = change.id.description
        deed = CurationWords.deed(content)
        spoken = [deed, value.target].compactMap(\.self).joined(separator: " ")
        confidence = CurationWords.percent(content.confidence)
        isEdited = content.isEdited
        reason = content.isEdited || content.reason.isBlank ? nil : content.reason
        self.status = status.rawValue
        statusWords = CurationWords.status(status)
        isOpen = status != .applied
        (isAccepted, isRejected) = (status == .approved, status == .rejected)
        isUndecided = status == .pending
        note = ChangeNote(change)
        chips = value.chips
        hasChips = !value.chips.isEmpty
        moreChips = value.more
        pieces = value.pieces
        hasPieces = !value.pieces.isEmpty
        edit = ChangeEdit(change, refused: refused)
    }
}

/// Why a change is as it is, and what can be done about it.
struct ChangeNote: Sendable {
    let noteWords: String
    let nextStep: String?
    /// Something waits for a decision.
    let isProblem: Bool

    /// Nil where there is nothing to say.
    init?(_ change: PlanChange) {
        guard let note = change.note, !note.isBlank else { return nil }
        noteWords = note
        isProblem = change.status.isOpen
        switch change.status {
        case .pending, .approved:
            nextStep =
                note.lowercased().hasPrefix("conflict")
                ? "Somebody edited it in the meantime. Look at the scene: reject this to keep what is there now, or "
                    + "read the scene anew and look through it again."
                : "It stays open: apply again, or reject it."
        case .applied, .rejected: nextStep = nil
        }
    }
}

/// The value of a proposal as it is drawn: as names, or as a text with its differences.
struct ChangeDisplay: Sendable {
    var chips: [ChangeRow.Chip] = []
    var more: String?
    var pieces: [TextDifference.Piece] = []
    /// What it is about, in a few words.
    var target: String?

    init(_ content: NewChange) {
        if content.field.isList, let difference = content.difference {
            showNames(content, difference)
        } else if content.field == .details {
            showText(content)
        } else {
            showReplacement(content)
        }
    }

    /// The names that come or go, then those that stay, so that what changes is always seen.
    private mutating func showNames(_ content: NewChange, _ difference: [String]) {
        let isRemoval = content.action == .remove
        let gone = content.namesLost
        let changed = Set(difference + gone)
        let kept = (content.current.names ?? []).filter { !changed.contains($0) }
        let all =
            difference.map { ChangeRow.Chip(chipName: $0, isAddedName: !isRemoval, isRemovedName: isRemoval) }
            + gone.map { ChangeRow.Chip(chipName: $0, isAddedName: false, isRemovedName: true) }
            + kept.map { ChangeRow.Chip(chipName: $0, isAddedName: false, isRemovedName: false) }
        chips = Array(all.prefix(WebLimits.namesShown))
        more = all.count > chips.count ? "and \(Moments.grouped(all.count - chips.count)) more" : nil
        target = (difference + gone).first
    }

    private mutating func showText(_ content: NewChange) {
        pieces = TextDifference(from: content.current.text ?? "", to: content.proposed.text ?? "").pieces
        if pieces.isEmpty { showReplacement(content) }
    }

    private mutating func showReplacement(_ content: NewChange) {
        let (before, after) = (content.current.words, content.proposed.words)
        if let before { chips.append(ChangeRow.Chip(chipName: before, isAddedName: false, isRemovedName: true)) }
        chips.append(ChangeRow.Chip(chipName: after ?? "none", isAddedName: true, isRemovedName: false))
        target = after
    }
}

extension ChangeValue {
    /// For people; nil for nothing.
    var words: String? {
        if isNull { return nil }
        if let entry: CatalogueMatch = decoded() { return entry.title + (entry.year.map { " (\($0))" } ?? "") }
        let words = text ?? names?.joined(separator: ", ") ?? json
        return words.isEmpty ? nil : String(words.prefix(WebLimits.valueCharactersMax))
    }
}

extension NewChange {
    /// What another list leaves out, where a change puts it in the place of the present one.
    fileprivate var namesLost: [String] {
        guard action == .update, !proposed.isOneName, let after = proposed.names else { return [] }
        return (current.names ?? []).filter { !after.contains($0) }
    }
}
