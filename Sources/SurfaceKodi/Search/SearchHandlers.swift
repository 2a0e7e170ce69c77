import Domain
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
        let owned = try await library.set(of: context.user.id)
        let hits = try await search.search(
            wanted.query, limit: wanted.limit, within: owned.ids.isEmpty ? .everything : .owned(owned))
        return try .json(SearchResponse(query: wanted.query, hits: hits))
    }

    /// Searches strictly inside the caller's collection.
    func searchLibrary(_ request: Request, _ context: KodiContext) async throws -> Response {
        let wanted = try CheckedSearch(query: request.parameter("q"), limit: limit(of: request))
        guard request.parameter("only_owned")?.lowercased() == "true" else {
            throw KodiError.badRequest("only_owned=true is required")
        }
        let owned = try await library.set(of: context.user.id)
        let hits = try await search.search(wanted.query, limit: wanted.limit, within: .owned(owned))
        return try .json(LibrarySearchResponse(query: wanted.query, hits: hits, library: owned))
    }

    func similarTitles(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(SimilarRequest.self) else {
            throw KodiError.badRequest("reference_imdb_id is required")
        }
        let reference = try body.checkedReference()
        let hits = try await search.similar(
            to: reference, facets: body.checkedFacets(), limit: KodiLimits.similarMax)
        return try .json(SimilarResponse(hits))
    }

    private func limit(of request: Request) throws -> Int {
        guard let text = request.parameter("limit") else { return KodiLimits.resultsStandard }
        guard let number = Int(text) else { throw CheckedSearch.badLimit }
        return number
    }
}
