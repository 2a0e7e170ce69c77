package import Basics

package typealias PlanID = ID<CurationPlan>
package typealias ChangeID = ID<PlanChange>

/// What a plan is about.
package enum PlanScope: String, Sendable, Codable, CaseIterable {
    /// Scenes of the archive; applied there.
    case archive
    /// Films and series of this server's own catalogue.
    case catalogue
}

/// Where a plan stands.
package enum PlanStatus: String, Sendable, Codable, CaseIterable {
    /// Something is neither applied nor rejected, or the plan is still being made.
    case pending
    /// Nothing is open, and something was applied.
    case applied
    /// Nothing is open, and nothing was applied.
    case completed
}

/// What a change is about. Those behind `details` are of this server's own catalogue.
package enum ChangeField: String, Sendable, Codable, CaseIterable {
    case performers
    case studio
    case tags
    case details
    case title
    /// Another entry of the metadata provider is meant.
    case match
    case imdbID = "imdb_id"
    case tmdbID = "tmdb_id"
    case genres
    case keywords
    case artwork
    /// The title is the same work as another, whose id is proposed.
    case duplicate
}

package enum ChangeAction: String, Sendable, Codable, CaseIterable {
    case add
    case remove
    case update
    case set
}

package enum ChangeStatus: String, Sendable, Codable, CaseIterable {
    case pending
    case approved
    case rejected
    case applied

    /// Whether an apply takes it up.
    package var isOpen: Bool { self == .pending || self == .approved }
}

/// A proposal before it is part of a plan.
package struct NewChange: Sendable, Hashable {
    package let field: ChangeField
    package let action: ChangeAction
    package let current: ChangeValue
    package let proposed: ChangeValue
    /// 0–1.
    package let confidence: Double
    /// Why, for people.
    package let reason: String

    package init(
        _ field: ChangeField, _ action: ChangeAction, from current: ChangeValue, to proposed: ChangeValue,
        confidence: Double, reason: String
    ) {
        self.field = field
        self.action = action
        self.current = current
        self.proposed = proposed
        self.confidence = confidence
        self.reason = reason
    }

    /// The reason of a value that a person wrote in the place of the proposed one.
    package static let editedReason = "Edited by a person."

    package var isEdited: Bool { reason == Self.editedReason }
}

/// A proposal of a plan, with what became of it.
package struct PlanChange: Sendable, Hashable {
    package let id: ChangeID
    package let plan: PlanID
    package let content: NewChange
    package let status: ChangeStatus
    /// Why it was rejected or could not be applied, for people.
    package let note: String?
    package let decidedAt: Instant?

    package init(
        id: ChangeID, plan: PlanID, content: NewChange, status: ChangeStatus, note: String?, decidedAt: Instant?
    ) {
        self.id = id
        self.plan = plan
        self.content = content
        self.status = status
        self.note = note
        self.decidedAt = decidedAt
    }
}

/// What changes are about, as it was when they were proposed.
package struct PlanSubject: Sendable, Hashable {
    /// The scene's or the film's title; nil when it is gone.
    package let titleID: TitleID?
    /// The archive's id, or `local-` and the title's.
    package let wireID: String
    package let title: String
    package let path: String?

    package init(titleID: TitleID?, wireID: String, title: String, path: String?) {
        self.titleID = titleID
        self.wireID = wireID
        self.title = title
        self.path = path
    }

    package init(_ scene: Scene) {
        self.init(
            titleID: scene.id, wireID: scene.facts.upstreamID, title: scene.facts.shownTitle,
            path: scene.facts.files.first?.path)
    }
}

/// A subject with its changes, by field and then id.
package struct PlannedSubject: Sendable, Hashable {
    package let subject: PlanSubject
    package let changes: [PlanChange]

    package init(_ subject: PlanSubject, changes: [PlanChange]) {
        self.subject = subject
        self.changes = changes
    }
}

/// How many changes of a plan stand where.
package struct PlanCounts: Sendable, Hashable {
    package var pending = 0
    package var approved = 0
    package var rejected = 0
    package var applied = 0

    package init() {}

    package var total: Int { pending + approved + rejected + applied }
    package var open: Int { pending + approved }
}

/// A set of proposals that is decided about, applied and undone as one.
package struct CurationPlan: Sendable, Hashable {
    package let id: PlanID
    package let scope: PlanScope
    package let name: String
    package let createdAt: Instant
    /// The job that makes, or made it.
    package let job: JobID?
    /// The archive that its scenes were read from, as `Archive.origin` tells it. Nil for the own catalogue, and where
    /// it was not kept: such a plan is for whatever archive there is.
    package let archive: String?
    /// Whether it is still being made.
    package let isBuilding: Bool
    /// What was looked at.
    package let subjects: Int
    package let counts: PlanCounts
    /// A JSON object: settings, statistics, warnings.
    package let metadata: String
    package let appliedAt: Instant?
    package let undoneAt: Instant?
    /// Until when somebody is applying or undoing it.
    package let heldUntil: Instant?

    package init(
        id: PlanID, origin: Origin, state: State, counts: PlanCounts, metadata: String
    ) {
        self.id = id
        scope = origin.scope
        name = origin.name
        createdAt = origin.createdAt
        job = origin.job
        archive = origin.archive
        isBuilding = state.isBuilding
        subjects = state.subjects
        appliedAt = state.appliedAt
        undoneAt = state.undoneAt
        heldUntil = state.heldUntil
        self.counts = counts
        self.metadata = metadata
    }

    /// Where a plan comes from.
    package struct Origin: Sendable, Hashable {
        package let scope: PlanScope
        package let name: String
        package let createdAt: Instant
        package let job: JobID?
        package var archive: String?

        package init(scope: PlanScope, name: String, createdAt: Instant, job: JobID?) {
            self.scope = scope
            self.name = name
            self.createdAt = createdAt
            self.job = job
        }
    }

    /// What changes about a plan as a whole.
    package struct State: Sendable, Hashable {
        package var isBuilding = false
        package var subjects = 0
        package var appliedAt: Instant?
        package var undoneAt: Instant?
        package var heldUntil: Instant?

        package init() {}
    }

    package var status: PlanStatus {
        if isBuilding || counts.open > 0 { return .pending }
        return counts.applied > 0 ? .applied : .completed
    }
}

/// What can be wrong with a wish about scenes and plans.
package enum CurationError: Error, Hashable, Sendable {
    case unknownScene(String)
    case unknownEntity(ArchiveKind, String)
    case unknownPlan(PlanID)
    case unknownChange(ChangeID)
    /// An applied change is not modified.
    case alreadyApplied
    /// The value does not fit the field, for people.
    case badValue(String)
    case planApplied
    case planHasNothing
    case planIsHeld
    /// Only a plan that was applied is undone, and only one that was not is forgotten.
    case nothingToUndo
    case planWasApplied
    case planIsBuilding
    /// Neither scenes nor filters, or none that match.
    case nothingSelected
    case nothingMatches
    /// No archive is set up.
    case noArchive
    /// The plan is for one archive, and another is set up now; both as `Archive.origin` tells them.
    case otherArchive(planned: String, present: String)
}
