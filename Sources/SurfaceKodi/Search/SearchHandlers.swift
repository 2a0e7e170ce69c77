import Domain
import HTTPTypes
import Hummingbird
import Library
import Search
import SurfaceKit

extension KodiSurface {
    /// Searches the caller's collection. While it is empty, the whole catalogue: the add-on's first upload can come an
    /// hour after pairing, and until then every search would find nothing.
    func searchMovies(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(SearchRequest.self) else {
            throw KodiError.badRequest("Search query required")
        }
        let wanted = try body.checked()
        let extras = try body.checkedExtras()
        let owned = try await library.owned.set(of: context.user.id)
        let scope = owned.ids.isEmpty ? SearchScope.everything : .owned(owned)
        if let extras {
            let query = ModeQuery(
                wanted.query, mode: extras.mode, limit: wanted.limit, usesModel: extras.usesModel)
            let answer = try await search.search(query, within: scope)
            let reason = extras.usesModel && answer.reading == nil ? missingModel : nil
            return try .json(
                ModeSearchResponse(query: wanted.query, extras: extras, answer: answer, missingModel: reason))
        }
        let hits = try await search.search(wanted.query, limit: wanted.limit, within: scope)
        return try .json(SearchResponse(query: wanted.query, hits: hits))
    }

    /// Why a language model that was wanted did not take part.
    private var missingModel: String {
        search.hasQueryReader ? "the language model gave no usable answer in time" : "no language model is set up"
    }

    /// Searches strictly inside the caller's collection.
    func searchLibrary(_ request: Request, _ context: KodiContext) async throws -> Response {
        let wanted = try CheckedSearch(query: request.parameter("q"), limit: limit(of: request))
        guard request.parameter("only_owned")?.lowercased() == "true" else {
            throw KodiError.badRequest("only_owned=true is required")
        }
        let owned = try await library.owned.set(of: context.user.id)
        let hits = try await search.search(wanted.query, limit: wanted.limit, within: .owned(owned))
        return try .json(LibrarySearchResponse(query: wanted.query, hits: hits, library: owned))
    }

    func similarTitles(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(SimilarRequest.self) else {
            throw KodiError.badRequest("reference_imdb_id is required")
        }
        let reference = try body.checkedReference()
        let facets = try body.checkedFacets()
        guard let identity = context.identity, wantsScores(request, body) else {
            let hits = try await search.similar(to: reference, facets: facets, limit: KodiLimits.similarMax)
            return try .json(SimilarResponse(hits))
        }
        let owned = try await library.owned.set(of: identity.user.id)
        let hits = try await search.similar(
            to: reference, facets: facets, limit: KodiLimits.similarMax,
            within: owned.ids.isEmpty ? .everything : .owned(owned))
        return try .json(ScoredSimilarResponse(hits))
    }

    /// The newest add-on reads members of each entry and cannot take plain ids; older ones that name themselves alike
    /// want plain ids, which the setting gives them.
    private func wantsScores(_ request: Request, _ body: SimilarRequest) -> Bool {
        if body.withScores.value == true { return true }
        let device = request.headers[.userAgent] ?? ""
        return settings.scoredSimilar == .auto && device.hasPrefix(KodiLimits.scoredDevice)
    }

    private func limit(of request: Request) throws -> Int {
        guard let text = request.parameter("limit") else { return KodiLimits.resultsStandard }
        guard let number = Int(text) else { throw CheckedSearch.badLimit }
        return number
    }
}
