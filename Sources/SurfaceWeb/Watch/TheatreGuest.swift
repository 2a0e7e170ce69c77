import Accounts
import Activity
import Basics
import Catalogue
import Domain
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

/// Somebody in front of this server's own films, as one of the household's profiles.
struct TheatreGuest: Sendable {
    let theatre: Theatre
    let signedIn: SignedIn
    let inForce: ProfileInForce

    var session: SessionID { signedIn.session.id }
    var user: User { signedIn.user }
    var profile: Profile { inForce.profile }
    var seat: PlaybackSeat { PlaybackSeat(session: session, user: user, profile: profile.id) }

    /// Looks at the disk and reads the keys, once for a whole list. Series stand for their first episode.
    func links(for videos: [Video]) async throws -> TheatreLinks {
        let firstIDs = videos.compactMap(\.series?.first)
        let firsts = firstIDs.isEmpty ? [] : try await theatre.videos.store.videos(firstIDs, for: inForce.viewer)
        let present = try await theatre.player.presence.present(
            (videos + firsts).flatMap { $0.standardFiles.map(\.file) })
        return TheatreLinks(
            addresses: try await theatre.player.tickets.addresses(for: session, of: user.id), present: present,
            presentSeries: Set(
                firsts.filter { $0.isThere(in: present) }.compactMap(\.place?.series.id)))
    }

    /// The film, episode or series of this id, whether or not it may be seen. Throws `SurfaceFailure.noRoute`.
    func video(_ context: WebContext) async throws -> Video {
        guard let id = context.parameters.get("id", as: Int32.self),
            let video = try await theatre.videos.video(TitleID(id), for: inForce.unlimited)
        else { throw SurfaceFailure.noRoute }
        return video
    }

    /// All episodes that may be seen of the series of an episode; none for a film.
    func episodes(around video: Video) async throws -> [Video] {
        guard let series = video.place?.series.id else { return [] }
        return try await theatre.videos.episodes(of: series, for: inForce.viewer) ?? []
    }
}

extension WebSurface {
    /// Who is there. Throws `SurfaceFailure.noRoute` on a server without films of its own.
    func guest(_ context: WebContext) async throws -> TheatreGuest {
        guard let theatre = features.theatre else { throw SurfaceFailure.noRoute }
        let signedIn = try context.signedIn
        let inForce = try await theatre.profiles.inForce(nil, in: signedIn.session.id, of: signedIn.user.id)
        return TheatreGuest(theatre: theatre, signedIn: signedIn, inForce: inForce)
    }

    /// Whether whoever is watching may be shown a title of the catalogue; everybody may on a server without profiles.
    func titleFilter(_ context: WebContext) async throws -> @Sendable (Title) -> Bool {
        guard features.theatre != nil else { return { _ in true } }
        let viewer = try await guest(context).inForce.viewer
        return { viewer.maySee($0) }
    }
}

extension Viewer {
    /// Whether a title of the catalogue is shown.
    func maySee(_ title: Title) -> Bool {
        maySee(title.metadata.contentRating.flatMap { CertificateReading(of: $0)?.certificate })
    }
}

extension Response {
    /// The way to the PIN of a profile, and on from there.
    static func askForPIN(of profile: ProfileID, next: String) -> Response {
        .seeOther("/profiles?who=\(profile)&unlock=1&next=" + PercentText.encode(next, keeping: "/"))
    }
}
