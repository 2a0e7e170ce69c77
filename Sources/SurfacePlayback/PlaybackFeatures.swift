package import Accounts
package import Activity
package import Basics
package import Catalogue
package import Domain
package import NIOPosix
package import Streaming

/// What the Android surface stands on.
package struct PlaybackFeatures: Sendable {
    package let people: People
    package let profiles: Profiles
    package let watching: Watching
    package let videos: Videos
    package let player: Player
    package let administration: Administration
    package let world: World

    /// Who comes in, how often, and what is noted of it.
    package struct People: Sendable {
        let signIn: AppSignIn
        let sessions: AppSessions
        let windows: any RateWindows
        let audit: any AuditStore

        package init(
            signIn: AppSignIn, sessions: AppSessions, windows: any RateWindows, audit: any AuditStore
        ) {
            self.signIn = signIn
            self.sessions = sessions
            self.windows = windows
            self.audit = audit
        }
    }

    /// What it takes to play.
    package struct Player: Sendable {
        let playbacks: Playbacks
        let pulses: StreamPulses
        let tickets: Tickets
        let presence: FilePresence
        let subtitles: SubtitleDelivery
        let pictures: ArtworkDelivery
        let files: MediaFiles
        /// Where clips of the archive come from.
        let clips: CurrentClips
        let threads: NIOThreadPool

        package init(
            playbacks: Playbacks, pulses: StreamPulses, tickets: Tickets, presence: FilePresence,
            subtitles: SubtitleDelivery, pictures: ArtworkDelivery, files: MediaFiles,
            clips: @escaping CurrentClips = { nil }, threads: NIOThreadPool
        ) {
            self.playbacks = playbacks
            self.pulses = pulses
            self.tickets = tickets
            self.presence = presence
            self.subtitles = subtitles
            self.pictures = pictures
            self.files = files
            self.clips = clips
            self.threads = threads
        }
    }

    /// What administrators see and do.
    package struct Administration: Sendable {
        let media: MediaLibraries
        let updates: AppUpdates
        let corrections: TitleCorrections
        let host: any ServerHost

        package init(
            media: MediaLibraries, updates: AppUpdates, corrections: TitleCorrections, host: any ServerHost
        ) {
            self.media = media
            self.updates = updates
            self.corrections = corrections
            self.host = host
        }
    }

    package init(
        people: People, profiles: Profiles, watching: Watching, videos: Videos, player: Player,
        administration: Administration, world: World
    ) {
        self.people = people
        self.profiles = profiles
        self.watching = watching
        self.videos = videos
        self.player = player
        self.administration = administration
        self.world = world
    }
}
