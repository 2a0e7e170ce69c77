package import Activity
package import Catalogue
package import Domain
package import Streaming
package import SurfaceKit

/// What the website needs to show and play this server's own films. A server without any has no theatre.
package struct Theatre: Sendable {
    let profiles: Profiles
    let watching: Watching
    let videos: Videos
    /// By name.
    let libraries: @Sendable () async throws -> [MediaLibrary]
    let player: Player

    /// What it takes to play.
    package struct Player: Sendable {
        let playbacks: Playbacks
        let pulses: StreamPulses
        let tickets: Tickets
        let presence: FilePresence
        /// Nil where nothing can be converted.
        let hls: HLSTranscoder?
        let files: FileReplies

        package init(
            playbacks: Playbacks, pulses: StreamPulses, tickets: Tickets, presence: FilePresence,
            hls: HLSTranscoder?, files: FileReplies
        ) {
            self.playbacks = playbacks
            self.pulses = pulses
            self.tickets = tickets
            self.presence = presence
            self.hls = hls
            self.files = files
        }
    }

    package init(
        profiles: Profiles, watching: Watching, videos: Videos,
        libraries: @escaping @Sendable () async throws -> [MediaLibrary], player: Player
    ) {
        self.profiles = profiles
        self.watching = watching
        self.videos = videos
        self.libraries = libraries
        self.player = player
    }

    /// Ends what is converted for a session of an account.
    func close(_ session: SessionID, of user: UserID) async {
        await player.hls?.leave(session, of: user)
    }

    /// The same for all sessions of the account.
    func closeAll(of user: UserID) async {
        await player.hls?.leaveAll(of: user)
    }
}
