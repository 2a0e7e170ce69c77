package import Domain

/// How somebody can sign in. The raw values are the words of APIs that know one provider.
package enum AccountProvider: String, Sendable, CaseIterable {
    /// With a password of this server, or not at all yet.
    case local
    /// At an identity provider or a media server only.
    case external = "google"
    /// Both ways.
    case linked
}

/// What a profile page tells about an account beyond its name.
package struct AccountFacts: Sendable, Hashable {
    package let hasPassword: Bool
    /// Whether the account belongs to a person of an identity provider or a media server.
    package let isKnownElsewhere: Bool

    package init(hasPassword: Bool, isKnownElsewhere: Bool) {
        self.hasPassword = hasPassword
        self.isKnownElsewhere = isKnownElsewhere
    }

    package var provider: AccountProvider {
        guard isKnownElsewhere else { return .local }
        return hasPassword ? .linked : .external
    }
}

/// Looks up how people can sign in.
package struct AccountProfiles: Sendable {
    private let accounts: any AccountStore
    private let identities: any IdentityStore

    package init(accounts: any AccountStore, identities: any IdentityStore) {
        self.accounts = accounts
        self.identities = identities
    }

    package func facts(of user: UserID) async throws -> AccountFacts {
        let hash = try await accounts.passwordHash(of: user)
        let subject = try await identities.subject(of: user)
        return AccountFacts(hasPassword: hash != nil, isKnownElsewhere: subject != nil)
    }
}
