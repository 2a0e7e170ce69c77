package import Basics
package import Domain

/// Finds the account of a person whom an identity provider vouches for.
package struct ExternalAccounts: Sendable {
    private let accounts: Accounts
    private let identities: any IdentityStore
    private let isOpenToAll: Bool
    private let world: World

    /// `isOpenToAll` makes an account for everybody whom the provider knows by a verified address.
    package init(accounts: Accounts, identities: any IdentityStore, isOpenToAll: Bool, world: World) {
        self.accounts = accounts
        self.identities = identities
        self.isOpenToAll = isOpenToAll
        self.world = world
    }

    /// By issuer and subject; the first time by the verified address, and from then on for good.
    ///
    /// Where the provider gives roles, the account gets the given one. Throws `ExternalSignInError`.
    package func account(of person: ExternalPerson) async throws -> User {
        let user = try await known(person)
        guard user.isOpen(at: world.now()) else { throw ExternalSignInError.disabled }
        return try await withRole(person.role, user)
    }

    private func known(_ person: ExternalPerson) async throws -> User {
        if let user = try await identities.user(issuer: person.issuer, subject: person.subject) { return user }
        // No provider can vouch for an address that cannot exist; accounts of media servers have such.
        guard person.isEmailVerified, let email = person.email, !EmailAddress.isNowhere(email) else {
            throw ExternalSignInError.noAccount(email: nil)
        }
        let user = try await byEmail(email, person)
        try await identities.bind(
            issuer: person.issuer, subject: person.subject, to: user.id, at: world.now())
        return user
    }

    private func byEmail(_ email: String, _ person: ExternalPerson) async throws -> User {
        do {
            return try await accounts.user(email: email)
        } catch AccountError.unknownUser where isOpenToAll {
            return try await accounts.add(email: email, name: person.name, role: person.role ?? .user, password: nil)
        } catch AccountError.unknownUser {
            throw ExternalSignInError.noAccount(email: email)
        }
    }

    /// The last administrator stays one: a claim that was forgotten at the provider must not lock the household out.
    private func withRole(_ role: Role?, _ user: User) async throws -> User {
        guard let role, role != user.role else { return user }
        if user.role == .admin {
            let admins = try await accounts.all().filter { $0.role == .admin && $0.isActive }
            guard admins.count > 1 else { return user }
        }
        try await accounts.setRole(role, of: user.id)
        return try await accounts.user(email: user.email)
    }
}
