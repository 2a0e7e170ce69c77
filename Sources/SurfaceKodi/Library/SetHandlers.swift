import Domain
import HTTPTypes
import Hummingbird
import Library
import SurfaceKit

/// Reading, emptying and synchronising the caller's set.
extension KodiSurface {
    func libraryHash(_ request: Request, _ context: KodiContext) async throws -> Response {
        try await answer(request, context, name: "hash") { HashResponse($0) }
    }

    func listMovies(_ request: Request, _ context: KodiContext) async throws -> Response {
        let page = try PageRequest(request, size: "per_page", standard: KodiLimits.perPageStandard)
        return try await answer(request, context, name: "list \(page)") { MovieListResponse($0, page) }
    }

    func libraryIDs(_ request: Request, _ context: KodiContext) async throws -> Response {
        let page = try PageRequest(request, size: "page_size", standard: KodiLimits.pageSizeStandard)
        return try await answer(request, context, name: "ids \(page)") { LibraryIDsResponse($0, page) }
    }

    func libraryVersion(_ request: Request, _ context: KodiContext) async throws -> Response {
        let head = try await library.owned.head(of: context.user.id)
        let tag = EntityTag(head.etag)
        if tag.isKnown(to: request) { return tag.notModified }
        return try .json(LibraryVersionResponse(head), headers: tag.headers)
    }

    func clearMovies(_ request: Request, _ context: KodiContext) async throws -> Response {
        try .json(ClearResponse(count: await library.owned.clear(of: context.user.id)))
    }

    func addToLibrary(_ request: Request, _ context: KodiContext) async throws -> Response {
        let (entries, json) = try await entries(of: request)
        return try await request.answerOnce(
            json, by: onceCaller(context), answer: { SetChangeResponse.added(entries, $0).bytes }
        ) { once in
            try await library.owned.add(entries.map { $0.flatMap(Self.shortID) }, to: context.user.id, once: once)
        }
    }

    func removeFromLibrary(_ request: Request, _ context: KodiContext) async throws -> Response {
        let (entries, json) = try await entries(of: request)
        return try await request.answerOnce(
            json, by: onceCaller(context), answer: { SetChangeResponse.removed(entries, $0).bytes }
        ) { once in
            try await library.owned.remove(entries.map { $0.flatMap(Self.shortID) }, from: context.user.id, once: once)
        }
    }

    /// An answer made from the whole set: not at all for clients that have this version, else from memory while the
    /// set stays as it is.
    private func answer(
        _ request: Request, _ context: KodiContext, name: String, made: (OwnedSet) -> some Encodable
    ) async throws -> Response {
        let head = try await library.owned.head(of: context.user.id)
        let known = EntityTag(head.etag)
        if known.isKnown(to: request) { return known.notModified }
        let snapshot = try await library.owned.snapshot(of: context.user.id, head: head)
        let bytes = try snapshot.answer(name) { try JSONBytes.encode(made($0)) }
        return .json(bytes: bytes, headers: EntityTag(snapshot.set.etag).headers)
    }

    /// The entries as they were sent, nil where one is no text. Throws `KodiError`.
    private func entries(of request: Request) async throws -> (entries: [String?], json: JSONBody) {
        let json = try await request.jsonBody()
        guard let body = json.object else { throw KodiError.jsonRequired }
        guard let entries = body["imdb_ids"]?.list else { throw KodiError.badRequest("imdb_ids must be a list") }
        return (entries.map(\.text), json)
    }

    /// This part of the API takes ids of seven or eight digits only.
    private static func shortID(_ text: String) -> IMDbID? {
        KodiLimits.shortIDCharacters.contains(text.utf8.count) ? IMDbID(text) : nil
    }
}
