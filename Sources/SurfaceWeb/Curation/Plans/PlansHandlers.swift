import Curation
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// All plans, and what is being looked through.
    func plans(_ request: Request, _ context: WebContext) async throws -> Response {
        let pairs = FormPairs(request.uri.query ?? "")
        return try await atCurationDoor(context) { door in
            let done = pairs.first("done").flatMap { PlansNotice(rawValue: $0) }
            return try await plans(PlansChoice(pairs), PlansNews(notice: done), door, request)
        }
    }

    /// Looks whether the entries of the own catalogue are right.
    func checkCatalogue(_ request: Request, _ context: WebContext) async throws -> Response {
        try await atCurationDoor(context) { door in
            guard let check = door.desks.checkCatalogue else { throw SurfaceFailure.noRoute }
            do {
                _ = try await check()
                return .seeOther("\(CurationDoor.plans)?done=\(PlansNotice.checking.rawValue)")
            } catch {
                guard let problem = CurationProblem(error) else { throw error }
                return try await plans(PlansChoice(), PlansNews(problem: problem), door, request)
            }
        }
    }

    private func plans(
        _ choice: PlansChoice, _ news: PlansNews, _ door: CurationDoor, _ request: Request
    ) async throws -> Response {
        let desk = door.desks.plans
        let found = try await desk.plans(
            choice.show.statuses, offset: (choice.page - 1) * WebLimits.plansPerPage, limit: WebLimits.plansPerPage)
        let content = PlansContent(
            choice: choice, plans: found.plans, total: found.total, totals: try await desk.totals(),
            work: try await door.work().filter { !CurationJobNames.syncs.contains($0.name) },
            canCheck: door.desks.checkCatalogue != nil, hasArchive: door.desks.archiveAddress != nil)
        let page = PlansPage(shell: shell(door, request, in: .plans), content: content, news: news, now: door.now)
        return pages.response("plans", page, status: news.problem?.status ?? .ok)
    }
}

/// What was done before the page is shown again.
enum PlansNotice: String {
    case forgotten
    case checking

    var words: String {
        switch self {
        case .forgotten: "The plan is forgotten."
        case .checking: "Your own catalogue is being checked. What is found becomes a plan."
        }
    }
}

extension PlansChoice {
    /// What cannot be read is left out.
    init(_ pairs: FormPairs) {
        let page = pairs.first("page").flatMap { Int($0) } ?? 1
        self.init(
            show: pairs.first("show").flatMap { Show(rawValue: $0) } ?? .all,
            page: min(max(1, page), WebLimits.pageNumberMax))
    }
}
