package import Domain

/// Writes what plans of one scope propose, and takes it back.
package protocol PlanWriter: Sendable {
    var scope: PlanScope { get }

    /// What is wrong with a value for a change, for people; nil when it fits.
    func problem(with value: ChangeValue, for change: NewChange) -> String?

    /// Throws `CurationError.otherArchive` for a plan that is not about what is written to now.
    func check(_ plan: CurationPlan) async throws

    /// What writes for the duration of one apply or undo. Throws as `check` does, and when nothing can be written now,
    /// such as `CurationError.noArchive`.
    func session(for plan: PlanID) async throws -> any PlanWriting
}

extension PlanWriter {
    /// There is one catalogue, so plans about it are never about another.
    package func check(_ plan: CurationPlan) async throws {}
}

/// One apply or undo at work. Its methods settle what they did with the plans' store before they return.
package protocol PlanWriting: Sendable {
    /// Writes the changes of a subject.
    ///
    /// What is wrong with single changes is told in the answer, and they stay open. Throws when nothing more can be
    /// written at all (`ArchiveFailure`), and `CancellationError`; the subject can be taken up again then.
    func apply(_ subject: PlannedSubject) async throws -> WriteReport

    /// Takes back what was written for a subject, the last written first. Throws as `apply` does.
    func undo(_ subject: PlanSubject, _ entries: [JournalEntry]) async throws -> UndoneReport
}

/// A change that was not written, or not taken back, with the reason for people.
package struct ChangeProblem: Sendable, Hashable {
    package let change: ChangeID
    /// The subject's wire id.
    package let subject: String
    package let field: ChangeField
    package let text: String

    package init(change: ChangeID, subject: String, field: ChangeField, text: String) {
        self.change = change
        self.subject = subject
        self.field = field
        self.text = String(text.prefix(CurationLimits.problemCharactersMax))
    }
}

/// What came of the changes of one subject.
package struct WriteReport: Sendable, Hashable {
    /// Written, or true already.
    package var applied = 0
    /// Rejected, because their subject is gone.
    package var skipped = 0
    /// Stay open.
    package var failed = 0
    package var problems: [ChangeProblem] = []

    package init() {}
}

/// What came of taking back the changes of one subject.
package struct UndoneReport: Sendable, Hashable {
    package var restored = 0
    /// Left as they are, because somebody edited them since.
    package var kept = 0
    package var problems: [ChangeProblem] = []
    /// Tags that the plan had made and that nothing used any more.
    package var destroyed: [ArchiveName] = []
    package var staying: [StayingName] = []

    package init() {}
}

/// A name that a plan had made in the archive and that stays there after the undo.
package struct StayingName: Sendable, Hashable {
    package let kind: ArchiveKind
    package let name: ArchiveName

    package init(kind: ArchiveKind, name: ArchiveName) {
        self.kind = kind
        self.name = name
    }
}
