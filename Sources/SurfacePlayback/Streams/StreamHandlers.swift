import Basics
import Catalogue
import Domain
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

extension PlaybackSurface {
    /// The file itself, whole or in parts. Whoever fetches it plays: a session that has stopped takes a place again, or
    /// is refused where others have them all.
    func stream(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let (ticket, file) = try await ticketed(.stream, request, context) { id in
            try await features.videos.store.file(MediaFileID(id))
        } of: {
            $0
        }
        let (pulses, session) = (features.player.pulses, ticket.session)
        return try await mediaFile(file, request) {
            guard request.method != .head else { return }
            try await features.player.playbacks.stream(.file(file.id), in: session, of: ticket.user)
            pulses.begin(session)
        } beat: {
            pulses.beat(session)
        }
    }

    /// Subtitles in the form that the client reads.
    func subtitle(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let (_, found) = try await ticketed(.subtitle, request, context) { id in
            try await features.videos.store.subtitle(SubtitleID(id))
        } of: {
            $0.file
        }
        let form = SubtitleForm(
            asked: request.parameter("format"), name: context.parameters(named: "name") ?? "",
            userAgent: request.headers[.userAgent] ?? "")
        do {
            let bytes = try await features.player.subtitles.text(of: found.track, in: found.file, as: form)
            return .bytes(
                bytes, type: form.contentType,
                headers: [.vary: "User-Agent", .cacheControl: "private, max-age=3600"])
        } catch is SubtitleDeliveryError {
            throw PlaybackError.fileUnavailable
        }
    }

    /// A picture, for whoever was shown its address.
    func image(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        guard let id = context.parameters(named: "id").flatMap({ Int32($0) }),
            let kind = context.parameters(named: "kind").flatMap({ ArtworkKind(rawValue: $0) }),
            let name = context.parameters(named: "name")?.split(separator: ".").first
        else { throw SurfaceFailure.noRoute }
        let width = request.parameter("w").flatMap { Int($0) }.flatMap { wanted in
            PlaybackLimits.pictureWidths.first { $0 >= wanted } ?? PlaybackLimits.pictureWidths.last
        }
        let names = try await features.player.tickets.pictureNames()
        let found = try await features.player.pictures.picture(
            kind, of: TitleID(id), named: String(name), names, width: width)
        guard let found else { throw PlaybackError.notFound("There is no such picture.") }
        // The original in place of a scaled picture is asked for again soon, and never taken for the scaled one.
        let tag = EntityTag("\(name)-\(found.isStandIn ? 0 : width ?? 0)")
        var headers = tag.headers
        headers[.cacheControl] =
            found.isStandIn
            ? "public, max-age=\(StreamingLimits.standInSeconds)" : "public, max-age=31536000, immutable"
        // Nothing in a picture may ever run, whatever lies on the disk.
        headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
        guard !tag.isKnown(to: request) else { return Response(status: .notModified, headers: headers) }
        return .bytes(found.picture.bytes, type: found.picture.contentType, headers: headers)
    }

    /// What a signed address leads to. Throws `PlaybackError` `addressInvalid`, and `fileUnavailable` for a file that
    /// is not what it was when the address was signed.
    private func ticketed<Object>(
        _ kind: Ticket.Kind, _ request: Request, _ context: PlaybackContext,
        find: (Int32) async throws -> Object?, of file: (Object) -> MediaFile
    ) async throws -> (ticket: Ticket, object: Object) {
        guard let id = context.parameters(named: "id").flatMap({ Int32($0) }),
            let token = context.parameters(named: "token"),
            let ticket = try await features.player.tickets.verify(token, as: kind), ticket.object == id
        else { throw PlaybackError.addressInvalid(isSignedIn: request.cookies[PlaybackGate.cookieName] != nil) }
        context.visit.note(ticket.user)
        guard let object = try await find(id), file(object).facts.version == ticket.version else {
            throw PlaybackError.fileUnavailable
        }
        return (ticket, object)
    }
}
