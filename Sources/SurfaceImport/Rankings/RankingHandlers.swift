import Basics
import Domain
import HTTPTypes
import Hummingbird
import Imports
import NIOCore
import SurfaceKit

/// The direction of a list.
private enum SortOrder: String, CaseIterable, Sendable {
    case ascending = "asc"
    case descending = "desc"
}

extension ImportSurface {
    func rankings(_ request: Request, _ context: ImportContext) async throws -> Response {
        let query = GivenFields.query(of: request)
        var check = Check()
        let limit = check.value(
            query["limit"], .int(in: 1...ImportLimits.rankingsMax), standard: ImportLimits.rankingsStandard)
        let offset = check.value(query["offset"], .int(in: 0...Int.max), standard: 0)
        let field = check.value(query["sort_by"], Rule<RankingOrder.Field>.choice, standard: .ratedAt)
        let order = check.value(query["sort_order"], Rule<SortOrder>.choice, standard: .descending)
        try check.finish()
        let page = try await features.rankings.page(
            of: context.user.id, order: RankingOrder(field, isAscending: order == .ascending), offset: offset,
            limit: limit)
        return try .json(
            RankingsResponse(
                items: page.films.map { RankedFilmResponse($0, features.posters) }, total: page.total, limit: limit,
                offset: offset))
    }

    func rate(_ request: Request, _ context: ImportContext) async throws -> Response {
        var check = Check()
        let body = GivenFields.body(try await request.importBody(), isOptional: false, &check)
        let film = check.required(body["movie_id"], .uuid, else: "")
        let stars = check.required(body["rating"], .int(in: Stars.range), else: Stars.range.lowerBound)
        let ratedAt = check.optional(body["rated_at"], .moment)
        try check.finish()
        let given = try await features.rankings.rate(
            film, Stars.value(of: stars), ratedAt: ratedAt, by: context.user.id)
        return try .json(
            RankingResponse(given.rating, filmUUID: given.filmUUID), status: given.isNew ? .created : .ok)
    }

    func removeRanking(_ request: Request, _ context: ImportContext) async throws -> Response {
        let path = GivenFields.path("ranking", as: "ranking_id", in: context)
        var check = Check()
        let ranking = check.required(path["ranking_id"], .uuid, else: "")
        try check.finish()
        try await features.rankings.remove(ranking, of: context.user.id)
        return Response(status: .noContent)
    }

    func removeRankings(_ request: Request, _ context: ImportContext) async throws -> Response {
        try await features.rankings.removeAll(of: context.user.id)
        return Response(status: .noContent)
    }

    /// All ratings and viewings as a table that Letterboxd takes.
    func exportRankings(_ request: Request, _ context: ImportContext) async throws -> Response {
        let form = ExportForm.letterboxd
        let pieces = try await features.exports.file(form, of: context.user)
        return Response(
            status: .ok,
            headers: [
                .contentType: form.contentType,
                .contentDisposition: "attachment; filename=\"\(form.fileName)\"",
            ], body: ResponseBody(asyncSequence: pieces.map { ByteBuffer(bytes: $0) }))
    }
}
