package import Basics
package import Domain

/// Signing in with the name and password of an account at a Jellyfin or Emby server.
///
/// The account here is made at the first time, without recommendations until somebody wants them, and follows the
/// rights that the media server gives; its name is that of the first time. The password is kept nowhere.
package struct MediaServerSignIn: Sendable {
    private let server: any MediaServer
    private let accounts: Accounts
    private let identities: any IdentityStore
    private let people: ExternalAccounts
    private let world: World

    package init(server: any MediaServer, accounts: Accounts, identities: any IdentityStore, world: World) {
        self.server = server
        self.accounts = accounts
        self.identities = identities
        people = ExternalAccounts(accounts: accounts, identities: identities, isOpenToAll: false, world: world)
        self.world = world
    }

    /// Nil for a wrong name or password, for an account that is disabled there or here, and as long as this server has
    /// no account at all: its first one is the administrator's, and comes from the set-up.
    ///
    /// Throws `MediaServerFailure` where the media server could not say.
    package func signIn(name: String, password: String) async throws -> User? {
        guard try await !accounts.isEmpty() else { return nil }
        let session: MediaServerSession
        do {
            session = try await server.signIn(name: name, password: password)
        } catch MediaServerFailure.unauthorised, MediaServerFailure.forbidden {
            return nil
        }
        guard !session.user.isDisabled else { return nil }
        guard let serverID = session.serverID else { throw MediaServerFailure.malformed }
        let identity = MediaServerIdentity(server.kind, serverID, session.user.id)
        let person = identity.person(session.user)
        if try await identities.user(issuer: identity.issuer, subject: identity.subject) == nil {
            try await add(person, identity)
        }
        do {
            return try await people.account(of: person)
        } catch is ExternalSignInError {
            return nil
        }
    }

    /// Nothing is made for people who did not ask for it.
    private func add(_ person: ExternalPerson, _ identity: MediaServerIdentity) async throws {
        let new = NewUser(
            uuid: world.uuid(), email: identity.address,
            name: (person.name ?? "").printable(charactersMax: AccountsLimits.nameCharactersMax),
            role: person.role ?? .user, passwordHash: nil, createdAt: world.now())
        var membership = Membership()
        membership.getsPicks = false
        try await identities.add(new, membership, issuer: identity.issuer, subject: identity.subject)
    }
}

extension IdentityStore {
    /// The media server's accounts of everybody, or of one person, by the account here.
    package func mediaServerIdentities(of user: UserID? = nil) async throws -> [UserID: MediaServerIdentity] {
        let found = try await bindings(of: user).compactMap { binding in
            MediaServerIdentity(issuer: binding.issuer, subject: binding.subject).map { (binding.userID, $0) }
        }
        return Dictionary(found) { first, _ in first }
    }
}

/// Under which name a media server's account is known here.
package struct MediaServerIdentity: Sendable, Hashable {
    package let kind: MediaServerKind
    /// Stable for this server.
    package let issuer: String
    /// The account's id at the server.
    package let subject: String

    init(_ kind: MediaServerKind, _ server: MediaServerID, _ user: MediaServerID) {
        self.kind = kind
        issuer = "\(kind.rawValue):\(server)"
        subject = user.description
    }

    /// Nil for accounts of other identity providers, whose issuers are addresses.
    package init?(issuer: String, subject: String) {
        guard let prefix = issuer.split(separator: ":").first,
            let kind = MediaServerKind(rawValue: String(prefix)), !issuer.contains("://")
        else { return nil }
        (self.kind, self.issuer, self.subject) = (kind, issuer, subject)
    }

    /// Media servers know no addresses, so the account gets one to which nothing can be sent (RFC 2606). Nobody is ever
    /// looked up by it.
    var address: String {
        "\(subject).\(issuer.split(separator: ":").last ?? "")@\(kind.rawValue).invalid"
    }

    func person(_ user: MediaServerUser) -> ExternalPerson {
        ExternalPerson(
            issuer: issuer, subject: subject, email: nil, isEmailVerified: false, name: user.name,
            role: user.isAdministrator ? .admin : .user)
    }
}
