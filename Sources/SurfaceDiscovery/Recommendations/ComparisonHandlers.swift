import Basics
import Domain
import Hummingbird
import Recommendations
import SurfaceKit

extension DiscoverySurface {
    /// What changed from one run to another.
    func pickComparison(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context, named: "userId")
        guard let run = try request.run("runId") else { throw DiscoveryError.badRequest("runId must name a run") }
        let comparison = try await features.recommendations.picks.comparison(
            of: run, with: request.run("with"), for: user)
        let titles = [comparison.came, comparison.went, comparison.moved].joined().map(\.title)
        return try .json(ComparisonResponse(comparison, try await extras(of: titles)))
    }
}

extension Request {
    /// The run that a parameter names; nil without one. What can be no run is one that there is not.
    fileprivate func run(_ name: String) throws -> RecommendationRunID? {
        guard let text = parameter(name), !text.isEmpty else { return nil }
        guard let id = RecommendationRunID(text: text) else { throw PickComparisonError.unknownRun }
        return id
    }
}
