import Basics
import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

/// Decisions about the films of a session.
extension ImportSurface {
    func add(_ request: Request, _ context: ImportContext) async throws -> Response {
        // Where the file may have a rating, the client need not bring one.
        let isRatingOptional = try context.source != .amazonPrime
        var check = Check()
        let index = check.index(context)
        let body = GivenFields.body(try await request.importBody(), isOptional: isRatingOptional, &check)
        let stars = check.stars(body["rating"], isOptional: isRatingOptional)
        let ratedAt = check.optional(body["rated_at"], .moment)
        try check.finish()
        let session = try await openSession(context)
        if stars == nil { try await requireRating(of: index, in: session, body["rating"]) }
        let added = try await features.desk.add(
            index, in: session, value: stars.map { Stars.value(of: $0) }, ratedAt: ratedAt)
        guard let rating = added.rating else { throw ImportError.unknownSession }
        return try .json(RankingResponse(rating, filmUUID: added.filmUUID), status: .created)
    }

    func skip(_ request: Request, _ context: ImportContext) async throws -> Response {
        let index = try context.index
        try await features.desk.skip(index, in: openSession(context))
        return Response(status: .noContent)
    }

    func watched(_ request: Request, _ context: ImportContext) async throws -> Response {
        let index = try context.index
        _ = try await features.desk.addWatched(index, in: openSession(context))
        return Response(status: .noContent)
    }

    func takeBack(_ request: Request, _ context: ImportContext) async throws -> Response {
        let index = try context.index
        _ = try await features.desk.takeBack(index, in: openSession(context))
        return Response(status: .noContent)
    }

    func addMatched(_ request: Request, _ context: ImportContext) async throws -> Response {
        let isRatingOptional = try context.source != .amazonPrime
        var check = Check()
        let body = GivenFields.body(try await request.importBody(), isOptional: isRatingOptional, &check)
        let stars = check.stars(body["rating"], isOptional: isRatingOptional)
        let confidence = check.value(
            body["min_confidence"], .number(in: 0...1), standard: ImportLimits.confidenceStandard)
        try check.finish()
        let outcome = try await features.desk.addMatched(
            .confidence(atLeast: confidence), stars.map { .value(Stars.value(of: $0)) } ?? .ofFile,
            in: openSession(context),
            from: context.caller.address)
        return try .json(AddedResponse(added: outcome.added, remaining: outcome.remaining))
    }

    func setMatch(_ request: Request, _ context: ImportContext) async throws -> Response {
        var check = Check()
        let index = check.index(context)
        let fields = GivenFields.body(try await request.importBody(), isOptional: false, &check)
        let body = FilmBody(chosen: fields, &check)
        try check.finish()
        let session = try await openSession(context)
        let item = try await features.desk.setMatch(
            index, to: body.tmdbID ?? 0, fallback: body.match(features.posters), in: session)
        return try .json(MovieResponse(item, features.posters))
    }

    /// A film without a rating in the file can only be added with one. Throws `ImportError` `indexOutOfRange`,
    /// `alreadyProcessed` and `withoutMatch`, and `InvalidRequest`.
    private func requireRating(of index: Int, in session: ImportSession, _ given: GivenValue) async throws {
        let item = try await features.desk.item(index, of: session)
        guard item.status == .pending else { throw ImportError.alreadyProcessed }
        guard item.match != nil else { throw ImportError.withoutMatch }
        guard item.film.rating == nil else { return }
        var check = Check()
        check.note(.missing, of: given)
        try check.finish()
    }
}

extension Check {
    /// The film's place in the path.
    fileprivate mutating func index(_ context: ImportContext) -> Int {
        let path = GivenFields.path("index", as: "index", in: context)
        return required(path["index"], .int(), else: 0)
    }

    fileprivate mutating func stars(_ given: GivenValue, isOptional: Bool) -> Int? {
        let rule = Rule.int(in: Stars.range)
        return isOptional ? optional(given, rule) : required(given, rule, else: Stars.range.lowerBound)
    }
}

extension ImportContext {
    /// The film's place in the path. Throws `InvalidRequest` for what is no number.
    fileprivate var index: Int {
        get throws {
            var check = Check()
            let index = check.index(self)
            try check.finish()
            return index
        }
    }
}
