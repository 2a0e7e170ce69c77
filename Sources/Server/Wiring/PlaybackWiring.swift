package import Accounts
import Activity
import Basics
import Catalogue
import Connectors
import Domain
import Host
import Search
import Storage
package import Streaming
import SurfaceKit
import SurfacePlayback

extension Installation {
    /// The Android surface on this server's own media.
    func playbackSurface() -> PlaybackSurface {
        var surface = PlaybackSurfaceSettings()
        surface.publicURL = settings.publicURL
        surface.basePath = settings.playback.basePath
        surface.requestsPerMinute = settings.playback.requestsPerMinute
        surface.allowsLegacyApps = settings.playback.allowsLegacyApps
        surface.trustedProxies = settings.trustedProxies
        surface.timeZone = settings.playback.timeZone
        surface.version = ServerVersion.text
        surface.database = settings.databaseURL == nil ? "sqlite" : "postgresql"
        return PlaybackSurface(playbackFeatures(), settings: surface)
    }

    private func playbackFeatures() -> PlaybackFeatures {
        let (stores, world) = (persistence.stores, World.live)
        let windows = persistence.rateWindows
        return PlaybackFeatures(
            people: PlaybackFeatures.People(
                signIn: AppSignIn(accounts: features.accounts, windows: windows, world: world),
                sessions: features.player.sessions, windows: windows, audit: stores.audit),
            profiles: features.profiles, watching: features.watching, videos: features.videos,
            player: PlaybackFeatures.Player(
                playbacks: features.player.playbacks,
                pulses: StreamPulses(playbacks: features.player.playbacks, world: world),
                tickets: features.player.tickets,
                presence: features.player.presence, subtitles: features.player.subtitles,
                pictures: artwork(), files: MediaFiles(pool: engines.threads, links: features.links),
                clips: engines.live.clips,
                threads: engines.threads),
            administration: PlaybackFeatures.Administration(
                media: features.media,
                updates: features.updates, corrections: corrections(),
                host: MachineHost(
                    roots: settings.playback.browseRoots, dataFolder: folder.path, media: engines.media)),
            world: world)
    }

    private func corrections() -> TitleCorrections {
        let (stores, queue, canIndex) = (persistence.stores, features.queue, engines.embedder != nil)
        return TitleCorrections(
            titles: stores.catalogue,
            refreshing: TitleRefresh(store: stores.enrichment, provider: engines.metadata, world: .live),
            enrichment: features.enrichment,
            queueIndexing: { if canIndex { try await queue.enqueueIndexing() } })
    }

    private func artwork() -> ArtworkDelivery {
        let stores = persistence.stores
        return ArtworkDelivery(
            stores: (stores.videos, stores.catalogue),
            provider: CachedPictures(source: engines.pictures, folder: folder.pictures, threads: engines.threads),
            ffmpeg: engines.media.ffmpeg, folder: folder.scaledPictures, links: features.links,
            threads: engines.media.requestThreads)
    }
}

/// What it takes to play, wired to stores and engines.
package struct PlayerFeatures: Sendable {
    package let sessions: AppSessions
    package let playbacks: Playbacks
    package let tickets: Tickets
    /// One for all surfaces, so that a disk is asked once.
    package let presence: FilePresence
    package let subtitles: SubtitleDelivery

    init(
        _ persistence: Persistence, _ engines: Engines, _ settings: PlaybackServerSettings, links: LinkTargets,
        subtitleFolder: String
    ) {
        let (stores, world) = (persistence.stores, World.live)
        sessions = AppSessions(store: stores.sessions, world: world, idleSeconds: settings.sessionIdleSeconds)
        playbacks = Playbacks(store: stores.playbacks, settings: settings.playback, world: world)
        tickets = Tickets(secrets: stores.secrets, sessions: sessions, world: world)
        presence = FilePresence(threads: engines.threads, world: world)
        subtitles = SubtitleDelivery(
            ffmpeg: engines.media.ffmpeg, folder: subtitleFolder, links: links, threads: engines.media.requestThreads)
    }
}
