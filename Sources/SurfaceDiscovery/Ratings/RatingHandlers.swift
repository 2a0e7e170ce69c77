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
        try await rating(context, .movie)
    }

    func seriesRating(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await rating(context, .series)
    }

    func rateMovie(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await rate(request, context, .movie)
    }

    func rateSeries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await rate(request, context, .series)
    }

    func unrateMovie(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await unrate(context, .movie)
    }

    func unrateSeries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await unrate(context, .series)
    }

    /// Takes many opinions at once, in one transaction; those about titles that are not there are counted as skipped.
    func rateMany(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        guard let entries = body["ratings"]?.list, entries.count <= DiscoveryLimits.ratingsOfRequestMax else {
            throw DiscoveryError.badRequest(
                "ratings must be a list of at most \(DiscoveryLimits.ratingsOfRequestMax)")
        }
        let now = features.world.now()
        let opinions = try entries.map { entry -> (opinion: Opinion, kind: TitleKind)? in
            guard let value = entry["rating"]?.int, Opinion.range.contains(value) else {
                throw DiscoveryError.badRequest(Self.ratingProblem)
            }
            let source = entry["source"]?.text.flatMap(RatingSource.init(rawValue:)) ?? .manual
            return Self.title(of: entry).map { (Opinion($0.id, value, source: source, at: now), $0.kind) }
        }
        let wanted = opinions.compactMap(\.self)
        let titles = try await features.titles.store.titles(wanted.map(\.opinion.titleID))
        let kinds = Dictionary(titles.map { ($0.id, $0.kind) }) { first, _ in first }
        let known = wanted.filter { kinds[$0.opinion.titleID] == $0.kind }.map(\.opinion)
        let outcomes = try await features.ratings.take(known, of: context.user.id)
        let updated = outcomes.count { $0 == .changed }
        let inserted = outcomes.count { $0 == .added }
        return try .json(
            BulkRatingResponse(inserted: inserted, updated: updated, skipped: entries.count - inserted - updated))
    }

    /// Of what one entry of many speaks; nil where it names nothing that could be.
    private static func title(of entry: JSONTree) -> (id: TitleID, kind: TitleKind)? {
        let (text, kind): (String?, TitleKind) =
            entry["movieId"].map { ($0.text, .movie) } ?? (entry["seriesId"]?.text, .series)
        return text.flatMap { TitleID(text: $0) }.map { ($0, kind) }
    }

    /// Titles that are not there are as good as those that nobody rated.
    private func rating(_ context: DiscoveryContext, _ kind: TitleKind) async throws -> Response {
        guard let title = try await known(context, kind) else { return try .json(RatingResponse(nil)) }
        return try .json(RatingResponse(try await features.ratings.rating(of: title.id, by: context.user.id)))
    }

    private func known(_ context: DiscoveryContext, _ kind: TitleKind) async throws -> Title? {
        guard let id: TitleID = try? context.id("id", kind.word) else { return nil }
        return try await features.titles.store.title(id, kind)
    }

    private func rate(
        _ request: Request, _ context: DiscoveryContext, _ kind: TitleKind
    ) async throws -> Response {
        let body = try await request.discoveryBody()
        guard case .number? = body["rating"], let value = body["rating"]?.int, Opinion.range.contains(value) else {
            throw DiscoveryError.badRequest(Self.ratingProblem)
        }
        let title: TitleID = try context.id("id", kind.word)
        guard try await features.ratings.rate(title, value, of: kind, by: context.user.id) else {
            throw DiscoveryError.notFound(kind.word)
        }
        return try .json(RatedResponse(rating: value))
    }

    private func unrate(_ context: DiscoveryContext, _ kind: TitleKind) async throws -> Response {
        if let title: TitleID = try? context.id("id", kind.word) {
            try await features.ratings.withdraw(title, of: kind, by: context.user.id)
        }
        return try .json(SuccessResponse())
    }

    private static let ratingProblem = "rating must be a whole number from 1 to 10"
}
