package import Accounts
package import Activity
package import Catalogue
package import Streaming

/// What it takes to show and play this server's own films on somebody's Kodi.
///
/// A Kodi is a device of the account, not of one person: it sees and plays what the account's first profile may that
/// needs no PIN, and takes one of the account's slots, as every other player does.
package struct KodiTheatre: Sendable {
    let profiles: Profiles
    let watching: Watching
    let videos: Videos
    let sessions: AppSessions
    let playbacks: Playbacks
    let tickets: Tickets
    let presence: FilePresence

    package init(
        profiles: Profiles, watching: Watching, videos: Videos, sessions: AppSessions, playbacks: Playbacks,
        tickets: Tickets, presence: FilePresence
    ) {
        self.profiles = profiles
        self.watching = watching
        self.videos = videos
        self.sessions = sessions
        self.playbacks = playbacks
        self.tickets = tickets
        self.presence = presence
    }

    static func tooMany(_ limit: Int) -> String {
        "This account plays on other devices already; \(limit) at the same time are allowed"
    }
}
