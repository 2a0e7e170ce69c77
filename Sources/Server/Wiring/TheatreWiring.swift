import Activity
import Basics
import Catalogue
import Domain
import Host
import Logging
import ServiceLifecycle
import Storage
import Streaming
import SurfaceKit
import SurfaceKodi
import SurfaceWeb

extension Installation {
    /// What the website needs to show and play this server's own films.
    func theatre() -> Theatre {
        let (player, world) = (features.player, World.live)
        let media = features.media
        return Theatre(
            profiles: features.profiles, watching: features.watching, videos: features.videos,
            libraries: { try await media.all() },
            player: Theatre.Player(
                playbacks: player.playbacks, pulses: StreamPulses(playbacks: player.playbacks, world: world),
                tickets: player.tickets, presence: player.presence,
                hls: features.conversions, files: FileReplies(pool: engines.threads)))
    }

    /// The same for a Kodi.
    func kodiTheatre() -> KodiTheatre {
        let player = features.player
        return KodiTheatre(
            profiles: features.profiles, watching: features.watching, videos: features.videos,
            sessions: player.sessions, playbacks: player.playbacks, tickets: player.tickets,
            presence: player.presence)
    }
}

extension HLSTranscoder {
    /// Nil where there is no ffmpeg.
    static func live(
        _ engines: MediaEngines, _ settings: HLSSettings, links: LinkTargets, folder: String, logger: Logger
    ) -> HLSTranscoder? {
        engines.ffmpeg.map { ffmpeg in
            HLSTranscoder(
                programs: FFmpegPrograms(ffmpeg: ffmpeg, links: links, threads: engines.requestThreads),
                folder: folder, settings: settings, threads: engines.requestThreads, world: .live,
                complain: { logger.warning("a film could not be converted", metadata: ["error": "\($0)"]) })
        }
    }
}

/// Looks after the programs that convert films, and ends them with the server.
struct Conversions: Service {
    let transcoder: HLSTranscoder?

    func run() async throws {
        guard let transcoder else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown { await transcoder.follow() }
    }
}
