import Accounts
import Activity
import Catalogue
import Domain
import Hummingbird
import Streaming
import SurfaceKit

extension WebSurface {
    /// The player with a film or an episode. Opening it plays nothing yet, so it takes nobody's place.
    func watch(_ request: Request, _ context: WebContext) async throws -> Response {
        let guest = try await guest(context)
        let video = try await guest.video(context)
        guard !video.isSeries else { return .seeOther("/films/\(video.title.id)") }
        do {
            try guest.inForce.checkMayPlay(video.certificate)
        } catch {
            return .askForPIN(of: guest.profile.id, next: "/watch/\(video.title.id)")
        }
        let episodes = try await guest.episodes(around: video)
        let links = try await guest.links(for: [video] + episodes)
        let wish = WatchWish(
            version: request.parameter("version").flatMap { Int($0) },
            from: request.parameter("from").flatMap { Int($0) })
        let film = try WatchFilm(
            video, wish, next: episodes.next(after: video, isThere: links.isThere), choices: guest.profile.playback,
            token: guest.signedIn.formToken, links)
        return pages.response("watch", WatchPage(video, film, links))
    }
}
