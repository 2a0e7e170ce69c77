import Accounts
import Administration
import Domain
import Hummingbird
import Recommendations
import SurfaceKit

/// What is recommended to somebody, and why.
extension DiscoverySurface {
    func moviePicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await picks(.movie, request, context)
    }

    func seriesPicks(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await picks(.series, request, context)
    }

    func movieInsights(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await insights(.movie, "movieId", context)
    }

    func seriesInsights(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await insights(.series, "seriesId", context)
    }

    func pickHistory(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await receiver(context)
        let limit = request.count(
            "limit", standard: DiscoveryLimits.runsStandard, max: DiscoveryLimits.runsMax)
        let runs = try await features.recommendations.picks.runs(of: user.id, limit: limit)
        return try .json(RunsResponse(runs: runs.map { RunRow($0) }))
    }

    func regenerateMovies(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await regenerate(.movie, request, context)
    }

    func regenerateSeries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await regenerate(.series, request, context)
    }

    func candidateEvidence(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await receiver(context)
        let id: CandidateID = try context.id("candidateId", "Candidate")
        guard let evidence = try await features.recommendations.insights.evidence(of: id, user: user) else {
            throw DiscoveryError.notFound("Candidate")
        }
        let extras = try await extras(of: evidence.map(\.title))
        return try .json(EvidenceResponse(evidence: evidence.map { EvidenceRow($0, extras) }))
    }

    /// How well recommendations foretold what people liked, oldest first.
    func measurements(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let kind: TitleKind
        switch request.parameter("type") {
        case nil, "movie"?: kind = .movie
        case "series"?: kind = .series
        default: throw DiscoveryError.badRequest("type must be movie or series")
        }
        let limit = request.count(
            "limit", standard: DiscoveryLimits.measurementsStandard, max: DomainLimits.measurementsKept)
        let found = try await features.recommendations.marks.measurements(kind, limit: limit)
        return try .json(
            MeasurementsResponse(type: kind.rawValue, measurements: found.reversed().map { MeasurementRow($0) }))
    }

    /// The account in the path.
    private func receiver(_ context: DiscoveryContext) async throws -> User {
        try await person(context, named: "userId")
    }

    /// A `runId` that is no run of this person and kind is as if there were none.
    private func picks(
        _ kind: TitleKind, _ request: Request, _ context: DiscoveryContext
    ) async throws -> Response {
        let user = try await receiver(context)
        let stored = features.recommendations.picks
        let found: PickedTitles?
        if let text = request.parameter("runId"), !text.isEmpty {
            let id = RecommendationRunID(text: text)
            found = if let id { try await stored.run(id, kind, of: user) } else { nil }
        } else {
            found = try await stored.latest(kind, of: user)
        }
        guard let found else {
            return try .json(PicksResponse(run: nil, recommendations: [], message: Self.noRun(kind)))
        }
        let extras = try await extras(of: found.picks.map(\.title))
        return try .json(
            PicksResponse(
                run: RunRow(found.run), recommendations: found.picks.map { CandidateRow($0, extras) },
                message: found.picks.isEmpty ? "There is nothing to recommend yet" : nil))
    }

    private func insights(_ kind: TitleKind, _ name: String, _ context: DiscoveryContext) async throws -> Response {
        let user = try await receiver(context)
        let id: TitleID = try context.id(name, kind.word)
        switch try await features.recommendations.insights.insight(id, kind, of: user) {
        case .noRun: return try .json(NoInsightResponse(message: Self.noRun(kind)))
        case .noCandidate: return try .json(NoInsightResponse(message: "It was not among the candidates"))
        case .candidate(let insight):
            return try .json(InsightResponse(insight, kind, try await extras(of: insight.evidence.map(\.title))))
        }
    }

    /// Works out what to recommend while whoever asks waits.
    private func regenerate(
        _ kind: TitleKind, _ request: Request, _ context: DiscoveryContext
    ) async throws -> Response {
        try checkIsOwnOrAdmin(context, named: "userId")
        _ = try await request.discoveryBody()
        let user = try await receiver(context)
        let membership = user.membership
        guard membership.getsPicks, kind == .series ? membership.getsSeriesPicks : membership.getsMoviePicks else {
            throw DiscoveryError.conflict("Recommendations are off for this account")
        }
        let run = try await features.recommendations.runner.run(kind, for: user.id, cause: .manual)
        let count = run.selectedCount
        let word = kind == .series ? "series" : count == 1 ? "film" : "films"
        return try .json(
            RegeneratedResponse(
                message: "\(count) \(word) recommended", runId: run.id.description, count: count))
    }

    private static func noRun(_ kind: TitleKind) -> String {
        "There are no recommendations of \(kind == .series ? "series" : "films") yet"
    }
}
