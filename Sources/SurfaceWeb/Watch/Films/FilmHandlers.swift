import Activity
import Catalogue
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// The page of a film or series; an episode's is its place on the page of its series.
    func film(_ request: Request, _ context: WebContext) async throws -> Response {
        let guest = try await guest(context)
        let video = try await guest.video(context)
        if let series = video.place?.series { return .seeOther("/films/\(series.id)#e\(video.title.id)") }
        do {
            try guest.inForce.checkMaySee(video.certificate)
        } catch {
            return .askForPIN(of: guest.profile.id, next: "/films/\(video.title.id)")
        }
        let episodes =
            video.isSeries
            ? try await guest.theatre.videos.episodes(of: video.title.id, for: guest.inForce.viewer) ?? [] : []
        let page = FilmPage(
            shell: shell(guest.signedIn, request, in: .films, profile: guest.profile.name), video: video,
            episodes: episodes,
            opinion: (
                isOnList: try await guest.theatre.watching.keeps(video.title.id, for: guest.profile.id),
                rating: try await features.recommendations.around.ratings.rating(
                    of: video.title.id, by: guest.user.id)?.value
            ),
            links: try await guest.links(for: [video] + episodes))
        return pages.response("film", page)
    }

    func addToList(_ request: Request, _ context: WebContext) async throws -> Response {
        let guest = try await guest(context)
        let video = try await guest.video(context)
        _ = try await guest.theatre.watching.keep(video.title.id, for: guest.profile.id)
        return .seeOther("/films/\(video.title.id)")
    }

    func removeFromList(_ request: Request, _ context: WebContext) async throws -> Response {
        let guest = try await guest(context)
        guard let id = context.parameters.get("id", as: Int32.self) else { throw SurfaceFailure.noRoute }
        try await guest.theatre.watching.drop(TitleID(id), for: guest.profile.id)
        return .seeOther("/films/\(id)")
    }
}
