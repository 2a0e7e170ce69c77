package import Basics
import Crypto
package import Domain
package import Jobs

/// How a user stands with Trakt.
package struct TraktStanding: Hashable, Sendable {
    package let isConfigured: Bool
    /// Whether ratings can be exchanged.
    package let isConnected: Bool
    /// What the user is called at Trakt.
    package let name: String?
    package let syncedAt: Instant?
    /// What the user should know: that the connection has to be made again, or what could not be told.
    package let problem: String?

    init(_ link: TraktLink?, isConfigured: Bool) {
        self.isConfigured = isConfigured
        isConnected = link.map { !$0.mustReconnect } ?? false
        name = link?.name
        syncedAt = link?.syncedAt
        problem = link.flatMap { $0.mustReconnect ? TraktFailure.reconnect.description : $0.problem }
    }
}

/// Users and their accounts at Trakt: the way there and back, and the end of it.
package struct TraktLinks: Sendable {
    private let store: any TraktLinkStore
    private let connections: TraktConnections
    private let trakt: CurrentTrakt
    private let world: World
    private let sleeper: Sleeper
    private let onLinked: @Sendable (UserID) async throws -> Void

    /// `onLinked` hears of every new link, to have the ratings brought together; nobody waits for that.
    package init(
        store: any TraktLinkStore, connections: TraktConnections, trakt: @escaping CurrentTrakt, world: World,
        sleeper: Sleeper = .live, onLinked: @escaping @Sendable (UserID) async throws -> Void = { _ in }
    ) {
        self.store = store
        self.connections = connections
        self.trakt = trakt
        self.world = world
        self.sleeper = sleeper
        self.onLinked = onLinked
    }

    /// Whether there is an application at Trakt that users can connect.
    package var isConfigured: Bool {
        get async { await trakt() != nil }
    }

    /// Where the user's browser is sent. Throws `TraktFailure.notConfigured`.
    package func authorizeURL(for user: UserID) async throws -> String {
        let trakt = try await configured()
        let state = TraktState(for: user, in: world)
        let stored = StoredTraktState(
            digest: Self.digest(of: state.text), user: user, createdAt: state.createdAt, usedAt: nil)
        try await store.addState(
            stored, openMax: SynchronisationLimits.traktStatesOpenMax,
            forgottenBefore: state.createdAt.adding(seconds: -DomainLimits.traktStateSeconds))
        return trakt.authorizeURL(for: state)
    }

    /// Links the user with what the browser brought back. Throws `TraktStateError`, and `TraktFailure`.
    package func connect(_ user: UserID, code: String, state: String) async throws -> TraktUser {
        let trakt = try await configured()
        try await use(state, by: user)
        let tokens = try await trakt.tokens(forCode: code)
        do {
            let account = try await trakt.user(tokens.access)
            try await store.link(
                user, name: account.name, sealedTokens: connections.seal(tokens, of: user), at: world.now())
            // The link is there; what cannot be queued is made up for by the job with a schedule.
            try? await onLinked(user)
            return account
        } catch {
            // Nobody would ever revoke them.
            try? await trakt.revoke(tokens.access)
            throw error
        }
    }

    /// Forgets the user's tokens and revokes them. False when Trakt could not be told within a short time: then the
    /// permission lasts until it ends by itself.
    package func disconnect(_ user: UserID) async throws -> Bool {
        guard let link = try await store.unlink(user) else { return true }
        guard let tokens = connections.tokens(of: link), let trakt = await trakt() else { return false }
        return await revoke(tokens.access, at: trakt)
    }

    /// Whoever disconnects does not wait for a Trakt that hangs.
    private func revoke(_ token: TraktToken, at trakt: any Trakt) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    try await trakt.revoke(token)
                    return true
                } catch {
                    return false
                }
            }
            group.addTask {
                try? await sleeper(seconds: SynchronisationLimits.traktRevokeSeconds)
                return false
            }
            let isRevoked = await group.next() ?? false
            group.cancelAll()
            return isRevoked
        }
    }

    package func standing(of user: UserID) async throws -> TraktStanding {
        TraktStanding(try await store.traktLink(of: user), isConfigured: await isConfigured)
    }

    private func configured() async throws -> any Trakt {
        guard let trakt = await trakt() else { throw TraktFailure.notConfigured }
        return trakt
    }

    private func use(_ text: String, by user: UserID) async throws {
        let digest = Self.digest(of: text)
        guard text.utf8.count <= SynchronisationLimits.traktStateCharactersMax,
            let stored = try await store.state(digest: digest)
        else { throw TraktStateError.unknown }
        let state = TraktState(text: text, user: stored.user, createdAt: stored.createdAt, usedAt: stored.usedAt)
        let now = world.now()
        _ = try state.used(text, by: user, at: now)
        guard try await store.useState(digest: digest, at: now) else { throw TraktStateError.used }
    }

    private static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
