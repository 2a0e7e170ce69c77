import Basics
import Curation
import Domain
import Foundation
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// A plan with those of its changes that the filters let through.
    func plan(_ request: Request, _ context: WebContext) async throws -> Response {
        let pairs = FormPairs(request.uri.query ?? "")
        return try await atCurationDoor(context) { door in
            let done = pairs.first("done").flatMap { PlanNotice(rawValue: $0) }
            let count = pairs.first("count").flatMap { Int($0) } ?? 0
            return try await plan(
                planID(context), PlanChoice(pairs), PlanNews(notice: done, count: count), door, request)
        }
    }

    /// The page with what there is to say; with a problem it answers a form.
    func plan(
        _ id: PlanID, _ choice: PlanChoice, _ news: PlanNews, _ door: CurationDoor, _ request: Request
    ) async throws -> Response {
        let content = try await content(of: id, choice, door)
        let page = PlanPage(
            shell: shell(door, request, in: .plans), content: content, news: news, choice: choice, now: door.now)
        return pages.response("plan", page, status: (news.problem ?? news.refused?.problem)?.status ?? .ok)
    }

    /// How far the work on a plan is, for the page that waits for it.
    func planStatus(_ request: Request, _ context: WebContext) async throws -> Response {
        try await atCurationDoor(context) { door in
            let plan = try await door.desks.plans.plan(planID(context))
            let work = try await door.work().first { $0.isAbout(plan) }
            return try .json(work.map { WorkProgress($0, now: door.now) } ?? WorkProgress.over)
        }
    }

    func planID(_ context: WebContext) throws -> PlanID {
        guard let id = context.parameters.get("id", as: Int32.self) else { throw SurfaceFailure.noRoute }
        return PlanID(id)
    }

    private func content(of id: PlanID, _ choice: PlanChoice, _ door: CurationDoor) async throws -> PlanContent {
        let plans = door.desks.plans
        let plan = try await plans.plan(id)
        let selection = choice.selection
        let size = WebLimits.scenesPerPage
        let shown = try await plans.counts(of: id, selection)
        let subjects =
            shown.subjects == 0
            ? [] : try await plans.subjects(of: id, selection, offset: (choice.page - 1) * size, limit: size)
        let stuck = plan.counts.open == 0 ? 0 : try await plans.counts(of: id, PlanChoice.stuck.selection).changes
        let ended = try await lastWork(on: plan, door)
        return PlanContent(
            plan: plan, facts: PlanFacts(plan.metadata), subjects: subjects, shown: shown,
            decidable: try await decidable(plan, choice, plans), stuck: stuck,
            work: try await door.work().filter { $0.isAbout(plan) }, last: ended)
    }

    /// The last time that a plan was applied or taken back.
    private func lastWork(on plan: CurationPlan, _ door: CurationDoor) async throws -> Job? {
        var ended: [Job] = []
        for name in [CurationJobNames.applyPlan, CurationJobNames.undoPlan] {
            ended += try await door.ended(name, limit: WebLimits.workLookedAt).filter { $0.isAbout(plan) }
        }
        return ended.max { $0.id < $1.id }
    }

    /// How many of the changes that the filters show stand where, applied ones aside.
    private func decidable(
        _ plan: CurationPlan, _ choice: PlanChoice, _ plans: PlanDesk
    ) async throws -> [ChangeStatus: Int] {
        let counts = plan.counts
        let known: [ChangeStatus: Int] = [
            .pending: counts.pending, .approved: counts.approved, .rejected: counts.rejected,
        ]
        let statuses = choice.selection.statuses ?? [.pending, .approved, .rejected]
        var decidable: [ChangeStatus: Int] = [:]
        for status in statuses where known[status, default: 0] > 0 {
            guard choice.isNarrowWithinStatus else {
                decidable[status] = known[status]
                continue
            }
            var selection = choice.selection
            selection.statuses = [status]
            decidable[status] = try await plans.counts(of: plan.id, selection).changes
        }
        return decidable
    }
}

/// What was done before the page is shown again.
enum PlanNotice: String {
    case accepted
    case rejected
    case reopened
    case edited
    case asBefore = "as-before"
    case closed
    case applying
    case undoing

    /// Whether it is about what goes on in the background.
    var isOfWork: Bool { self == .applying || self == .undoing }

    func words(_ count: Int) -> String {
        switch self {
        case .accepted: "\(Moments.count(count, "change")) accepted. Nothing is written before you apply."
        case .rejected: "\(Moments.count(count, "change")) rejected."
        case .reopened: "\(Moments.count(count, "change")) open again."
        case .edited: "Something else is proposed now. Nothing is written before you apply."
        case .asBefore: "Nothing was different, so the proposal is as it was."
        case .closed: "What was open is rejected."
        case .applying: "The plan is being applied."
        case .undoing: "The plan is being taken back."
        }
    }
}

extension Job {
    /// Whether it makes, applies or takes back this plan.
    func isAbout(_ plan: CurationPlan) -> Bool {
        if id == plan.job, !state.isFinal { return plan.isBuilding }
        guard [CurationJobNames.applyPlan, CurationJobNames.undoPlan].contains(name) else { return false }
        return PlanParameters(parameters)?.planID == plan.id
    }
}

/// The plan that a job is about.
private struct PlanParameters: Decodable {
    let planID: PlanID

    private enum CodingKeys: String, CodingKey {
        case planID = "plan_id"
    }

    init?(_ json: String) {
        guard let parameters = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = parameters
    }
}
