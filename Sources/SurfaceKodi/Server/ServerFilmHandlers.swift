import Accounts
import Activity
import Catalogue
import Domain
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

/// This server's own films, for a Kodi whose library lacks them.
extension KodiSurface {
    /// A page of the films whose files are there and that the device's profile may see, by title.
    func serverFilms(_ request: Request, _ context: KodiContext) async throws -> Response {
        let page = try ServerFilmsRequest(request)
        let guest = try await guest(context)
        var filter = VideoFilter(viewer: guest.inForce.viewer)
        filter.kind = .movie
        let found = try await theatre.videos.store.page(filter, offset: page.offset, limit: page.limit)
        let films = try await theatre.videos.store.videos(found.ids, for: filter.viewer)
        let present = try await theatre.presence.present(films.flatMap { $0.standardFiles.map(\.file) })
        let addresses = try await addresses(for: guest, context)
        return try .json(
            ServerFilmsResponse(
                total: found.total, nextCursor: page.next(of: found.total),
                films: films.filter { $0.isThere(in: present) }.map { ServerFilm($0, addresses) }))
    }

    /// Takes a slot and signs the addresses of the file and its subtitles. Throws `PlaybackRefusal`, and
    /// `KodiError.aboveLimit` for a film that the device's profile may not see.
    func playServerFilm(_ request: Request, _ context: KodiContext) async throws -> Response {
        let guest = try await guest(context)
        let film = try await film(context, guest)
        guard guest.inForce.viewer.maySee(film.certificate) else {
            throw KodiError.aboveLimit(of: guest.inForce.profile.name)
        }
        _ = try await theatre.playbacks.begin(
            film, film.standardFiles.first, in: guest.seat, presence: theatre.presence)
        return try .json(ServerPlayResponse(film, try await addresses(for: guest, context)))
    }

    /// Notes where a Kodi is. The position is kept even where it has to stop.
    func noteProgress(_ request: Request, _ context: KodiContext) async throws -> Response {
        guard let body = try await request.jsonObject(ProgressRequest.self) else { throw KodiError.jsonRequired }
        let seconds = try body.seconds()
        let guest = try await guest(context)
        let film = try await film(context, guest)
        let device = guest.device
        _ = try await theatre.watching.report(position: seconds, of: film, by: guest.inForce.profile.id, device: device)
        if body.stops {
            try await theatre.playbacks.end(guest.seat.session)
            return try .json(ServerProgressResponse(stopPlayback: false, message: nil))
        }
        var report = PlaybackReport(position: seconds)
        (report.isPaused, report.device) = (body.pauses, device)
        let slots = try await theatre.playbacks.claim(film, in: guest.seat, report: report)
        let limit = theatre.playbacks.limit(of: guest.seat.user)
        return try .json(
            ServerProgressResponse(
                stopPlayback: !slots.isGranted, message: slots.isGranted ? nil : KodiTheatre.tooMany(limit)))
    }

    /// Who asks: the device of a key, or of access tokens, in its session, as the account's first profile that needs no
    /// PIN, since nobody enters one there. Throws `KodiError.allProfilesLocked`.
    private func guest(_ context: KodiContext) async throws -> KodiGuest {
        let user = try context.user
        let device = "Kodi"
        let session =
            if let key = context.identity?.keyID {
                try await theatre.sessions.device(of: key, user: user.id, name: device)
            } else {
                try await theatre.sessions.device(ofTokensOf: user, name: device)
            }
        guard let profile = try await theatre.profiles.list(of: user.id).first(where: { !$0.isLocked }) else {
            throw KodiError.allProfilesLocked
        }
        let inForce = try await theatre.profiles.inForce(profile.id, in: session, of: user.id)
        return KodiGuest(
            seat: PlaybackSeat(session: session, user: user, profile: inForce.profile.id), inForce: inForce,
            device: device)
    }

    /// Throws `KodiError.filmNotFound`.
    private func film(_ context: KodiContext, _ guest: KodiGuest) async throws -> Video {
        guard let id = context.parameters.get("id", as: Int32.self),
            let film = try await theatre.videos.video(TitleID(id), for: guest.inForce.unlimited), !film.isSeries
        else { throw KodiError.filmNotFound }
        return film
    }

    private func addresses(for guest: KodiGuest, _ context: KodiContext) async throws -> SignedAddresses {
        try await theatre.tickets.addresses(
            for: guest.seat.session, of: guest.seat.user.id, base: serverURL(context))
    }
}

/// A Kodi in front of this server's own films.
private struct KodiGuest {
    let seat: PlaybackSeat
    let inForce: ProfileInForce
    let device: String
}
