package import Basics

/// What an identity provider vouches for about a person who signed in there.
package struct ExternalPerson: Sendable, Hashable {
    package let issuer: String
    /// The provider's name for the person: stable, and unique for this issuer.
    package let subject: String
    package let email: String?
    /// Whether the provider has seen that the address is the person's own.
    package let isEmailVerified: Bool
    package let name: String?
    /// The role that the provider's claim gives; nil when roles are not the provider's business.
    package let role: Role?

    package init(
        issuer: String, subject: String, email: String?, isEmailVerified: Bool, name: String?, role: Role?
    ) {
        self.issuer = issuer
        self.subject = subject
        self.email = email
        self.isEmailVerified = isEmailVerified
        self.name = name
        self.role = role
    }
}

/// One way to an identity provider and back: what the start of a sign-in says and its end must answer to.
package struct ExternalAttempt: Sendable, Hashable, Codable {
    /// Comes back with the answer, so that nobody can slip in an answer of their own.
    package let state: String
    /// Comes back inside the signed token, so that no older token can be used again.
    package let nonce: String
    /// The secret behind the PKCE challenge: who only sees the code cannot use it.
    package let verifier: String
    package let redirectURL: String

    package init(state: String, nonce: String, verifier: String, redirectURL: String) {
        self.state = state
        self.nonce = nonce
        self.verifier = verifier
        self.redirectURL = redirectURL
    }
}

/// A server that signs people in for others (OpenID Connect).
package protocol IdentityProvider: Sendable {
    /// Where the browser is sent. `challenge` belongs to the attempt's verifier. Throws `IdentityProviderError`.
    func signInURL(for attempt: ExternalAttempt, challenge: String) async throws -> String
    /// Whom the code that came back stands for. Throws `IdentityProviderError`.
    func person(code: String, attempt: ExternalAttempt) async throws -> ExternalPerson
}

/// Why a sign-in elsewhere failed. `reason` is for the log, never for the person.
package enum IdentityProviderError: Error, Sendable, Equatable {
    /// The provider does not answer, or not as it should.
    case unavailable(reason: String)
    /// What came back does not prove who somebody is.
    case refused(reason: String)
}

/// A person of an identity provider and the account here.
package struct IdentityBinding: Sendable, Hashable {
    package let issuer: String
    package let subject: String
    package let userID: UserID

    package init(issuer: String, subject: String, userID: UserID) {
        self.issuer = issuer
        self.subject = subject
        self.userID = userID
    }
}

/// Which accounts the people of identity providers have. Each method is one transaction.
package protocol IdentityStore: Sendable {
    func user(issuer: String, subject: String) async throws -> User?
    /// Binds a person to an account for good; a person who is bound already stays where they are.
    /// Throws `AccountError.unknownUser`.
    func bind(issuer: String, subject: String, to user: UserID, at moment: Instant) async throws
    /// Binds a person to an account although another one had them, and returns that one. Its opinions come over, and
    /// nobody can sign in with it any more when there is no other way into it. Throws `AccountError.unknownUser`.
    func rebind(issuer: String, subject: String, to user: UserID, at moment: Instant) async throws -> UserID?
    /// The subject under which the account was bound first; nil for accounts of this server alone.
    func subject(of user: UserID) async throws -> String?
    /// Who is bound to what, of one account or of all.
    func bindings(of user: UserID?) async throws -> [IdentityBinding]
    /// Makes an account that is bound from its first moment; nothing happens when somebody is bound already. Throws
    /// `AccountError.emailTaken`.
    func add(_ user: NewUser, _ membership: Membership, issuer: String, subject: String) async throws
    /// Takes over what a person is called elsewhere and may see there; what is so already is not written.
    func follow(_ person: FollowedPerson, as user: UserID, at moment: Instant) async throws
}

/// What an account follows that belongs to a person elsewhere.
package struct FollowedPerson: Sendable, Hashable {
    package let name: String
    /// As `User.parentalLimit`.
    package let parentalLimit: Int?

    package init(name: String, parentalLimit: Int?) {
        self.name = name
        self.parentalLimit = parentalLimit
    }
}
