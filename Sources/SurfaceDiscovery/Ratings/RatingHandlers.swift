import Activity
import Basics
import Domain
import Hummingbird
import SurfaceKit

/// A person's own ratings.
extension DiscoverySurface {
    func ratings(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let ratings = try await features.ratings.all(by: context.user.id)
        let titles = try await features.titles.store.titles(ratings.map(\.titleID))
        let byID = Dictionary(titles.map { ($0.id, $0) }) { first, _ in first }
        let extras = try await extras(of: titles)
        let rows = ratings.compactMap { rating in
            byID[rating.titleID].map { RatingRow(rating, $0, extras) }
        }
        return try .json(RatingsResponse(rows))
    }

    func movieRating(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await rating(context)
    }

    func seriesRating(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await rating(context)
    }

    func rateMovie(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await rate(request, context, .movie)
    }

    func rateSeries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await rate(request, context, .series)
    }

    func unrateMovie(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await unrate(context)
    }

    func unrateSeries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await unrate(context)
    }

    /// Takes many opinions at once, in one transaction; those about titles that are not there are counted as skipped.
    func rateMany(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        guard let entries = body["ratings"]?.list, entries.count <= DiscoveryLimits.ratingsOfRequestMax else {
            throw DiscoveryError.badRequest(
                "ratings must be a list of at most \(DiscoveryLimits.ratingsOfRequestMax)")
        }
        let now = features.world.now()
        let opinions = try entries.map { entry -> Opinion? in
            guard let value = entry["rating"]?.int, Opinion.range.contains(value) else {
                throw DiscoveryError.badRequest(Self.ratingProblem)
            }
            let id = entry["movieId"]?.text ?? entry["seriesId"]?.text
            let source = entry["source"]?.text.flatMap(RatingSource.init(rawValue:)) ?? .manual
            return id.flatMap { Int32($0) }.map { Opinion(TitleID($0), value, source: source, at: now) }
        }
        let known = opinions.compactMap(\.self)
        let outcomes = try await features.ratings.take(known, of: context.user.id)
        let updated = outcomes.count { $0 == .changed }
        let inserted = outcomes.count { $0 == .added }
        return try .json(
            BulkRatingResponse(inserted: inserted, updated: updated, skipped: entries.count - inserted - updated))
    }

    /// Ids that cannot be are as good as titles that nobody rated.
    private func rating(_ context: DiscoveryContext) async throws -> Response {
        guard let id: TitleID = try? context.id("id", "Title") else { return try .json(RatingResponse(nil)) }
        return try .json(RatingResponse(try await features.ratings.rating(of: id, by: context.user.id)))
    }

    private func rate(
        _ request: Request, _ context: DiscoveryContext, _ kind: TitleKind
    ) async throws -> Response {
        let body = try await request.discoveryBody()
        guard case .number? = body["rating"], let value = body["rating"]?.int, Opinion.range.contains(value) else {
            throw DiscoveryError.badRequest(Self.ratingProblem)
        }
        let title = try await title(context, kind)
        guard try await features.ratings.rate(title.id, value, by: context.user.id) else {
            throw DiscoveryError.notFound(kind.word)
        }
        return try .json(RatedResponse(rating: value))
    }

    private func unrate(_ context: DiscoveryContext) async throws -> Response {
        if let id: TitleID = try? context.id("id", "Title") {
            try await features.ratings.withdraw(id, by: context.user.id)
        }
        return try .json(SuccessResponse())
    }

    private static let ratingProblem = "rating must be a whole number from 1 to 10"
}
