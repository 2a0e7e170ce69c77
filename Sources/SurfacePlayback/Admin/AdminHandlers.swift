import Accounts
import Basics
import Catalogue
import Domain
import Hummingbird
import Streaming
import SurfaceKit

extension PlaybackSurface {
    func validatePath(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let path = try context.parameters.required("path")
        return try .playback(ValidPathResponse(valid: await features.administration.host.isOpenFolder(path)))
    }

    func listDirectories(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let path = try context.parameters.required("path")
        guard let names = await features.administration.host.subfolders(of: path) else {
            throw PlaybackError.notFound("There is no such folder that may be looked into.")
        }
        return try .playback(FoldersResponse(path: path, subdirs: names))
    }

    func fetchLibraries(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let media = features.administration.media
        let (libraries, counts, scans) = (try await media.all(), try await media.counts(), try await media.scans())
        return try .playback(
            AdminLibrariesResponse(
                libraries: libraries.map { library in
                    AdminLibraryResponse(
                        library, counts[library.id] ?? MediaCounts(),
                        scans.first { $0.scans(library.id) })
                },
                activeJobs: scans.map { JobResponse($0) }))
    }

    func libraryInfo(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let text = try context.parameters.required("id")
        guard let number = Int32(text), number >= 0 else { throw PlaybackError.invalid("id must be a number.") }
        guard number > 0, let library = try await features.administration.media.library(MediaLibraryID(number)) else {
            throw PlaybackError.notFound("There is no such library.")
        }
        return try .playback(LibraryFoldersResponse(folders: library.folders.map(\.path)))
    }

    func serverStatistics(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let folders = try await features.administration.media.all().flatMap { $0.folders.map(\.path) }
        let report = await features.administration.host.report(disks: folders)
        let playing = try await features.player.playbacks.live().count
        let sessions = try await features.people.sessions.count()
        return try .playback(StatisticsResponse(report, playing: playing, sessions: sessions))
    }

    func diagnostics(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let now = features.world.now()
        let uses = try await features.people.audit.count(
            of: PlaybackAudit.legacyUse, since: now.adding(seconds: -PlaybackLimits.legacyUseSeconds))
        let report = await features.administration.host.report(disks: [])
        let tools = await features.administration.host.tools()
        let session = DiagnosticsResponse.Session(
            cookieName: PlaybackGate.cookieName, secure: context.caller.scheme == "https",
            idleTimeoutSeconds: Int(features.people.sessions.idleSeconds),
            createdAt: app.session.session.createdAt.databaseText,
            lastSeenAt: app.session.session.lastUsedAt.databaseText,
            activeSessions: try await features.people.sessions.count(of: app.user.id))
        return try .playback(
            DiagnosticsResponse(
                session: session,
                runtime: DiagnosticsResponse.Runtime(
                    version: settings.version, database: settings.database, uptimeSeconds: report.uptimeSeconds,
                    basePath: settings.basePath, publicURL: settings.publicURL),
                security: DiagnosticsResponse.Security(
                    legacyAndroidMutations: settings.allowsLegacyApps, legacyUses24h: uses,
                    trustedProxies: settings.trustedProxies),
                tools: DiagnosticsResponse.Tools(
                    ffmpeg: tools["ffmpeg"] ?? nil, ffprobe: tools["ffprobe"] ?? nil)))
    }
}

extension Job {
    /// Whether this scan is of a library, or of all.
    fileprivate func scans(_ library: MediaLibraryID) -> Bool {
        guard let wanted = ScanMedia.library(ofJob: self) else { return true }
        return wanted == library
    }
}
