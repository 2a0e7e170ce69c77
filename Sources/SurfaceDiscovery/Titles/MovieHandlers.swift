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
        let addresses = try await pictureAddresses()
        return .json(
            bytes: TitlePage(page, total: found.total).bytes("movies", found.titles) { MovieRow($0, addresses) })
    }

    func movie(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let title = try await detail(context, .movie)
        return .json(bytes: MovieDetail(title: title, addresses: try await pictureAddresses()).bytes)
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

    /// The title in the path with all that its page shows. Throws `DiscoveryError.notFound`.
    func detail(_ context: DiscoveryContext, _ kind: TitleKind) async throws -> DetailedTitle {
        let id: TitleID = try context.id("id", kind.word)
        guard let title = try await features.titles.store.detail(of: id, kind) else {
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
        var titles: [TitleID: Title] = [:]
        let found = try await features.titles.search.similar(to: title.id, limit: limit) { nearest in
            let wanted = try await store.shown(nearest).filter { $0.kind == kind && !$0.isCopy(of: title) }
            titles = Dictionary(wanted.map { ($0.id, $0) }) { first, _ in first }
            return Set(titles.keys)
        }
        guard let found else {
            return try .json(SimilarResponse(similar: [], message: "Nothing is known yet of what it is about"))
        }
        let rows = found.compactMap { hit in titles[hit.id].map { (title: $0, score: hit.score) } }
        let extras = try await extras(of: rows.map(\.title))
        return try .json(
            SimilarResponse(similar: rows.map { SimilarRow($0.title, $0.score, extras) }, message: nil))
    }
}

extension BrowseFilter {
    init(_ kind: TitleKind, _ request: Request) {
        self.init(kind)
        let text = (request.parameter("search") ?? "").printable(
            charactersMax: DiscoveryLimits.queryCharactersMax)
        self.text = text.isBlank ? nil : text
        genre = request.parameter("genre").flatMap { $0.isEmpty ? nil : $0 }
        showsHidden = request.parameter("showAll") == "true"
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
