import Accounts
import Activity
import Basics
import Domain
import Hummingbird
import Recommendations
import SurfaceKit

extension WebSurface {
    func moviePicks(_ request: Request, _ context: WebContext) async throws -> Response {
        try await picks(.movie, request, context)
    }

    func seriesPicks(_ request: Request, _ context: WebContext) async throws -> Response {
        try await picks(.series, request, context)
    }

    /// What is different since the run before.
    func comparePicks(_ request: Request, _ context: WebContext) async throws -> Response {
        let kind = TitleKind(picked: request.parameter("kind")) ?? .movie
        let reader = try await pickReader(context)
        let page = ComparisonPage(
            shell: shell(reader, request, in: .picks), kind: kind, comparison: try await comparison(kind, reader.user),
            maySee: reader.maySee, at: features.world.now())
        return pages.response("picks-compare", page)
    }

    private func comparison(_ kind: TitleKind, _ user: User) async throws -> PickComparison? {
        let picks = features.recommendations.picks
        guard let latest = try await picks.latest(kind, of: user) else { return nil }
        do {
            return try await picks.comparison(of: latest.run.id, with: nil, for: user)
        } catch is PickComparisonError {
            return nil
        }
    }

    /// Chooses anew. Whoever is not patient enough finds the page saying that it goes on.
    func choosePicks(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let kind = TitleKind(picked: try await request.form().first("kind")) else {
            throw SurfaceFailure.noRoute
        }
        let page = kind == .series ? "/picks/series" : "/picks"
        let reader = try await pickReader(context)
        if let question = try await reader.pinQuestion(next: page) { return question }
        let state = try await state(kind, run: nil, of: reader.user)
        guard !state.isOff, state.runningSince == nil else { return .seeOther(page) }
        return .seeOther(page + (try await choose(kind, for: reader.user.id) ? "?done=chosen" : ""))
    }

    /// The best of somebody's films for the dashboard.
    func picksRail(_ reader: PickReader) async throws -> FilmRail {
        let picked = try await features.recommendations.picks.latest(.movie, of: reader.user)
        let titles = (picked?.picks.map(\.title) ?? []).filter(reader.maySee).prefix(WebLimits.picksInRow)
        let posters = try await reader.posters(of: Array(titles))
        return FilmRail(
            "picked", "Picked for you", why: "From what you watched and rated", titles.compactMap { posters[$0.id] },
            more: FilmRail.More(label: "All picks, with reasons", link: "/picks"))
    }

    private func picks(_ kind: TitleKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let reader = try await pickReader(context)
        let picked = try await features.recommendations.picks.latest(kind, of: reader.user)
        let now = features.world.now()
        let page = PicksPage(
            shell: shell(reader, request, in: .picks),
            state: try await state(kind, run: picked?.run, of: reader.user),
            cards: try await cards(picked, reader, page: request.uri.path), quality: try await quality(kind, now: now),
            hasTonight: reader.guest != nil, isNew: request.parameter("done") == "chosen",
            cost: features.recommendations.around.cost(kind), comparison: try await comparisonLink(kind, picked),
            now: now)
        return pages.response("picks", page)
    }

    /// Nil while there is no run before.
    private func comparisonLink(_ kind: TitleKind, _ picked: PickedTitles?) async throws -> String? {
        guard let picked, try await features.recommendations.picks.former(of: picked.run) != nil else { return nil }
        return "/picks/compare?kind=\(kind.rawValue)"
    }

    private func state(_ kind: TitleKind, run: RecommendationRun?, of user: User) async throws -> PicksState {
        let runs = try await features.recommendations.picks.runs(of: user.id, limit: WebLimits.runsLookedAt)
        return PicksState(kind, run: run, runs: runs, of: user, now: features.world.now())
    }

    private func cards(_ picked: PickedTitles?, _ reader: PickReader, page: String) async throws -> [PickCard] {
        guard let picked, !picked.picks.isEmpty else { return [] }
        let recommended = features.recommendations
        let picks = picked.picks.filter { reader.maySee($0.title) }
        // A sentence may name any title of the history, also one that is not among the reasons.
        let isLimited = try await reader.isLimitedGuest()
        let reasons = try await recommended.picks.reasons(for: picked)
        let posters = try await reader.posters(of: picks.map(\.title))
        let ratings = try await recommended.around.ratings.ratings(of: picks.map(\.title.id), by: reader.user.id)
        return picks.map { pick in
            let all = reasons[pick.candidate.id] ?? []
            let seen = all.filter { reader.maySee($0.title) }
            return PickCard(
                pick, reasons: (seen, areTold: !isLimited && seen.count == all.count),
                poster: posters[pick.title.id] ?? Poster(pick.title), rating: ratings[pick.title.id]?.value, page: page)
        }
    }

    /// Whether titles were chosen within the time that somebody waits. The choice goes on without them.
    private func choose(_ kind: TitleKind, for user: UserID) async throws -> Bool {
        let recommended = features.recommendations
        let work = Task { try await recommended.runner.run(kind, for: user, cause: .manual) }
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    _ = try await work.valueUnlessCancelled()
                    return true
                } catch is RecommendationFailure {
                    // The page tells it from the run itself.
                    return false
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(recommended.around.patienceSeconds))
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }
}
