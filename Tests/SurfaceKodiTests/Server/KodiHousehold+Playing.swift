import Accounts
import Activity
import Basics
import Domain
import Storage
import Streaming
import TestKit

extension KodiHousehold {
    /// What checks signed addresses.
    var tickets: Tickets {
        Tickets(
            secrets: stores.stores.secrets, sessions: AppSessions(store: stores.stores.sessions, world: world.world),
            world: world.world)
    }

    /// Lets other devices of the member play, each in a session of its own.
    func takePlaces(_ count: Int, with title: TitleID) async throws -> [SessionID] {
        let (all, now) = (stores.stores, world.now)
        let profiles = try await all.profiles.profiles(of: people.member.id, at: now)
        var sessions: [SessionID] = []
        for number in 0..<count {
            let session = NewWebSession(
                digest: [UInt8](repeating: UInt8(number), count: 32), device: "browser", createdAt: now,
                expiresAt: now.adding(seconds: 3600), endsAt: now.adding(seconds: 3600))
            let id = try await all.sessions.addSession(session, for: people.member.id, openMax: 50).id
            let claim = PlaybackClaim(
                sessionID: id, userID: people.member.id, profileID: profiles[0].id, titleID: title, at: now,
                liveSince: now.adding(seconds: -60), limit: 0)
            _ = try await all.playbacks.claim(claim)
            sessions.append(id)
        }
        return sessions
    }

    /// Gives the member's first profile a PIN and, if there is one, a limit.
    func lockFirstProfile(at limit: Certificate?) async throws {
        let store = stores.stores.profiles
        let first = try await store.profiles(of: people.member.id, at: world.now)[0]
        try await store.setPINHash("a hash", of: first.id, user: people.member.id)
        var locked = NewProfile(name: "Child")
        locked.certificateLimit = limit
        _ = try await store.change(first.id, of: people.member.id, to: locked)
    }
}
