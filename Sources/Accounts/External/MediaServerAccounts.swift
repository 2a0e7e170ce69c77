package import Basics
package import Domain

/// The accounts here of people who have one at a Jellyfin or Emby server.
///
/// They are made when they are needed first, without recommendations until somebody wants them, and follow what the
/// media server says of their name and of what they may see.
package struct MediaServerAccounts: Sendable {
    private let identities: any IdentityStore
    private let world: World

    package init(identities: any IdentityStore, world: World) {
        self.identities = identities
        self.world = world
    }

    /// The account of a person, made or brought up to date.
    ///
    /// Rights of administrators are given to a new account, and then only when its owner signs in.
    package func account(of user: MediaServerUser, on server: MediaServerKey) async throws -> User {
        let identity = MediaServerIdentity(server, user.id)
        if try await identities.user(issuer: identity.issuer, subject: identity.subject) == nil {
            try await add(identity.person(user), identity)
        }
        guard let known = try await identities.user(issuer: identity.issuer, subject: identity.subject) else {
            throw AccountError.unknownUser(user.id.description)
        }
        return try await follow(user, as: known)
    }

    /// Takes over what the media server says of the owner of an account; a name of nothing that can be shown is none.
    /// Who has an address here keeps the name that they have here.
    func follow(_ user: MediaServerUser, as account: User) async throws -> User {
        let name = account.isFromMediaServer ? Self.name(user.name) : ""
        let person = FollowedPerson(
            name: name.isEmpty ? account.name : name, parentalLimit: user.parentalRatingMax)
        guard person != FollowedPerson(name: account.name, parentalLimit: account.parentalLimit) else {
            return account
        }
        try await identities.follow(person, as: account.id, at: world.now())
        let binding = try await identities.bindings(of: account.id).first
        guard let binding else { return account }
        return try await identities.user(issuer: binding.issuer, subject: binding.subject) ?? account
    }

    /// Nothing is made for people who did not ask for it.
    func add(_ person: ExternalPerson, _ identity: MediaServerIdentity) async throws {
        let new = NewUser(
            uuid: world.uuid(), email: identity.address, name: Self.name(person.name ?? ""),
            role: person.role ?? .user, passwordHash: nil, createdAt: world.now())
        var membership = Membership()
        membership.getsPicks = false
        try await identities.add(new, membership, issuer: identity.issuer, subject: identity.subject)
    }

    private static func name(_ name: String) -> String {
        name.printable(charactersMax: AccountsLimits.nameCharactersMax)
    }
}

extension User {
    /// Whether the account was made for somebody of a media server, who has no address here.
    var isFromMediaServer: Bool { EmailAddress.isNowhere(email) }
}
