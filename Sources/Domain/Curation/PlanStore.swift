package import Basics

/// A plan before its first change.
package struct NewPlan: Sendable {
    package let scope: PlanScope
    package let name: String
    package let job: JobID?
    package let createdAt: Instant

    package init(scope: PlanScope, name: String, job: JobID?, createdAt: Instant) {
        self.scope = scope
        self.name = name
        self.job = job
        self.createdAt = createdAt
    }
}

/// A subject with what is proposed for it.
package struct SubjectProposals: Sendable {
    package let subject: PlanSubject
    package let changes: [NewChange]

    package init(_ subject: PlanSubject, changes: [NewChange]) {
        self.subject = subject
        self.changes = changes
    }
}

/// Which changes of a plan are meant. Everything that is given must hold.
package struct ChangeSelection: Sendable, Hashable, Codable {
    /// Wire ids of subjects; nil for all.
    package var subjects: [String]?
    package var changes: [ChangeID]?
    package var field: ChangeField?
    package var confidenceMin: Double?
    package var confidenceMax: Double?
    package var statuses: [ChangeStatus]?
    /// With or without a note: open ones with one are those that could not be written.
    package var hasNote: Bool?

    package init() {}
}

/// What is about to be written for one change, kept before it is: from this it can be taken back.
package struct JournalEntry: Sendable, Hashable {
    package enum Effect: String, Sendable, Hashable, Codable {
        /// A scalar had `before` and gets `after`; both are JSON.
        case set
        /// The name `after` is added; `before` is null.
        case add
        /// The name `before` is removed; `after` is null.
        case remove
        /// Something of this server's own, of which `before` and `after` are whatever its writer understands.
        case own
    }

    package let change: ChangeID
    package let subject: PlanSubject
    package let field: ChangeField
    package let effect: Effect
    package let before: ChangeValue
    package let after: ChangeValue
    /// The archive's ids of what was made for it, such as a new tag.
    package var created: [String] = []
    /// Whether it was written; false when the server may have been killed in between.
    package var isDone = false

    package init(
        change: ChangeID, subject: PlanSubject, field: ChangeField, effect: Effect, before: ChangeValue,
        after: ChangeValue
    ) {
        self.change = change
        self.subject = subject
        self.field = field
        self.effect = effect
        self.before = before
        self.after = after
    }
}

/// What came of the changes of one subject.
package struct SubjectOutcome: Sendable {
    package var applied: [ChangeID] = []
    package var rejected: [(change: ChangeID, reason: String)] = []
    /// Stay open, with what went wrong.
    package var failed: [(change: ChangeID, reason: String)] = []
    /// What was made for them, by change.
    package var created: [ChangeID: [String]] = [:]

    package init() {}
}

/// What was taken back of a plan, by change.
package struct UndoOutcome: Sendable {
    /// Restored: the change counts as rejected.
    package var restored: [ChangeID] = []
    /// Left alone because somebody edited it since, with what for people: the change stays applied.
    package var kept: [(change: ChangeID, reason: String)] = []

    package init() {}
}

/// What all plans come to.
package struct PlanTotals: Sendable, Hashable {
    package var plans = 0
    package var pendingPlans = 0
    package var appliedPlans = 0
    package var completedPlans = 0
    package var changes = PlanCounts()
    package var byField: [ChangeField: Int] = [:]

    package init() {}
}

/// Plans while they are made. Each method is one transaction.
package protocol PlanDraftStore: Sendable {
    /// A plan about the archive keeps which one the scenes that are known here were read from.
    func begin(_ plan: NewPlan) async throws -> CurationPlan
    /// The plan that a job makes, where it has begun one; after an interruption it goes on with that.
    func plan(of job: JobID) async throws -> CurationPlan?
    /// Adds what was found for subjects and notes them as looked at; those that have changes in the plan already are
    /// left out, so that a repeated batch does no harm. Scenes count as analysed. A plan that was abandoned is being
    /// made again; that of a job that has ended takes nothing more. Throws `CurationError.unknownPlan`.
    func add(_ proposals: [SubjectProposals], to plan: PlanID, at moment: Instant) async throws
    /// The plan is complete: `subjects` were looked at, `metadata` is its JSON object.
    func finish(_ plan: PlanID, subjects: Int, metadata: String) async throws
    /// A job that ended without finishing: what there is stays and can be decided about. The plan of a job that has
    /// ended does not count as being made in any case.
    func abandon(_ plan: PlanID) async throws
    func plan(_ id: PlanID) async throws -> CurationPlan?
    /// How many subjects and changes the selection takes.
    func counts(of plan: PlanID, _ selection: ChangeSelection) async throws -> (subjects: Int, changes: Int)
}

/// Plans with their changes and the journal of what they wrote. Each method is one transaction.
package protocol PlanStore: PlanDraftStore {
    /// The newest first. Nil statuses for all.
    func plans(_ statuses: [PlanStatus]?, offset: Int, limit: Int) async throws -> (plans: [CurationPlan], total: Int)
    /// Those of the plans that there are, in no order.
    func plans(ids: [PlanID]) async throws -> [CurationPlan]
    /// Subjects with changes that the selection takes, by wire id (numbers by their value), in pages of subjects.
    func subjects(
        of plan: PlanID, _ selection: ChangeSelection, offset: Int, limit: Int
    ) async throws -> [PlannedSubject]
    func change(_ id: ChangeID) async throws -> (change: PlanChange, subject: PlanSubject)?
    /// Everything that was ever proposed for a subject, the newest first.
    func history(ofSubject wireID: String, limit: Int) async throws -> [PlanChange]
    func totals() async throws -> PlanTotals

    /// The reason becomes `NewChange.editedReason`. Throws `CurationError` `unknownChange` and `alreadyApplied`.
    func setProposed(_ value: ChangeValue, of change: ChangeID) async throws -> PlanChange
    /// Gives the changes that the selection takes and that are not applied another status; returns how many changed.
    /// `note` says why, for people.
    func decide(
        _ plan: PlanID, _ selection: ChangeSelection, as status: ChangeStatus, note: String?, at moment: Instant
    ) async throws -> Int
    /// Forgets the plan. Throws `CurationError` `unknownPlan`, `planWasApplied` and `planIsHeld`.
    func remove(_ plan: PlanID, at moment: Instant) async throws

    /// Holds the plan for applying or undoing, or goes on holding it. Throws `CurationError` `unknownPlan` and
    /// `planIsHeld` (by another holder, whose time is not over).
    func hold(_ plan: PlanID, by holder: String, until: Instant, at moment: Instant) async throws
    func release(_ plan: PlanID, by holder: String) async throws
    /// Keeps what is about to be written. What was kept of the same changes is replaced: it was not written, or it was
    /// taken back. So only what is not in force already is prepared.
    func prepare(_ entries: [JournalEntry], in plan: PlanID, at moment: Instant) async throws
    /// What came of one subject. `scene` are its facts afterwards, mirrored in the same transaction; `moment` is when
    /// the archive was asked for them. What was prepared for changes that failed was not written, and is forgotten.
    func settle(
        _ outcome: SubjectOutcome, scene: SceneFacts?, in plan: PlanID, at moment: Instant
    ) async throws
    /// What was written and not taken back (`isDone` ones only), the last prepared first. What was prepared together is
    /// in one page; a page holds at most `limit` such groups, and the next one comes `after` its last entry's change.
    func journal(of plan: PlanID, after: ChangeID?, limit: Int) async throws -> [JournalEntry]
    /// What is kept of these changes and was not taken back, written or not.
    func entries(for changes: [ChangeID]) async throws -> [JournalEntry]
    /// What came of taking changes back. `scene` as in `settle`.
    func settle(
        undo outcome: UndoOutcome, scene: SceneFacts?, in plan: PlanID, at moment: Instant
    ) async throws
}
