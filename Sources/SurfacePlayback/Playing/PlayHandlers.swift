import Accounts
import Activity
import Basics
import Catalogue
import Domain
import Hummingbird
import Streaming
import SurfaceKit

extension PlaybackSurface {
    /// Begins a playback: takes one of the account's slots and signs the addresses.
    func play(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let (inForce, video) = try await video(context)
        // The PIN comes first: it is the person's own to enter, while slots and files are others' affair.
        try inForce.checkMayPlay(video.certificate)
        let file = try await features.player.playbacks.begin(
            video, chosenFile(of: video, context), in: seat(of: app, inForce), presence: features.player.presence)
        let episodes = try await episodes(around: video, inForce)
        let links = try await links(for: [video] + episodes, request, context)
        let next = episodes.next(after: video, isThere: links.isThere)
        return try .playback(PlayResponse(data: PlayResponse.Source(video, file, next: next, links)))
    }

    private func seat(of app: AppSignedIn, _ inForce: ProfileInForce) -> PlaybackSeat {
        PlaybackSeat(session: app.session.session.id, user: app.user, profile: inForce.profile.id)
    }

    /// The file that the client asks for, else that of the standard version in which the profile stopped: clients play
    /// one file, and go on with the next one when they are asked to go on with the film.
    private func chosenFile(of video: Video, _ context: PlaybackContext) -> VideoFile? {
        video.file(context.parameters.file) ?? video.part(at: VideoProgress(video).positionSeconds)?.file
    }

    /// The file that a report is about: the one that the client names, else the one that it was given, else the one
    /// that it would be given.
    private func reportedFile(of video: Video, _ app: AppSignedIn, _ context: PlaybackContext) async throws
        -> VideoFile?
    {
        if let named = video.file(context.parameters.file) { return named }
        guard video.files.count > 1 else { return video.files.first }
        let given = try await features.player.playbacks.file(of: app.session.session.id, playing: video.title.id)
        return video.file(given) ?? chosenFile(of: video, context)
    }

    /// Notes where a player is. The position is kept even where the player has to stop.
    func progress(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        var report = try context.parameters.report()
        // No PIN is asked for here: its time may be over in the middle of a film that was begun with it.
        let (inForce, video) = try await video(context)
        let file = try await reportedFile(of: video, app, context)?.file.id
        let place = video.place(at: report.position, inside: file)
        let known = try await features.watching.report(
            place, of: video.title.id, by: inForce.profile.id, device: report.device)
        guard known else { throw PlaybackError.notFound("There is no such video.") }
        report.position = place.seconds
        let slots = try await features.player.playbacks.claim(
            video, in: seat(of: app, inForce), file: file, report: report)
        let limit = features.player.playbacks.limit(of: app.user)
        return try .playback(
            ProgressResponse(
                stopPlayback: !slots.isGranted, limit: limit, activePlaybacks: slots.active,
                message: slots.isGranted ? nil : Self.tooMany(limit)))
    }

    /// Whether a session may go on, without changing anything.
    func playbackStatus(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        _ = try await video(context)
        let standing = try await features.player.playbacks.status(of: app.session.session.id, of: app.user)
        return try .playback(
            PlaybackStatusResponse(
                revoke: standing.isRevoked, limit: standing.limit, activePlaybacks: standing.active,
                projectedPlaybacks: standing.projected, message: standing.isRevoked ? Self.tooMany(standing.limit) : nil
            ))
    }

    /// Frees the slot at once, not only when the player has been silent for a minute.
    func stopPlayback(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        _ = try await video(context)
        try await features.player.playbacks.end(app.session.session.id)
        return try .playback(DoneResponse(message: "Stopped."))
    }

    private static func tooMany(_ limit: Int) -> String {
        "This account plays on other devices already; \(limit) at the same time are allowed."
    }
}

extension PlaybackParameters {
    /// A file of a title, by which clients tell versions and parts apart.
    fileprivate var file: MediaFileID? { number("version").flatMap { Int32(exactly: $0) }.map { MediaFileID($0) } }

    /// Optional numbers that cannot be read are left out. Throws `PlaybackError.invalid`.
    fileprivate func report() throws(PlaybackError) -> PlaybackReport {
        let text = try required("time")
        guard let seconds = Double(text), seconds.isFinite,
            seconds >= Double(ActivityLimits.positionSeconds.lowerBound),
            seconds <= Double(ActivityLimits.positionSeconds.upperBound)
        else {
            throw .invalid("time must be a number of seconds from 0 to \(ActivityLimits.positionSeconds.upperBound).")
        }
        var report = PlaybackReport(position: Int(seconds))
        report.isPaused = flag("paused") ?? false
        let device = (optional("device_name") ?? "").printable(charactersMax: ActivityLimits.deviceCharactersMax)
        report.device = device.isEmpty ? nil : device
        report.quality.bufferSeconds = measure("buffer_seconds")
        report.quality.rebufferSeconds = measure("rebuffer_seconds")
        report.quality.hasRebuffered = flag("rebuffered")
        report.quality.rebufferCount = number("rebuffer_count").flatMap { $0 >= 0 ? $0 : nil }
        return report
    }

    private func measure(_ name: String) -> Double? {
        optional(name).flatMap { Double($0) }.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
}
