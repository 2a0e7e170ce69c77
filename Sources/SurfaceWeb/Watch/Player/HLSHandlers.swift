import Domain
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

extension WebSurface {
    /// The list of pieces, what comes before them, or one of them. All that a browser names are numbers that mean
    /// something in its own session. Whoever fetches a film in this way plays it, as with the file itself.
    func hls(_ request: Request, _ context: WebContext) async throws -> Response {
        let guest = try await guest(context)
        guard let hls = guest.theatre.player.hls, let id = context.parameters.get("id", as: Int32.self),
            let start = context.parameters.get("start", as: Int.self), let name = context.parameters.get("name")
        else { throw SurfaceFailure.noRoute }
        let place = HLSPlace(title: TitleID(id), start: start, session: guest.session)
        do {
            try await hls.check(place)
            try await guest.theatre.player.playbacks.stream(
                .title(place.title), in: guest.session, of: guest.user.id)
            switch name {
            case "index.m3u8":
                let text = try await hls.playlist(at: place)
                return .text(text, type: "application/vnd.apple.mpegurl")
            case "init.mp4":
                return .bytes(try await hls.initialization(at: place), type: "video/mp4")
            default:
                guard let number = Self.number(ofPiece: name) else { throw SurfaceFailure.noRoute }
                let path = try await hls.segment(number, at: place)
                guest.theatre.player.pulses.beat(guest.session)
                return try await piece(path, request, guest)
            }
        } catch let error as HLSError {
            return Self.refusal(error)
        } catch is PlaybackRefusal {
            return .text("full", type: "text/plain; charset=utf-8", status: .tooManyRequests)
        }
    }

    private func piece(_ path: String, _ request: Request, _ guest: TheatreGuest) async throws -> Response {
        let files = guest.theatre.player.files
        do {
            let file = try await files.open(path)
            return files.response(
                to: request, file: file, contentType: "video/mp4", cacheControl: "private, no-store, no-transform")
        } catch is FileError {
            return Self.refusal(.gone)
        }
    }

    /// `12.m4s`
    private static func number(ofPiece name: String) -> Int? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1] == "m4s", parts[0].utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(parts[0])
    }

    private static func refusal(_ error: HLSError) -> Response {
        let (status, text): (HTTPResponse.Status, String) =
            switch error {
            case .unknown, .gone: (.gone, "gone")
            case .replaced: (.conflict, "replaced")
            case .ended: (.notFound, "ended")
            case .busy: (.serviceUnavailable, "busy")
            case .failed: (.internalServerError, "failed")
            }
        var response = Response.text(text, type: "text/plain; charset=utf-8", status: status)
        if error == .busy { response.headers[.retryAfter] = String(WebLimits.busySeconds) }
        return response
    }
}
