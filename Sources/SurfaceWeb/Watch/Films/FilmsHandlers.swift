import Activity
import Basics
import Catalogue
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// The server's own films and series: in rails, or those that a search, a library or a kind leaves.
    func films(_ request: Request, _ context: WebContext) async throws -> Response {
        let guest = try await guest(context)
        let choice = FilmsChoice(request)
        let libraries = try await guest.theatre.libraries()
        let found = try await found(choice, guest)
        let rails = choice.isEverything ? try await rails(guest) : []
        let shell = shell(guest.signedIn, request, in: .films, query: choice.query, profile: guest.profile.name)
        let page = FilmsPage(
            shell: shell, choice: choice, libraries: libraries, rails: rails, wall: found.posters, total: found.total)
        return pages.response("films", page)
    }

    private func found(_ choice: FilmsChoice, _ guest: TheatreGuest) async throws -> (posters: [Poster], total: Int) {
        var filter = VideoFilter(viewer: guest.inForce.viewer)
        filter.library = choice.library
        filter.kind = choice.kind
        let videos: [Video]
        let total: Int
        if choice.query.isBlank {
            (videos, total) = try await guest.theatre.videos.page(
                filter, number: choice.page, size: WebLimits.filmsPerPage)
        } else {
            videos = try await guest.theatre.videos.search(choice.query, filter, limit: WebLimits.resultsMax)
            total = videos.count
        }
        let links = try await guest.links(for: videos)
        return (videos.map { Poster($0, links) }, total)
    }

    private func rails(_ guest: TheatreGuest) async throws -> [FilmRail] {
        let (viewer, videos) = (guest.inForce.viewer, guest.theatre.videos)
        let entries = try await guest.theatre.watching.list(of: guest.profile.id)
        let kept = try await videos.kept(entries.map(\.titleID), by: VideoFilter(viewer: viewer))
        let list = try await videos.store.videos(Array(kept.prefix(WebLimits.railMax)), for: viewer)
        let movies = try await videos.newest(.movie, for: viewer, limit: WebLimits.railMax)
        let series = try await videos.newest(.series, for: viewer, limit: WebLimits.railMax)
        let links = try await guest.links(for: list + movies + series)
        let rails = [
            try await continued(guest),
            FilmRail("list", "Your list", why: "What you put aside", list.map { Poster($0, links) }),
            FilmRail("movies", "New films", why: "The newest files first", movies.map { Poster($0, links) }),
            FilmRail("series", "New series", why: "The newest episodes first", series.map { Poster($0, links) }),
        ]
        return rails.filter { !$0.posters.isEmpty }
    }

    /// What was begun and not finished; each poster leads straight to its place.
    func continued(_ guest: TheatreGuest) async throws -> FilmRail {
        let begun = try await guest.theatre.videos.begun(
            by: guest.inForce.viewer, positionMin: DomainLimits.resumeSecondsMin, limit: WebLimits.railMax)
        let links = try await guest.links(for: begun)
        return FilmRail(
            "continue", "Go on watching", why: "Where \(guest.profile.name) stopped",
            begun.map { Poster(begun: $0, links) })
    }

    /// The newest films and series together, for the dashboard.
    func newest(_ guest: TheatreGuest) async throws -> FilmRail {
        let (viewer, videos) = (guest.inForce.viewer, guest.theatre.videos)
        let all =
            try await videos.newest(.movie, for: viewer, limit: WebLimits.railMax)
            + videos.newest(.series, for: viewer, limit: WebLimits.railMax)
        let newest = Array(all.sorted { $0.addedAt > $1.addedAt }.prefix(WebLimits.railMax))
        let links = try await guest.links(for: newest)
        return FilmRail(
            "newest-films", "New in the house", why: "The latest files of your own", newest.map { Poster($0, links) })
    }
}

/// Which films somebody wants to see.
struct FilmsChoice: Sendable {
    let query: String
    let library: MediaLibraryID?
    let kind: TitleKind?
    /// From 1 on.
    let page: Int

    init(query: String = "", library: MediaLibraryID? = nil, kind: TitleKind? = nil, page: Int = 1) {
        self.query = query
        self.library = library
        self.kind = kind
        self.page = page
    }

    /// What cannot be read is left out.
    init(_ request: Request) {
        let page = request.parameter("page").flatMap { Int($0) } ?? 1
        self.init(
            query: String((request.parameter("q") ?? "").prefix(WebLimits.filmQueryCharactersMax)),
            library: request.parameter("library").flatMap { Int32($0) }.map { MediaLibraryID($0) },
            kind: request.parameter("kind").flatMap { TitleKind(rawValue: $0) }
                .flatMap { [.movie, .series].contains($0) ? $0 : nil },
            page: min(max(page, 1), WebLimits.pageNumberMax))
    }

    /// Whether nothing was chosen.
    var isEverything: Bool { query.isBlank && library == nil && kind == nil && page == 1 }

    /// The page with this choice.
    var address: String {
        let parts = [
            query.isBlank ? nil : "q=" + LocalPath.encoded(query), library.map { "library=\($0)" },
            kind.map { "kind=\($0.rawValue)" }, page > 1 ? "page=\(page)" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? "/films" : "/films?" + parts.joined(separator: "&")
    }
}
