import Basics
import Domain

/// All plans, the newest first.
struct PlansPage: Sendable {
    struct Row: Sendable {
        let planLink: String
        let planName: String
        let made: MomentText
        let planFacts: String
        let isOpen: Bool
    }

    struct Message: Sendable {
        let messageTitle: String
        let messageText: String
        let messageLink: String
        let messageLabel: String
    }

    let shell: Shell
    let notice: String?
    let problem: String?
    let work: [WorkRow]
    let hasWork: Bool
    let canCheck: Bool
    let tabs: [PickTab]
    let hasTabs: Bool
    let totalWords: String?
    let plans: [Row]
    let hasPlans: Bool
    let message: Message?
    let previous: String?
    let next: String?

    init(shell: Shell, content: PlansContent, news: PlansNews, now: Instant) {
        self.shell = shell
        problem = news.problem?.words
        work = content.work.map { WorkRow($0, on: content.choice.address, now: now) }
        hasWork = !work.isEmpty
        // What was begun is told while it is under way; afterwards its outcome is.
        notice = news.notice.flatMap { $0 == .checking && content.work.isEmpty ? nil : $0.words }
        canCheck = content.canCheck
        let totals = content.totals
        hasTabs = totals.plans > 0
        tabs = PlansChoice.Show.allCases.map { show in
            PickTab(
                label: "\(show.words) (\(Moments.grouped(show.count(totals))))", link: PlansChoice(show: show).address,
                isChosen: show == content.choice.show)
        }
        totalWords = totals.plans > 0 ? PlanFigure.words(totals.changes) : nil
        plans = content.plans.map { Row($0, now: now) }
        hasPlans = !plans.isEmpty
        message = plans.isEmpty ? Self.message(content) : nil
        let choice = content.choice
        previous = choice.page > 1 ? PlansChoice(show: choice.show, page: choice.page - 1).address : nil
        next =
            content.total > choice.page * WebLimits.plansPerPage
            ? PlansChoice(show: choice.show, page: choice.page + 1).address : nil
    }

    private static let purpose = "A plan proposes better names and texts, for you to decide about. "

    private static func message(_ content: PlansContent) -> Message {
        if content.totals.plans > 0 {
            return Message(
                messageTitle: "None of the plans stands so.", messageText: "Look at all of them.",
                messageLink: CurationDoor.plans, messageLabel: "All plans")
        }
        guard content.hasArchive else {
            return Message(
                messageTitle: "There are no plans yet.",
                messageText: Self.purpose + "Connect a Stash server, and its scenes can be looked through.",
                messageLink: CurationDoor.archive, messageLabel: "Connect Stash")
        }
        return Message(
            messageTitle: "There are no plans yet.",
            messageText: Self.purpose + "Choose scenes of the archive to be looked through.",
            messageLink: CurationDoor.archive, messageLabel: "To the archive")
    }
}

extension PlansPage.Row {
    init(_ plan: CurationPlan, now: Instant) {
        planLink = "/plans/\(plan.id)"
        planName = plan.name
        made = MomentText(plan.createdAt, now: now)
        isOpen = plan.status == .pending
        let scope = plan.scope == .archive ? nil : "your own catalogue"
        planFacts = [
            CurationWords.status(plan), scope, CurationWords.subjects(plan.subjects, of: plan.scope),
            PlanFigure.words(plan.counts),
        ].compactMap(\.self).joined(separator: " · ")
    }
}

/// Which plans are shown, and which page of them.
struct PlansChoice: Sendable {
    enum Show: String, Sendable, CaseIterable {
        case all
        case open
        case applied
        case done

        var words: String {
            switch self {
            case .all: "All"
            case .open: "To be decided"
            case .applied: "Applied"
            case .done: "Done"
            }
        }

        /// Nil for all.
        var statuses: [PlanStatus]? {
            switch self {
            case .all: nil
            case .open: [.pending]
            case .applied: [.applied]
            case .done: [.completed]
            }
        }

        func count(_ totals: PlanTotals) -> Int {
            switch self {
            case .all: totals.plans
            case .open: totals.pendingPlans
            case .applied: totals.appliedPlans
            case .done: totals.completedPlans
            }
        }
    }

    var show = Show.all
    var page = 1

    var address: String {
        let parts = [show == .all ? nil : "show=\(show.rawValue)", page > 1 ? "page=\(page)" : nil].compactMap(\.self)
        return CurationDoor.plans + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }
}

/// What the page of plans is made from.
struct PlansContent: Sendable {
    let choice: PlansChoice
    let plans: [CurationPlan]
    let total: Int
    let totals: PlanTotals
    let work: [Job]
    let canCheck: Bool
    let hasArchive: Bool
}

/// What there is to say beside the plans.
struct PlansNews: Sendable {
    var notice: PlansNotice?
    var problem: CurationProblem?
}
