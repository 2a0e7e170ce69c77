import Accounts
import Activity
import Basics
import Domain
import Hummingbird
import Recommendations
import SurfaceKit

extension WebSurface {
    func movieTaste(_ request: Request, _ context: WebContext) async throws -> Response {
        try await taste(.movie, request, context)
    }

    func seriesTaste(_ request: Request, _ context: WebContext) async throws -> Response {
        try await taste(.series, request, context)
    }

    /// Says anew what somebody's taste is.
    func renewTaste(_ request: Request, _ context: WebContext) async throws -> Response {
        let kind = try await request.form().tasteKind
        let reader = try await pickReader(context)
        if let question = try await reader.pinQuestion(next: kind.tastePage) { return question }
        _ = try await features.recommendations.taste.renewed(kind, of: reader.user.id)
        return .seeOther(kind.tastePage + "?done=renewed")
    }

    private func taste(_ kind: TitleKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let done = request.parameter("done").flatMap { TasteNotice(rawValue: $0) }
        let reader = try await pickReader(context)
        if let question = try await reader.pinQuestion(next: kind.tastePage) { return question }
        return try await taste(TasteNews(kind: kind, notice: done?.words), reader, request)
    }

    /// The page with what there is to say; with a problem it answers a form.
    func taste(_ news: TasteNews, _ reader: PickReader, _ request: Request) async throws -> Response {
        let page = TastePage(
            shell: shell(reader, request, in: .taste), news: news, facts: try await tasteFacts(news.kind, reader),
            hasTonight: reader.guest != nil, now: features.world.now(), zone: features.recommendations.around.zone)
        return pages.response("taste", page, status: news.problem == nil ? .ok : .badRequest)
    }

    private func tasteFacts(_ kind: TitleKind, _ reader: PickReader) async throws -> TastePageFacts {
        let recommended = features.recommendations
        let user = reader.user.id
        return TastePageFacts(
            portrait: try await recommended.taste.portrait(kind, of: user),
            columns: try await recommended.taste.charts(kind, of: user),
            omissions: try await recommended.omissions.all(of: user), recent: try await recent(kind, reader))
    }

    /// What was watched last.
    private func recent(_ kind: TitleKind, _ reader: PickReader) async throws -> [(title: Title, playedAt: Instant)] {
        let (around, user, limit) = (features.recommendations.around, reader.user.id, WebLimits.recentMax)
        let played: [(id: TitleID, at: Instant)] =
            kind == .series
            ? try await around.history.series(of: user, order: .recent, offset: 0, limit: limit).rows
                .map { ($0.seriesID, $0.lastPlayedAt) }
            : try await around.history.films(of: user, order: .recent, offset: 0, limit: limit).rows
                .map { ($0.titleID, $0.lastPlayedAt) }
        let moments = Dictionary(played.map { ($0.id, $0.at) }) { first, _ in first }
        return try await around.titles.titles(played.map(\.id)).filter(reader.maySee).compactMap { title in
            moments[title.id].map { (title, $0) }
        }
    }
}

extension FormPairs {
    /// Films unless the form says otherwise.
    var tasteKind: TitleKind { TitleKind(picked: first("kind")) ?? .movie }
}

extension TitleKind {
    /// The page about a taste in titles of this kind.
    var tastePage: String { self == .series ? "/taste/series" : "/taste" }
}
