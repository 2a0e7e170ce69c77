import Basics
import Domain

/// A plan: what it holds, how it stands, and its changes to decide about.
struct PlanPage: Sendable {
    /// A scene or a title with what is proposed for it.
    struct Subject: Sendable {
        let wireID: String
        let subjectTitle: String
        let subjectPath: String?
        /// The page of the scene.
        let subjectLink: String?
        let rows: [ChangeRow]
        /// Whether deciding about all of them at once saves anything.
        let hasSeveral: Bool
    }

    struct Message: Sendable {
        let messageTitle: String
        let messageText: String
    }

    let shell: Shell
    let plan: String
    let heading: String
    let made: MomentText
    let standing: String
    let notice: String?
    let problem: String?
    let work: [WorkRow]
    let hasWork: Bool
    let last: WorkRecord?
    let stuck: Stuck?
    let summary: PlanSummary
    let deeds: PlanDeeds
    let filters: PlanFilters
    let countWords: String
    let planWords: String
    let bulk: BulkDecision?
    /// What the forms of single changes need to come back here.
    let hiddenFields: [HiddenField]
    let subjects: [Subject]
    let hasSubjects: Bool
    let message: Message?
    let previous: String?
    let next: String?

    init(shell: Shell, content: PlanContent, news: PlanNews, choice: PlanChoice, now: Instant) {
        let plan = content.plan
        self.shell = shell
        self.plan = plan.id.description
        heading = plan.name
        made = MomentText(plan.createdAt, now: now)
        standing = CurationWords.status(plan)
        work = content.work.map {
            WorkRow($0, watchedAt: "/plans/\(plan.id)/status", on: choice.address(plan.id), now: now)
        }
        hasWork = !work.isEmpty
        // What was begun is told while it is under way; afterwards its outcome is.
        notice = news.notice.flatMap { $0.isOfWork && content.work.isEmpty ? nil : $0.words(news.count) }
        last = content.last.map { WorkRecord($0, now: now) }
        stuck = Stuck(content)
        summary = PlanSummary(plan, content.facts)
        deeds = PlanDeeds(content)
        filters = PlanFilters(choice, plan: plan, byField: content.facts.byField)
        countWords =
            "\(Moments.count(content.shown.changes, "change")) of "
            + CurationWords.subjects(content.shown.subjects, of: plan.scope)
        planWords = PlanFigure.words(plan.counts)
        bulk = BulkDecision(content, choice)
        hiddenFields = choice.fields
        let subjects = content.subjects.map { Subject($0, scope: plan.scope, refused: news.refused) }
        self.subjects = subjects
        let isToldBeside = subjects.contains { $0.rows.contains { $0.edit?.refusal != nil && !$0.isRejected } }
        problem = (news.problem ?? (isToldBeside ? nil : news.refused?.problem))?.words
        hasSubjects = !subjects.isEmpty
        message = subjects.isEmpty ? Self.message(plan, choice) : nil
        previous = choice.page > 1 ? choice.with { $0.page = choice.page - 1 }.address(plan.id) + "#changes" : nil
        next =
            content.shown.subjects > choice.page * WebLimits.scenesPerPage
            ? choice.with { $0.page = choice.page + 1 }.address(plan.id) + "#changes" : nil
    }

    private static func message(_ plan: CurationPlan, _ choice: PlanChoice) -> Message {
        if choice.page > 1 {
            return Message(messageTitle: "This page is empty now.", messageText: "Go back to the first page.")
        }
        if choice.isNarrow, plan.counts.total > 0 {
            return Message(
                messageTitle: "None of the changes fits.", messageText: "Choose other filters, or show everything.")
        }
        if plan.isBuilding {
            return Message(
                messageTitle: "Nothing is found yet.",
                messageText: "What is found appears here while the plan is made.")
        }
        return Message(
            messageTitle: "Nothing is to be changed.",
            messageText: "Everything that was looked at is as it should be, as far as the rules can tell.")
    }
}

extension PlanPage.Subject {
    init(_ planned: PlannedSubject, scope: PlanScope, refused: RefusedEdit?) {
        let subject = planned.subject
        wireID = subject.wireID
        subjectTitle = subject.title
        subjectPath = subject.path
        switch (scope, subject.titleID) {
        case (.archive, _?): subjectLink = SceneAddress.of(subject.wireID)
        case (.catalogue, let title?): subjectLink = "/films/\(title)"
        case (_, nil): subjectLink = nil
        }
        rows = planned.changes.map { ChangeRow($0, refused: refused) }
        hasSeveral = planned.changes.count { $0.status != .applied } > 1
    }
}

/// A plan with the part of it that is shown.
struct PlanContent: Sendable {
    let plan: CurationPlan
    let facts: PlanFacts
    let subjects: [PlannedSubject]
    /// What the filters let through.
    let shown: (subjects: Int, changes: Int)
    /// How many of them stand where, applied ones aside.
    let decidable: [ChangeStatus: Int]
    /// Open changes that could not be written.
    let stuck: Int
    /// Jobs that make, apply or undo it now.
    let work: [Job]
    /// The last one of them that is over.
    let last: Job?
}

/// What there is to say beside a plan.
struct PlanNews: Sendable {
    var notice: PlanNotice?
    /// How many changes the notice is about.
    var count = 0
    var problem: CurationProblem?
    var refused: RefusedEdit?
}

/// Changes that could not be written, with the way to them.
struct Stuck: Sendable {
    let stuckWords: String
    let stuckLink: String

    /// Nil where there are none.
    init?(_ content: PlanContent) {
        guard content.stuck > 0 else { return nil }
        stuckWords = "\(Moments.count(content.stuck, "change")) could not be written."
        stuckLink = PlanChoice.stuck.address(content.plan.id) + "#changes"
    }
}
