package import Basics
package import Domain

/// Signing in with the name and password of an account at a Jellyfin or Emby server.
///
/// The account here is made at the first time, without recommendations until somebody wants them, and follows the
/// name, the rights and the limits that the media server gives. Neither the password nor the token that comes with it
/// is kept.
package struct MediaServerSignIn: Sendable {
    private let server: CurrentMediaServer
    private let accounts: Accounts
    private let identities: any IdentityStore
    private let people: ExternalAccounts
    private let followed: MediaServerAccounts

    package init(
        server: @escaping CurrentMediaServer, accounts: Accounts, identities: any IdentityStore, world: World
    ) {
        self.server = server
        self.accounts = accounts
        self.identities = identities
        people = ExternalAccounts(accounts: accounts, identities: identities, isOpenToAll: false, world: world)
        followed = MediaServerAccounts(identities: identities, world: world)
    }

    /// Nil for a wrong name or password, for an account that is disabled there or here, without a media server, and as
    /// long as this server has no account at all: its first one is the administrator's, and comes from the set-up.
    ///
    /// Throws `MediaServerFailure` where the media server could not say.
    package func signIn(name: String, password: String) async throws -> User? {
        guard let server = await server(), try await !accounts.isEmpty() else { return nil }
        let session: MediaServerSession
        do {
            session = try await server.signIn(name: name, password: password)
        } catch MediaServerFailure.unauthorised, MediaServerFailure.forbidden {
            return nil
        }
        guard !session.user.isDisabled else { return nil }
        guard let serverID = session.serverID else { throw MediaServerFailure.malformed }
        let identity = MediaServerIdentity(MediaServerKey(kind: server.kind, id: serverID), session.user.id)
        let known = try await identities.user(issuer: identity.issuer, subject: identity.subject)
        // An account of this server that was tied to the media server's keeps its own rights.
        let person = identity.person(session.user, givesRole: known?.isFromMediaServer ?? true)
        if known == nil { try await followed.add(person, identity) }
        do {
            return try await followed.follow(session.user, as: people.account(of: person))
        } catch is ExternalSignInError {
            return nil
        }
    }
}
