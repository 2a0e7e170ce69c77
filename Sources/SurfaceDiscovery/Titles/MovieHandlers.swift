import Basics
import Domain
import Hummingbird
import Search
import SurfaceKit

/// The films of the whole catalogue.
extension DiscoverySurface {
    func movies(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let page = DiscoveryPage(request)
        let found = try await features.titles.store.page(
            BrowseFilter(.movie, request), offset: page.offset, limit: page.size)
        let extras = try await extras(of: found.titles)
        return try .json(
            MoviesResponse(
                movies: found.titles.map { MovieRow($0, extras) }, total: found.total, page: page.number,
                pageSize: page.size))
    }

    func movie(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let title = try await title(context, .movie)
        return try .json(MovieDetail(title, try await extras(of: [title])))
    }

    func movieGenres(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(GenresResponse(genres: await features.titles.store.genres(of: .movie)))
    }

    func similarMovies(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try await similar(request, context, .movie)
    }

    /// The title in the path. Throws `DiscoveryError.notFound`.
    func title(_ context: DiscoveryContext, _ kind: TitleKind) async throws -> Title {
        let id: TitleID = try context.id("id", kind.word)
        guard let title = try await features.titles.store.title(id, kind) else {
            throw DiscoveryError.notFound(kind.word)
        }
        return title
    }

    /// Titles of the same kind whose vectors are nearest. Other copies of the same title are no answer.
    func similar(
        _ request: Request, _ context: DiscoveryContext, _ kind: TitleKind
    ) async throws -> Response {
        let title = try await title(context, kind)
        let limit = request.count(
            "limit", standard: DiscoveryLimits.similarStandard, max: DiscoveryLimits.similarMax)
        let store = features.titles.store
        let found = try await features.titles.search.similar(to: title.id, limit: limit) { nearest in
            Set(try await store.titles(nearest).filter { $0.kind == kind && !$0.isCopy(of: title) }.map(\.id))
        }
        guard let found else {
            return try .json(SimilarResponse(similar: [], message: "Nothing is known yet of what it is about"))
        }
        let titles = try await store.titles(found.map(\.id))
        let scores = Dictionary(found.map { ($0.id, $0.score) }) { first, _ in first }
        let extras = try await extras(of: titles)
        return try .json(
            SimilarResponse(
                similar: titles.map { SimilarRow($0, scores[$0.id] ?? 0, extras) }, message: nil))
    }
}

extension BrowseFilter {
    init(_ kind: TitleKind, _ request: Request) {
        self.init(kind)
        let text = (request.parameter("search") ?? "").printable(
            charactersMax: DiscoveryLimits.queryCharactersMax)
        self.text = text.isBlank ? nil : text
        genre = request.parameter("genre").flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension TitleKind {
    /// In error messages.
    var word: String { self == .series ? "Series" : "Movie" }
}

extension Title {
    fileprivate func isCopy(of other: Title) -> Bool {
        metadata.title.lowercased() == other.metadata.title.lowercased() && metadata.year == other.metadata.year
    }
}
