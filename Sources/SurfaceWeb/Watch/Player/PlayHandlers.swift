import Activity
import Basics
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

extension WebSurface {
    /// Begins to play: takes one of the account's places and says how the file reaches this browser.
    func play(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let guest = try await guest(context)
        let video = try await guest.video(context)
        guard (try? guest.inForce.checkMayPlay(video.certificate)) != nil else {
            return try PlayAnswer.refusal("This film needs the PIN of \(guest.profile.name).", .forbidden)
        }
        let player = guest.theatre.player
        let wanted = form.first("file").flatMap { Int32($0) }
        let part: VideoFile
        do {
            part = try await player.playbacks.begin(
                video, video.files.first { $0.file.id.rawValue == wanted }, in: guest.seat, presence: player.presence)
        } catch PlaybackRefusal.limitReached {
            return try PlayAnswer.refusal(tooMany(guest), .tooManyRequests)
        } catch PlaybackRefusal.fileMissing {
            return try PlayAnswer.refusal("The file is missing at the moment.", .gone)
        }
        let abilities = PlayerAbilities(text: form.first("can") ?? "")
        let refused = PlayWay.ways(text: form.first("without") ?? "")
        guard let plan = PlayPlan(for: part.file, in: abilities, without: refused) else {
            return try await unplayable("This browser cannot play this film.", guest)
        }
        return try await answer(plan, part.file, video, guest)
    }

    /// A place that plays nothing would only be in others' way.
    private func unplayable(_ problem: String, _ guest: TheatreGuest) async throws -> Response {
        try await guest.theatre.player.playbacks.end(guest.session)
        return try PlayAnswer.refusal(problem, .unprocessableContent)
    }

    private func answer(
        _ plan: PlayPlan, _ file: MediaFile, _ video: Video, _ guest: TheatreGuest
    ) async throws -> Response {
        let hls = guest.theatre.player.hls
        switch plan {
        case .direct:
            await hls?.leave(guest.session)
            let address = try await guest.links(for: []).address(of: file)
            return try .json(PlayAnswer(way: plan.way.rawValue, address: address, type: nil))
        case .pieces(let recipe):
            guard let hls else {
                return try await unplayable(
                    "This browser cannot play this film, and the server has no ffmpeg to convert it.", guest)
            }
            await hls.seat(
                guest.session, of: guest.user.id, at: HLSJob(title: video.title.id, file: file, recipe: recipe))
            return try .json(
                PlayAnswer(
                    way: plan.way.rawValue, address: "/watch/\(video.title.id)/hls/", type: recipe.contentType))
        }
    }

    /// Notes where a player is. The position is kept even where the player has to stop.
    func progress(_ request: Request, _ context: WebContext) async throws -> Response {
        let report = try await PlayerReport(request)
        let guest = try await guest(context)
        // No PIN is asked for here: its time may be over in the middle of a film that was begun with it.
        let video = try await guest.video(context)
        guard let report, !video.isSeries else {
            return try PlayAnswer.refusal("A position is a number of seconds.", .badRequest)
        }
        let device = BrowserName.words(request.headers[.userAgent] ?? "")
        _ = try await guest.theatre.watching.report(
            report.place(in: video), of: video.title.id, by: guest.profile.id, device: device)
        var sign = PlaybackReport(position: report.seconds)
        (sign.isPaused, sign.device) = (report.isPaused, device)
        let isGranted = try await guest.theatre.player.playbacks.claim(
            video, in: guest.seat, file: video.file(report.file)?.file.id, report: sign
        ).isGranted
        return try .json(ProgressAnswer(stop: !isGranted, message: isGranted ? nil : tooMany(guest)))
    }

    /// The player is closed: its place is free and what was converted for it goes.
    func leave(_ request: Request, _ context: WebContext) async throws -> Response {
        let report = try await PlayerReport(request)
        let guest = try await guest(context)
        let video = try await guest.video(context)
        if let report, !video.isSeries {
            _ = try await guest.theatre.watching.report(
                report.place(in: video), of: video.title.id, by: guest.profile.id,
                device: BrowserName.words(request.headers[.userAgent] ?? ""))
        }
        let player = guest.theatre.player
        await player.hls?.leave(guest.session, title: video.title.id)
        let isOurs = try await player.playbacks.live().contains {
            $0.sessionID == guest.session && $0.titleID == video.title.id
        }
        if isOurs { try await player.playbacks.end(guest.session) }
        return Response(status: .noContent)
    }

    private func tooMany(_ guest: TheatreGuest) -> String {
        let limit = guest.theatre.player.playbacks.limit(of: guest.user)
        return "This account plays on other devices already. \(limit) at the same time are allowed."
    }
}

/// How a file reaches the browser.
struct PlayAnswer: Encodable {
    let way: String
    /// Of the file, or what comes in front of the pieces.
    let address: String
    /// Of the pieces.
    let type: String?

    struct Refusal: Encodable {
        let problem: String
    }

    static func refusal(_ problem: String, _ status: HTTPResponse.Status) throws -> Response {
        try .json(Refusal(problem: problem), status: status)
    }
}

struct ProgressAnswer: Encodable {
    let stop: Bool
    @OrNull var message: String?
}

/// Where a player says that it is.
struct PlayerReport: Sendable {
    /// From the beginning of the film, whichever of its files plays.
    let seconds: Int
    let isPaused: Bool
    /// The one that plays, so that the length is that of its version; nil when the player does not say.
    let file: MediaFileID?

    /// From a form or a JSON object. Nil for what is no position. Throws `SurfaceFailure`.
    init?(_ request: Request) async throws {
        let bytes = try await request.bodyBytes(max: SurfaceKitLimits.formBytesMax)
        let time: Double?
        let number: Int32?
        if request.headers[.contentType]?.hasPrefix("application/json") == true {
            let object = JSONBody(bytes: Array(bytes.readableBytesView)).object
            guard case .number(let text)? = object?["time"] else { return nil }
            time = Double(text)
            if case .number(let text)? = object?["file"] { number = Int32(text) } else { number = nil }
            isPaused = object?["paused"] == .bool(true)
        } else {
            let form = FormPairs(String(buffer: bytes))
            time = form.first("time").flatMap { Double($0) }
            number = form.first("file").flatMap { Int32($0) }
            isPaused = form.first("paused") == "1"
        }
        let range = ActivityLimits.positionSeconds
        guard let time, time.isFinite, time >= Double(range.lowerBound), time <= Double(range.upperBound) else {
            return nil
        }
        seconds = Int(time)
        file = number.map { MediaFileID($0) }
    }

    func place(in video: Video) -> PlayedPlace { video.place(at: seconds, of: file) }
}
